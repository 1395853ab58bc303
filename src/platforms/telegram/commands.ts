/** The command menu, per kind of chat and language. Written only where it differs, because Telegram limits how often it may be. */
import type { TelegramBotCommandScope } from "@gramio/types";
import { z } from "zod";
import { languages } from "../../domain/languages.ts";
import { inLanguage } from "../../words/index.ts";
import type { CommandSpec } from "../platform.ts";
import type { CallApi } from "./api.ts";

const menu = z.array(z.object({ command: z.string(), description: z.string() }));
type Menu = z.infer<typeof menu>;

export function menus(commands: CommandSpec[]): { scope: TelegramBotCommandScope; menu: Menu }[] {
  const of = (wanted: (spec: CommandSpec) => boolean): Menu =>
    commands
      .filter((spec) => spec.only === undefined && wanted(spec))
      .map(({ name, description }) => ({ command: name, description: description().slice(0, 256) }));
  return [
    { scope: { type: "all_private_chats" }, menu: of((spec) => spec.inPrivate) },
    { scope: { type: "all_group_chats" }, menu: of((spec) => spec.inPlaces !== false && !spec.managersOnly) },
    { scope: { type: "all_chat_administrators" }, menu: of((spec) => spec.inPlaces !== false) },
  ];
}

export async function registerCommands(callApi: CallApi, commands: CommandSpec[]): Promise<void> {
  for (const [at, language] of languages.entries()) {
    // The first language is for everybody who has none of the others, which Telegram wants to have no name.
    const whose = at === 0 ? {} : { language_code: language };
    for (const { scope, menu: wanted } of inLanguage(language, () => menus(commands))) {
      const set = await callApi("getMyCommands", { scope, ...whose }, menu);
      if (JSON.stringify(set) !== JSON.stringify(wanted))
        await callApi("setMyCommands", { scope, ...whose, commands: wanted }, z.unknown());
    }
  }
}
