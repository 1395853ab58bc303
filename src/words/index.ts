/** Every sentence people see, by language. English to begin with. */
export { approval } from "./en/approval.ts";
export { commandWords } from "./en/commands.ts";
export { setupHelp } from "./en/setup.ts";
export { flooding } from "./en/flooding.ts";
export { freeze } from "./en/freeze.ts";
export { glance } from "./en/glance.ts";
export { people } from "./en/people.ts";
