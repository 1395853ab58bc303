/** Deutsch. Topics that still come from en/ are not translated yet. */
export { approval } from "../en/approval.ts";
export { audit } from "../en/audit.ts";
export { changes } from "../en/changes.ts";
export { commandWords } from "../en/commands.ts";
export { discord } from "./discord.ts";
export { drift } from "../en/drift.ts";
export { findings } from "./findings.ts";
export { flooding } from "../en/flooding.ts";
export { freeze } from "../en/freeze.ts";
export { glance } from "../en/glance.ts";
export { grants } from "../en/grants.ts";
export { heatMap } from "../en/heat-map.ts";
export { keys } from "../en/keys.ts";
export { people } from "../en/people.ts";
export { setup } from "./setup.ts";
export { telegram } from "./telegram.ts";
