/** A run in numbers. */
import { strays } from "./check-cards.ts";
import { entriesOf } from "./journal.ts";
import type { RunResult } from "./world-run.ts";

export function summary({ evidence, faults, reconciledMs }: RunResult): string {
  const { journal, requests, votes, ledger, stops } = evidence;
  const count = (what: Parameters<typeof entriesOf>[1]) => entriesOf(journal, what).length;
  const states = new Map<string, number>();
  for (const { state } of requests) states.set(state, (states.get(state) ?? 0) + 1);
  const ended = entriesOf(journal, "process").filter(({ event }) => event.startsWith("ended")).length;
  const known = stops.filter((took) => took !== null);
  const longest = known.length > 0 ? Math.max(...known) : 0;
  return [
    `requests: ${requests.length} (${[...states].map(([state, n]) => `${n} ${state}`).join(", ")})`,
    `faults: ${faults} (process ends: ${ended}); did not happen: ${count("fault-failed")}`,
    `presses: ${count("pressing")}, votes: ${votes.length}, runs: ${count("ran")}, held back: ${count("held")}, bans: ${count("banned")}`,
    `ledger: ${ledger.length} entries; cards left over on Telegram: ${strays(evidence).length}`,
    `everything shown ${reconciledMs === null ? "not in time" : `${(reconciledMs / 1000).toFixed(1)} s after the last fault`}; slowest orderly stop ${(longest / 1000).toFixed(1)} s`,
    ...refusals(evidence.journal),
  ].join("\n");
}

function refusals(journal: RunResult["evidence"]["journal"]): string[] {
  const byCode = new Map<string, number>();
  for (const { code, doing } of entriesOf(journal, "refused"))
    byCode.set(`${doing}: ${code}`, (byCode.get(`${doing}: ${code}`) ?? 0) + 1);
  return [...byCode].map(([code, times]) => `refused ${times} times: ${code}`);
}
