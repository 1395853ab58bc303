/**
 * The judge. It shares no code with the service's own rules: it knows the policies because it wrote them, and compares what
 * agents, people and executors noted down with the database, the ledger and what the platforms show.
 */
import { isDeepStrictEqual } from "node:util";
import { brokenChain } from "./check-ledger.ts";
import { brokenCards } from "./check-cards.ts";
import type { Evidence, RequestRow } from "./evidence.ts";
import { entriesOf } from "./journal.ts";
import { humans, ruleOf } from "./world.ts";

export const invariants = {
  ended: "every accepted request ends, once, as somebody was told",
  ran: "no executor ran what was not approved with exactly these parameters",
  "ran-once": "no grant is consumed twice",
  votes: "no vote is counted twice, and none that nobody cast or might not cast",
  decided: "a request is approved by enough people and denied by enough, and by nobody else",
  told: "what a person was told about their press is so",
  updates: "no update that the platform had delivered is lost",
  cards: "every posted card shows the final state within the reconciliation time",
  log: "nothing that an agent did without approval is dropped",
  ledger: "the ledger verifies, and says what happened",
  standing: "no process falls over by itself",
  stopping: "a process that is asked to stop does so in time",
} as const;
export type Invariant = keyof typeof invariants;

export interface Broken {
  invariant: Invariant;
  what: string;
}

export const STOP_MS = 15_000;
const MEMBER_BAN_ADD = 22;
const finals = ["approved", "denied", "expired", "cancelled", "invalidated"];
const deciders = new Map(
  humans.flatMap((human) =>
    [human.discord && `discord:${human.discord}`, human.telegram && `telegram:${human.telegram}`].flatMap(
      (account) => (account && human.approver ? [[account, human.name] as const] : []),
    ),
  ),
);

export function check(evidence: Evidence): Broken[] {
  const broken: Broken[] = [];
  const say = (invariant: Invariant, what: string) => broken.push({ invariant, what });
  const requests = new Map(evidence.requests.map((row) => [row.id, row]));
  checkEnds(evidence, requests, say);
  checkRuns(evidence, requests, say);
  checkVotes(evidence, requests, say);
  checkTold(evidence, requests, say);
  checkUpdates(evidence, requests, say);
  checkLog(evidence, say);
  for (const what of brokenCards(evidence)) say("cards", what);
  for (const what of brokenChain(evidence.ledger)) say("ledger", what);
  for (const what of evidence.falls) say("standing", `a process ended by itself with ${what}`);
  for (const took of evidence.stops)
    if (took === null || took > STOP_MS) say("stopping", `it took ${took ?? "far too many"} ms`);
  return broken;
}

type Say = (invariant: Invariant, what: string) => void;
type Requests = Map<string, RequestRow>;

function checkEnds({ journal, ledger, requests: rows }: Evidence, requests: Requests, say: Say): void {
  const endings = new Map<string, string[]>();
  for (const { kind, subject } of ledger) {
    const [, state = ""] = /^request\.(\w+)$/.exec(kind) ?? [];
    if (finals.includes(state)) endings.set(subject, [...(endings.get(subject) ?? []), state]);
  }
  for (const { id, state, decidedAt, decideBy } of rows) {
    if (!finals.includes(state)) say("ended", `request ${id} is still ${state}`);
    const recorded = endings.get(id) ?? [];
    if (finals.includes(state) && !isDeepStrictEqual(recorded, [state]))
      say("ended", `request ${id} is ${state}, the ledger says [${recorded.join(", ")}]`);
    if (state === "expired" && (decidedAt ?? 0) < decideBy)
      say("ended", `request ${id} expired before its time`);
    if (["approved", "denied"].includes(state) && (decidedAt ?? 0) >= decideBy)
      say("ended", `request ${id} was ${state} after its time`);
  }
  const made = entriesOf(journal, "asking");
  const byKey = new Map(made.map((entry) => [entry.key, entry]));
  for (const { id, key, action, params } of rows) {
    const wish = byKey.get(key ?? "");
    if (!wish) say("ended", `request ${id} was asked for by nobody`);
    else if (wish.action !== action || !isDeepStrictEqual(JSON.parse(params), wish.params))
      say("ended", `request ${id} is not what was asked for`);
  }
  const idOf = new Map<number, string>();
  for (const { n, id } of entriesOf(journal, "asked")) {
    if (!requests.has(id)) say("ended", `request ${id} was accepted and is not there`);
    if ((idOf.get(n) ?? id) !== id) say("ended", `one key made two requests: ${idOf.get(n)} and ${id}`);
    idOf.set(n, id);
  }
  for (const { id, state } of entriesOf(journal, "told"))
    if (requests.get(id)?.state !== state)
      say("ended", `the agent of ${id} was told ${state}, it is ${requests.get(id)?.state}`);
  const answered = new Set(entriesOf(journal, "told").map(({ id }) => id));
  for (const [n, id] of idOf)
    if (!answered.has(id)) say("ended", `the agent of ${id} (${n}) was never told how it ended`);
}

function checkRuns({ journal, ledger }: Evidence, requests: Requests, say: Say): void {
  const wishes = new Map(entriesOf(journal, "asking").map((entry) => [entry.n, entry]));
  const runs = new Map<string, number>();
  for (const { n, grantId, requestId, action, params, by } of entriesOf(journal, "ran")) {
    const row = requests.get(requestId);
    const wish = wishes.get(n);
    if (row?.state !== "approved") say("ran", `${requestId} ran and is ${row?.state}`);
    if (row?.grantId !== grantId) say("ran", `${requestId} ran with a grant of something else`);
    if (action !== wish?.action || !isDeepStrictEqual(params, wish.params))
      say("ran", `${requestId} ran with other parameters than were asked for`);
    if (by === "http" && row?.grantState !== "consumed")
      say("ran", `${requestId} ran; its grant is ${row?.grantState}`);
    runs.set(grantId, (runs.get(grantId) ?? 0) + 1);
  }
  for (const [grant, times] of runs)
    if (times > 1) say("ran-once", `grant ${grant} was good for ${times} runs`);
  const consumed = new Map<string, number>();
  for (const { kind, subject } of ledger)
    if (kind === "grant.consumed") consumed.set(subject, (consumed.get(subject) ?? 0) + 1);
  for (const [id, times] of consumed)
    if (times > 1) say("ran-once", `the ledger has ${id} consumed ${times} times`);
  for (const { n, altered } of entriesOf(journal, "ran").map((entry) => ({ ...entry, altered: false })))
    if (altered) say("ran", `request ${n} ran altered`);
}

function checkVotes({ journal, ledger, votes }: Evidence, requests: Requests, say: Say): void {
  const pressed = new Set(
    entriesOf(journal, "pressing").map(({ request, account, verdict }) => `${request} ${account} ${verdict}`),
  );
  const cast = new Map<string, number>();
  for (const { kind, subject } of ledger)
    if (kind === "vote.cast") cast.set(subject, (cast.get(subject) ?? 0) + 1);
  for (const row of requests.values()) {
    const rule = ruleOf(row.action);
    const mine = votes.filter(({ request }) => request === row.id);
    const names = mine.map(({ account }) => deciders.get(account));
    if (new Set(names).size < names.length)
      say("votes", `somebody counts twice on ${row.id}: ${names.join(", ")}`);
    for (const { account, verdict } of mine) {
      if (!deciders.has(account)) say("votes", `${account} may not decide ${row.id} and did`);
      if (!pressed.has(`${row.id} ${account} ${verdict}`))
        say("votes", `${account} never pressed ${verdict} on ${row.id}`);
    }
    if ((cast.get(row.id) ?? 0) !== mine.length)
      say("votes", `${row.id} has ${mine.length} votes, the ledger ${cast.get(row.id) ?? 0}`);
    const humansFor = (wanted: string) =>
      new Set(
        mine
          .filter(({ verdict, counts }) => counts && verdict === wanted)
          .map(({ account }) => deciders.get(account)),
      ).size;
    const need = Math.max(rule.quorum, row.quorum);
    if (row.state === "approved" && humansFor("approve") < need)
      say("decided", `${row.id} was approved by ${humansFor("approve")} of ${need}`);
    if (row.state === "approved" && humansFor("deny") >= rule.veto)
      say("decided", `${row.id} was approved although ${humansFor("deny")} denied it`);
    if (row.state === "denied" && humansFor("deny") < rule.veto)
      say("decided", `${row.id} was denied by ${humansFor("deny")} of ${rule.veto}`);
    if (
      ["expired", "cancelled"].includes(row.state) &&
      (humansFor("approve") >= need || humansFor("deny") >= rule.veto)
    )
      say("decided", `${row.id} is ${row.state} although enough people had decided`);
  }
}

const claims: [RegExp, (state: string | undefined, voted: string | undefined) => boolean][] = [
  [/You approved this/, (_, voted) => voted === "approve"],
  [/You (denied|voted against) this/, (_, voted) => voted === "deny"],
  [/has been approved already/, (state) => state === "approved"],
  [/has been denied already/, (state) => state === "denied"],
  [/nobody decided in time/, (state) => state === "expired"],
  [/withdrew its request/, (state) => state === "cancelled"],
];

function checkTold({ journal, votes }: Evidence, requests: Requests, say: Say): void {
  const nameOf = (account: string) => deciders.get(account) ?? account;
  const voted = new Map(
    votes.map(({ request, account, verdict }) => [`${request} ${nameOf(account)}`, verdict]),
  );
  const presses = new Map(entriesOf(journal, "pressing").map((entry) => [entry.press, entry]));
  for (const { press, said } of entriesOf(journal, "pressed")) {
    const by = presses.get(press);
    if (!by || said === null) continue;
    const state = requests.get(by.request)?.state;
    for (const [words, holds] of claims)
      if (words.test(said) && !holds(state, voted.get(`${by.request} ${nameOf(by.account)}`)))
        say("told", `${by.account} was told "${said.slice(0, 80)}" about ${by.request}, which is ${state}`);
  }
}

/** Each of these people pressed once, on Telegram, which keeps a press until it is acknowledged. */
function checkUpdates({ journal, votes }: Evidence, requests: Requests, say: Say): void {
  const patient = new Map<string, Set<string>>();
  for (const { request, account, patient: once } of entriesOf(journal, "pressing"))
    if (once) patient.set(request, (patient.get(request) ?? new Set()).add(account));
  for (const [request, accounts] of patient) {
    const row = requests.get(request);
    if (row?.state === "approved") continue;
    const counted = votes.filter((vote) => vote.request === request).length;
    say("updates", `${accounts.size} pressed on ${request}, ${counted} count, and it is ${row?.state}`);
  }
}

function checkLog({ journal, platforms, actions, alerts, ledger }: Evidence, say: Say): void {
  const bans = entriesOf(journal, "banned");
  const seen = new Map(actions.map((action) => [action.entry, action]));
  const shown = new Map(alerts.map((alert) => [alert.id, alert]));
  const accused = ledger.filter(({ kind }) => kind === "action.unapproved").map(({ body }) => body);
  for (const { user, bot } of bans) {
    const entry = platforms.log.find(
      (each) => each.action === MEMBER_BAN_ADD && each.target === user && each.user === bot,
    );
    if (!entry) {
      say("log", `the platform has no record of the ban of ${user}`);
      continue;
    }
    const action = seen.get(entry.id);
    if (!action) say("log", `the ban of ${user} (${entry.id}) was never noticed`);
    else if (action.verdict !== "unapproved") say("log", `the ban of ${user} counts as ${action.verdict}`);
    else {
      const alert = shown.get(action.alert ?? "");
      if (!alert?.posted || alert.behind) say("log", `nobody was shown the alert about the ban of ${user}`);
    }
    const times = accused.filter((body) => body.includes(`"entry":"${entry.id}"`)).length;
    if (times !== 1) say("log", `the ledger has the ban of ${user} ${times} times`);
  }
}
