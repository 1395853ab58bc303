/** What became of a finding, in one line: for cards, files and terminals. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import type { Acceptance } from "../domain/audit/acceptance.ts";
import { plain } from "../domain/audit/phrase.ts";
import type { FindingState } from "../domain/audit/lifecycle.ts";
import type { Inline, PlatformId } from "../platforms/platform.ts";
import { findings } from "../words/index.ts";

const words = findings.state;

/** Open or accepted, since when, and what came before. */
export function stateLine(state: FindingState): Inline[] {
  const { acceptance, reopened, status, baseline } = state;
  const since = when(state.since);
  if (status === "accepted" && acceptance) {
    return words.accepted(day(acceptance.until), who(acceptance), noteOf(acceptance));
  }
  const open =
    reopened === null
      ? baseline
        ? words.baseline(since)
        : words.open(since)
      : [
          ...words.reopened[reopened.why](when(reopened.closedAt ?? reopened.at)),
          ...(reopened.acceptance ? words.before(who(reopened.acceptance), noteOf(reopened.acceptance)) : []),
        ];
  return state.assignee ? [...open, "; ", ...words.taken({ said: visibleLine(state.assignee) })] : open;
}

/** The same where there is neither a reader's clock nor a mention: dates are days in UTC. */
export function stateText(state: FindingState): string {
  return textOf(stateLine(state));
}

export function textOf(line: Inline[]): string {
  return line
    .map((part) => {
      if (typeof part === "string") return part;
      if ("said" in part) return plain([part]);
      if ("time" in part) return part.time.slice(0, 10);
      if ("person" in part) return plain([{ said: part.name }]);
      if ("bold" in part) return part.bold;
      return "code" in part ? part.code : part.link;
    })
    .join("");
}

/** An account as people are named: `discord:2041`, or the operator. */
export function person(account: string, name: string | null): Inline[] {
  const [platform, id] = account.split(":");
  return id !== undefined && (platform === "discord" || platform === "telegram")
    ? [{ person: id, platform: platform satisfies PlatformId, name: name ?? id }]
    : [{ said: visibleLine(name ?? account) }];
}

export function when(at: number): Inline {
  return { time: new Date(at).toISOString(), style: "relative" };
}

function day(at: number): Inline {
  return { time: new Date(at).toISOString(), style: "full" };
}

function who({ by, name }: Acceptance): Inline[] {
  return person(by, name);
}

function noteOf({ note }: Acceptance): Inline {
  return { said: visibleLine(note) };
}
