/** What a bot reads in a chat, and how well we know it. Only the bot's owner can see the privacy setting itself. */
import { rungs } from "./snapshot.ts";
import type { Rung, TelegramMember, TelegramReport, TelegramSnapshot } from "./snapshot.ts";
import { say } from "../audit/phrase.ts";
import type { Phrase } from "../audit/phrase.ts";

export interface Reading {
  /** `everything` people write; only what is `addressed` to it; `unknown`; or `nothing`, because it is not here. */
  reads: "everything" | "addressed" | "unknown" | "nothing";
  rung: Rung;
  /** When that was so, milliseconds since the epoch; null for unknown. */
  at: number | null;
  ageMs: number | null;
  /** One clause, to be read after "because ". */
  because: Phrase;
}

/** A person's look or the agent's own word goes stale; after this long it has to be renewed. */
export const evidenceLastsMs = 90 * 24 * 60 * 60 * 1000;

/**
 * Telegram delivers everything to an administrator whatever /setprivacy says, so that comes first. For a plain member
 * the best rung counts, except that newer bad news from a lower rung ("it reads everything") is never outvoted.
 */
export function whatItReads(snapshot: TelegramSnapshot, member: TelegramMember, now: number): Reading {
  const seen = { rung: "telegram-derived" as const, at: snapshot.takenAt, ageMs: now - snapshot.takenAt };
  if (!member.present) return { reads: "nothing", ...seen, because: say("it is not in the chat") };
  if (member.status === "creator" || member.status === "administrator")
    return {
      reads: "everything",
      ...seen,
      because: say("Telegram sends administrators every message, whatever privacy mode says"),
    };
  if (snapshot.chat.type === "channel")
    return {
      reads: "everything",
      ...seen,
      because: say("Telegram sends a channel's posts to every bot in it"),
    };

  const evidence = usable(snapshot.reports, member.id, now);
  const best = evidence[0];
  if (best === undefined)
    return {
      reads: "unknown",
      rung: "unknown",
      at: null,
      ageMs: null,
      because: say("only the bot's owner can see its privacy mode"),
    };
  const bad = evidence.find((report) => readsAll(report) && report.at >= best.at);
  const chosen = bad ?? best;
  return {
    reads: readsAll(chosen) ? "everything" : "addressed",
    rung: chosen.rung,
    at: chosen.at,
    ageMs: now - chosen.at,
    because: sources[chosen.rung][readsAll(chosen) ? "off" : "on"],
  };
}

const sources: Record<TelegramReport["rung"], Record<"on" | "off", Phrase>> = {
  "mtproto-observed": {
    on: say("Telegram's member list shows that privacy mode is on"),
    off: say("Telegram's member list shows that privacy mode is off"),
  },
  "local-probe": {
    on: say("a probe on the bot's own machine found that privacy mode is on"),
    off: say("a probe on the bot's own machine found that privacy mode is off"),
  },
  "human-observed": {
    on: say("a person looked at the member list and saw that privacy mode is on"),
    off: say("a person looked at the member list and saw that privacy mode is off"),
  },
  "self-reported": {
    on: say("the bot itself says that privacy mode is on"),
    off: say("the bot itself says that privacy mode is off"),
  },
};

/** Evidence about one bot's privacy mode, best rung first and newest first within it. Dates in the future prove nothing. */
function usable(reports: TelegramReport[], bot: string, now: number): TelegramReport[] {
  return reports
    .filter(
      (report) =>
        report.bot === bot && report.at <= now && report.facts.can_read_all_group_messages !== undefined,
    )
    .sort(
      (a, b) =>
        rungs.indexOf(a.rung) - rungs.indexOf(b.rung) ||
        b.at - a.at ||
        Number(readsAll(b)) - Number(readsAll(a)),
    );
}

function readsAll(report: TelegramReport): boolean {
  return report.facts.can_read_all_group_messages === true;
}

/** A fact about the bot itself from the best report that mentions it; null when nobody said. */
export function reported(
  snapshot: TelegramSnapshot,
  bot: string,
  fact: keyof TelegramReport["facts"],
  now: number,
): { value: boolean; rung: Rung; at: number } | null {
  const all = snapshot.reports
    .filter((report) => report.bot === bot && report.at <= now && report.facts[fact] !== undefined)
    .sort((a, b) => rungs.indexOf(a.rung) - rungs.indexOf(b.rung) || b.at - a.at);
  const best = all[0];
  return best === undefined ? null : { value: best.facts[fact] === true, rung: best.rung, at: best.at };
}
