/** What can be told about an item of the checklist without asking a person: by our own look, or by what an agent reports. */
import type { SelfTold } from "../audit/self-told.ts";
import { rank, type Severity } from "../audit/severity.ts";
import type { ItemId, Proof } from "./checklist.ts";

const DAY = 86_400_000;
/** A workspace is looked at once a day at least: what is older than this proves nothing about today. */
const LOOK_HOLDS = 2 * DAY;
/** Agents report at every start and when something changes. */
const REPORT_HOLDS = 31 * DAY;
const ROTATED_EVERY = 90 * DAY;
/** A weekly sample that was read: the next one is a week later, with some days to read it. */
const SAMPLE_HOLDS = 14 * DAY;
const DRILL_HOLDS = 100 * DAY;

export interface AgentFacts {
  platform: "discord" | "telegram";
  /** The newest look at the place; null when there was none, or it did not see this agent. */
  look: { at: number; coverage: number } | null;
  /** What is open about the agent, or about the place as a whole. */
  open: { rule: string; severity: Severity }[];
  told: SelfTold | null;
  spend: { limit: string; at: number } | null;
  /** Null without a manifest that people stand up for. */
  manifest: { actions: number; limited: boolean } | null;
}

/** When the duty was last done, in milliseconds since the epoch. */
export interface PlaceFacts {
  sample: number | null;
  drill: number | null;
}

const scopeRules = new Set([
  "discord.bot.admin-bypasses-channel-scope",
  "discord.bot.channel-scope-wider-than-manifest",
  "discord.bot.server-wide",
  "discord.bot.slash-scope-unverified",
  "telegram.bot.answers-anywhere",
  "telegram.bot.dm-only-in-group",
  "telegram.bot.outside-its-groups",
]);
const isScope = (rule: string) => scopeRules.has(rule);
const isApproval = (rule: string) =>
  rule === "xplat.acted-without-approval" || /^(discord|telegram)\.approval\./.test(rule);
const isPrivilege = (rule: string) => /^(discord|telegram)\.bot\./.test(rule) && !isScope(rule);

export function proofOfAgent(item: ItemId, facts: AgentFacts): Proof {
  const { told, spend, manifest } = facts;
  switch (item) {
    case "least-privilege":
      return looked(facts, isPrivilege) ?? clean(facts);
    case "limited-channels": {
      const against = looked(facts, isScope);
      if (against) return against;
      // Telegram shows a bot only the chats that it is in itself.
      if (facts.platform === "telegram") return unknown("scope-unseen");
      return manifest?.limited === true ? clean(facts) : unknown("undeclared");
    }
    case "approvals-required": {
      const against = looked(facts, isApproval);
      if (against) return against;
      if (!manifest) return unknown("undeclared");
      if (manifest.actions === 0) return unknown("no-actions");
      const until = (facts.look?.at ?? 0) + LOOK_HOLDS;
      return {
        says: "yes",
        rung: "automatic",
        until,
        because: { kind: "actions", count: manifest.actions },
      };
    }
    case "spend-limit":
      if (!spend) return unknown("person-only");
      return {
        says: "yes",
        rung: "report",
        until: spend.at + REPORT_HOLDS,
        because: { kind: "spend", ...spend },
      };
    case "prompt-defence": {
      if (!told?.prompt) return unknown("person-only");
      const { since, changed } = told.prompt;
      // A fingerprint says that a prompt is another one, never what is in it.
      const because = { kind: "prompt", since } as const;
      return { says: "unknown", because, ...(changed ? { changedAt: since } : {}) };
    }
    case "key-rotation": {
      if (!told?.tokens) return unknown("person-only");
      const { since, changed } = told.tokens;
      return {
        says: "yes",
        rung: "report",
        until: since + ROTATED_EVERY,
        because: { kind: "tokens", since, changed },
      };
    }
    default:
      return unknown("person-only");
  }
}

export function proofOfPlace(item: ItemId, { sample, drill }: PlaceFacts): Proof {
  const done = item === "monitoring" ? sample : item === "restore-drill" ? drill : null;
  if (done === null) return unknown("person-only");
  const until = done + (item === "monitoring" ? SAMPLE_HOLDS : DRILL_HOLDS);
  return { says: "yes", rung: "person", until, because: { kind: "duty", at: done } };
}

/** Null where the look saw everything there is to see, and nothing that speaks against it. */
function looked({ look, open }: AgentFacts, counts: (rule: string) => boolean): Proof | null {
  const count = open.filter(({ rule, severity }) => counts(rule) && rank(severity) >= rank("medium")).length;
  if (count > 0) return { says: "no", because: { kind: "findings", count } };
  if (!look) return unknown("never-looked");
  if (look.coverage < 1)
    return { says: "unknown", because: { kind: "partly", percent: Math.floor(look.coverage * 100) } };
  return null;
}

function clean({ look }: AgentFacts): Proof {
  const at = look?.at ?? 0;
  return { says: "yes", rung: "automatic", until: at + LOOK_HOLDS, because: { kind: "clean", at } };
}

function unknown(kind: "never-looked" | "person-only" | "undeclared" | "no-actions" | "scope-unseen"): Proof {
  return { says: "unknown", because: { kind } };
}
