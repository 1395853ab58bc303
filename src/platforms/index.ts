/** Every platform. Another one is a folder and a line here. */
export { createDiscord } from "./discord/index.ts";
export { createTelegram } from "./telegram/index.ts";
