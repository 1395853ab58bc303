/** The guide's ten checks before an agent goes to work: what each is about, and how long a person's word about it holds. */
export interface Item {
  /** Also the control of the attestations about it. */
  id: ItemId;
  about: "agent" | "workspace";
  /** How long a word holds, in days. */
  days: number;
  /** A word counts only once somebody else agreed, who does not answer for the agent. */
  critical: boolean;
}

const ids = [
  "secret-storage",
  "spend-limit",
  "least-privilege",
  "prompt-defence",
  "approvals-required",
  "limited-channels",
  "key-rotation",
  "monitoring",
  "restore-drill",
  "training",
] as const;

export type ItemId = (typeof ids)[number];

const agent = (id: ItemId, days: number, critical = false): Item => ({ id, about: "agent", days, critical });
const workspace = (id: ItemId, days: number): Item => ({ id, about: "workspace", days, critical: false });

/** In the guide's order. */
export const items: readonly Item[] = [
  agent("secret-storage", 90, true),
  agent("spend-limit", 90),
  agent("least-privilege", 31, true),
  agent("prompt-defence", 92),
  agent("approvals-required", 92, true),
  agent("limited-channels", 92),
  agent("key-rotation", 90),
  workspace("monitoring", 92),
  workspace("restore-drill", 92),
  workspace("training", 365),
];

/** `number` as people count: from 1. */
export function itemNumbered(number: string | undefined): Item | null {
  return /^\d{1,2}$/.test(number ?? "") ? (items[Number(number) - 1] ?? null) : null;
}

export function numberOf(id: ItemId): number {
  return ids.indexOf(id) + 1;
}

/** Somebody's word, as far as it matters here; newest first where there are several. */
export interface Word {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  until: number;
  revoked: boolean;
  /** A second person is needed and has not agreed yet. */
  waits: boolean;
}

/** What was seen without asking anybody. `until`: how long that is good for, in milliseconds since the epoch. */
export type Proof =
  | { says: "yes"; rung: "automatic" | "report" | "person"; until: number; because: Because }
  /** Something is the matter: no word outweighs that. */
  | { says: "no"; because: Because }
  /** Nothing that can be told without a person. `changedAt`: words from before mean nothing any more. */
  | { says: "unknown"; because: Because; changedAt?: number };

/** What a proof rests on, for words to be made of. Times in milliseconds since the epoch. */
export type Because =
  | { kind: "clean"; at: number }
  | { kind: "findings"; count: number }
  | { kind: "never-looked" }
  | { kind: "partly"; percent: number }
  | { kind: "undeclared" }
  | { kind: "scope-unseen" }
  | { kind: "no-actions" }
  | { kind: "actions"; count: number }
  | { kind: "spend"; limit: string; at: number }
  | { kind: "prompt"; since: number }
  | { kind: "tokens"; since: number; changed: boolean }
  | { kind: "duty"; at: number }
  | { kind: "person-only" };

export type State = "verified" | "told" | "attested" | "waits" | "overdue" | "open";

export interface Judged<W extends Word = Word> {
  state: State;
  /** What it rests on: our own look, the agent's report, a person's word; null: nothing. */
  rung: "automatic" | "report" | "person" | null;
  /** Milliseconds since the epoch; null where nothing holds. */
  until: number | null;
  because: Because;
  /** The word that counts, waits, or ran out last; null without any. */
  word: W | null;
}

/** What is known about one item for one subject. Fails closed: what nobody knows is open, and a word never hides a finding. */
export function judge<W extends Word>(proof: Proof, words: readonly W[], now: number): Judged<W> {
  const { because } = proof;
  const given = words.filter(({ revoked }) => !revoked);
  const standing = given.filter(({ at }) => proof.says !== "unknown" || at >= (proof.changedAt ?? 0));
  const best = longest(standing.filter(({ waits, until }) => !waits && until > now));
  const waiting = longest(standing.filter(({ waits, until }) => waits && until > now));
  if (proof.says === "no") return { state: "open", rung: null, until: null, because, word: best ?? waiting };
  if (proof.says === "yes" && proof.rung === "automatic" && proof.until > now)
    return { state: "verified", rung: "automatic", until: proof.until, because, word: best ?? waiting };
  if (best) return { state: "attested", rung: "person", until: best.until, because, word: best };
  if (proof.says === "yes" && proof.until > now)
    return {
      state: proof.rung === "person" ? "attested" : "told",
      rung: proof.rung,
      until: proof.until,
      because,
      word: waiting,
    };
  if (waiting) return { state: "waits", rung: null, until: null, because, word: waiting };
  const over = longest(given.filter(({ waits }) => !waits));
  const isOver = over !== null || (proof.says === "yes" && proof.until <= now);
  return {
    state: isOver ? "overdue" : "open",
    rung: null,
    until: over && over.until <= now ? over.until : null,
    because,
    word: over,
  };
}

export function isSettled({ state }: Pick<Judged, "state">): boolean {
  return state === "verified" || state === "told" || state === "attested";
}

function longest<W extends Word>(words: readonly W[]): W | null {
  return words.reduce<W | null>((best, one) => (best && best.until >= one.until ? best : one), null);
}
