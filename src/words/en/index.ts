/** English: what every other language has to have. Topics in the order of the alphabet. */
export { agentCard } from "./agent-card.ts";
export { approval } from "./approval.ts";
export { audit } from "./audit.ts";
export { changes } from "./changes.ts";
export { commandWords } from "./commands.ts";
export { discord } from "./discord.ts";
export { drift } from "./drift.ts";
export { findings } from "./findings.ts";
export { flooding } from "./flooding.ts";
export { freeze } from "./freeze.ts";
export { glance } from "./glance.ts";
export { grants } from "./grants.ts";
export { heatMap } from "./heat-map.ts";
export { keys } from "./keys.ts";
export { people } from "./people.ts";
export { setup } from "./setup.ts";
export { telegram } from "./telegram.ts";
