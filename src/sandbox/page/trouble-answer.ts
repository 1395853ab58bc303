/** What Countersign says about something that is broken: in a chat, or about itself. */
import type { RenderedMessage } from "../discord/people/render.ts";
import { plainText } from "../plain-markdown.ts";
import type { Sandbox } from "../run.ts";
import { discordIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import type { Health } from "./health.ts";
import type { Trouble, TroubleId } from "./trouble.ts";

export interface TroubleAnswer {
  /** Null while it is still to come. */
  text: string | null;
  /** The message that says so, and who can see it. */
  where: { as: "olivia"; platform: "discord"; room: string; message: string } | null;
}

interface Scene {
  sandbox: Sandbox;
  trouble: Trouble;
  health: { now(): Health };
}

/** Null while it is whole. */
export function answerTo({ sandbox, trouble, health }: Scene, id: TroubleId): TroubleAnswer | null {
  const since = trouble.since(id);
  if (since === null) return null;
  const { state, why } = health.now();
  switch (id) {
    case "administrator":
      return fromChat(sandbox, discordIds.reports, since, ({ text }) => text.includes("Herald"));
    case "hidden":
      return fromChat(sandbox, discordIds.staffRoom, since, ({ ephemeral }) => ephemeral);
    case "power":
      return {
        text: state === "down" ? "Nobody answers any more: type a command and see." : null,
        where: null,
      };
    case "discord":
    case "telegram": {
      const told = why.filter((sentence) => sentence.toLowerCase().includes(id));
      return { text: told.length > 0 ? told.join(" ") : null, where: null };
    }
  }
}

function fromChat(
  sandbox: Sandbox,
  room: string,
  since: number,
  fits: (message: RenderedMessage) => boolean,
): TroubleAnswer {
  const seen = sandbox.discord.control.as(people.olivia.discord).sees(room);
  const said = seen.find(
    (message) =>
      message.author.id === discordIds.countersign &&
      message.sentAt >= since &&
      !message.thinking &&
      message.text !== "" &&
      fits(message),
  );
  if (!said) return { text: null, where: null };
  return {
    text: opening(said.text),
    where: { as: "olivia", platform: "discord", room, message: said.id },
  };
}

/** The title and the sentence under it, without markdown's signs. */
function opening(text: string): string {
  return plainText(text)
    .split("\n")
    .map((line) => line.replace(/^- /, "").trim())
    .filter((line) => line !== "")
    .slice(0, 2)
    .join(": ");
}
