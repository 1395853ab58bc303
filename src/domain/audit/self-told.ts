/** What an agent's own reports say over time: whether its prompt or its tokens changed, and who else names the same token. Its own word, never more. */
export interface SelfTold {
  /** When it last reported, in milliseconds since the epoch. */
  at: number;
  /** `since`: the first report with what it says now; `changed`: there was another one before. */
  prompt: { since: number; changed: boolean } | null;
  tokens: {
    /** How many one process holds. */
    count: number;
    since: number;
    changed: boolean;
    /** The last report that named them. */
    until: number;
    /** Ids of other agents that report one of them too. */
    alsoBy: string[];
  } | null;
}

export interface OneReport {
  /** Milliseconds since the epoch. */
  at: number;
  body: Record<string, unknown>;
}

/** `reports` are one agent's, in any order. Null without any. */
export function selfTold(reports: OneReport[], alsoBy: string[]): SelfTold | null {
  const oldestFirst = [...reports].sort((a, b) => a.at - b.at);
  const last = oldestFirst.at(-1);
  if (!last) return null;
  const prompts = oldestFirst.flatMap(({ at, body: { promptSha256: value } }) =>
    typeof value === "string" ? [{ at, value }] : [],
  );
  const tokens = oldestFirst.flatMap(({ at, body }) => {
    const found = tokensIn(body);
    return found.length > 0 ? [{ at, value: found.join(" ") }] : [];
  });
  const [prompt, token] = [lasting(prompts), lasting(tokens)];
  return {
    at: last.at,
    prompt: prompt && { since: prompt.since, changed: prompt.changed },
    tokens: token && { ...token, count: token.value.split(" ").length, alsoBy },
  };
}

/** Fingerprints of the tokens that a report names, sorted; short ones are the beginnings of long ones. */
export function tokensIn(body: Record<string, unknown>): string[] {
  const { tokenFingerprints: given } = body;
  const all = Array.isArray(given) ? given.filter((one): one is string => typeof one === "string") : [];
  return [...new Set(all.map((one) => one.slice(0, SHORTEST)))].sort();
}

/** What every report of a token has at least. */
const SHORTEST = 8;

/** The latest value, and since when it was the same without a break. */
function lasting(
  values: { at: number; value: string }[],
): { value: string; since: number; until: number; changed: boolean } | null {
  const last = values.at(-1);
  if (!last) return null;
  const other = values.findLastIndex(({ value }) => value !== last.value);
  return {
    value: last.value,
    since: values[other + 1]?.at ?? last.at,
    until: last.at,
    changed: other >= 0,
  };
}
