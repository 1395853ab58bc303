/** What the bot asks for when somebody adds it: a suggestion in the client's dialog, nothing more. */
import { rightNames, rightsFor } from "../rights.ts";
import { readFlag, readObject } from "../read.ts";
import type { Rights } from "../state.ts";
import type { Call } from "./method.ts";

export function setMyDefaultAdministratorRights({ bot, params }: Call): true {
  const given = readObject(params, "rights");
  const kind = kindOf(params);
  const held = rightNames.filter((name) => given?.[name] === true);
  bot.defaultRights[kind] = given
    ? rightsFor(chatType(kind), Object.fromEntries(held.map((name) => [name, true])))
    : null;
  return true;
}

export function getMyDefaultAdministratorRights({ bot, params }: Call): Rights {
  const kind = kindOf(params);
  return bot.defaultRights[kind] ?? rightsFor(chatType(kind), {});
}

function kindOf(params: Call["params"]): "groups" | "channels" {
  return readFlag(params, "for_channels") ? "channels" : "groups";
}

function chatType(kind: "groups" | "channels"): "supergroup" | "channel" {
  return kind === "channels" ? "channel" : "supergroup";
}
