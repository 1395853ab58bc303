import type { PlatformId } from "../../platforms/platform.ts";
import { CliFailure } from "../verb.ts";

export interface Where {
  platform: PlatformId;
  workspace: string;
}

/** Discord's ids are 17 to 20 digits; Telegram's chats are negative. What is neither is not guessed. Exit code 2. */
export function whichWorkspace(text: string): Where {
  const named = /^(discord|telegram):(-?[0-9]{1,20})$/.exec(text.trim());
  const bare = /^-?[0-9]{1,20}$/.exec(text.trim())?.[0];
  const id = named?.[2] ?? bare;
  if (id === undefined)
    throw new CliFailure(
      2,
      `--live: “${text}” is no workspace. Give a server's or chat's id, such as 613742000000000000 or telegram:-1002000000001.`,
    );
  const platform = named?.[1] ?? (id.startsWith("-") ? "telegram" : id.length >= 17 ? "discord" : null);
  if (platform === "telegram") {
    if (id.startsWith("-")) return { platform, workspace: id };
    throw new CliFailure(
      2,
      `--live: Telegram's groups and channels have negative ids, and ${id} is a person or a bot. Try telegram:-100${id}; a private chat has nothing to audit.`,
    );
  }
  if (platform === "discord") {
    if (!id.startsWith("-")) return { platform, workspace: id };
    throw new CliFailure(2, `--live: a Discord server's id is not negative. Did you mean telegram:${id}?`);
  }
  throw new CliFailure(
    2,
    `--live: ${id} could be anything: a Discord server's id has 17 to 20 digits, a Telegram chat's begins with a minus. Say discord:${id} or telegram:-100${id}.`,
  );
}
