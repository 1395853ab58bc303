/** The worlds that the sandbox can be. */
import { join } from "node:path";
import type { DiscordWorld } from "../discord/world.ts";
import type { TelegramWorld } from "../telegram/world.ts";
import { discordWorld } from "./discord.ts";
import { everyRuleDiscord } from "./every-rule/discord.ts";
import { everyRuleHistory, type History } from "./every-rule/history.ts";
import { everyRuleTelegram } from "./every-rule/telegram.ts";
import { telegramWorld } from "./telegram.ts";

export interface World {
  discord: DiscordWorld;
  telegram: TelegramWorld;
  /** YAML files that are applied before anybody plays. */
  manifests: string[];
  /** What happened before; null where nothing did. */
  history: History | null;
}

const file = (...path: string[]): string => join(import.meta.dirname, ...path);

/** `lamps`: a small shop with the usual mistakes. `every-rule`: the same shop with a bot for every rule of the audit. */
export const worlds = {
  lamps: {
    discord: discordWorld,
    telegram: telegramWorld,
    manifests: [file("manifests.yaml")],
    history: null,
  },
  "every-rule": {
    discord: everyRuleDiscord,
    telegram: everyRuleTelegram,
    manifests: [file("manifests.yaml"), file("every-rule", "manifests.yaml")],
    history: everyRuleHistory,
  },
} satisfies Record<string, World>;

export type WorldName = keyof typeof worlds;
