/** What each function of the catalogue is called with: by the names of its English parameters, and by its path where they don't say. */
import { requestStatuses, whyNots } from "./cases.ts";
import { all, leaves, strings, type Leaf } from "./topics.ts";

const NUMBERS = [0, 1, 2, 1234];
const person = { person: "2041", platform: "discord", name: "Ada" };
const time = { time: "2026-05-08T08:15:00Z", style: "full" };
const agent = { self: false, worst: "high", basis: "unknown", grade: "C", creep: 40, coverage: 0.8 };
const seen = (hidden: number) => ({ channels: { seen: 5, total: 5 + hidden, hidden } });

const samples: Record<string, readonly unknown[]> = {
  ...Object.fromEntries(
    `have need n count left seconds minutes days page pages quorum veto opened closed number max length characters of from to
     total seen more rows columns invalidated revoked decisions deniedPercent total`
      .split(/\s+/)
      .map((name) => [name, NUMBERS]),
  ),
  ms: [1000, 60_000, 90_000, 3_600_000, 7_200_000, 86_400_000, 172_800_000],
  medianMs: [400, 1000, 60_000, 400_000, 90_000_000],
  takenAt: [Date.parse("2026-05-08T08:15:00Z")],
  references: [["discord:role:301", "discord:user:7", "telegram:admins:-100200", "telegram:user:5"]],
  accounts: [["discord:7"]],
  names: [["Helper", "Clerk"], []],
  titles: [["Administrator", "Administrator"]],
  rights: [["Ban Members"], []],
  plural: [true, false],
  changed: [true, false],
  above: [true, false],
  where: [true, false],
  extras: [true, false],
  reason: ["it spams", null],
  person: ["5551", null],
  platform: ["discord", "telegram"],
  kind: ["code", "quote", "list", "fields", "text", "note", "heading", "divider", "section", "select"],
  change: ["gone", "new", "grants"].flatMap((what) => [
    { what, direction: "wider" },
    { what, direction: "narrower" },
  ]),
  status: requestStatuses,
  why: ["The channel can't be seen."],
  report: [
    { agents: [], findings: [], coverage: seen(0) },
    { agents: [agent], findings: [], coverage: seen(2) },
    { agents: [{ ...agent, worst: "info" }], findings: [{ severity: "info" }], coverage: seen(0) },
    { agents: [agent], findings: [{ severity: "critical" }], coverage: seen(3) },
    {
      agents: [agent, { ...agent, worst: null }, agent],
      findings: [{ severity: "medium" }],
      coverage: seen(0),
    },
  ],
  purpose: ["support", "moderation", "announcements", "reader", "custom"],
  role: [{ said: "Moderators" }, null],
  roles: [[{ said: "Moderators" }]],
  channels: [[{ said: "#help" }]],
  by: [[person], null],
  note: [{ said: "until the summer" }],
  at: [time],
  since: [time],
  until: [time],
  title: ["Little Shop"],
};

const agents = [
  agent,
  { ...agent, self: true, worst: null, coverage: 1 },
  { ...agent, worst: "info", basis: "manifest" },
];

/** Where a parameter of the same name is something else. */
const special: Record<string, Record<string, readonly unknown[]>> = {
  "approval.whyNot": { why: whyNots },
  "audit.aboutOne": { agent: agents },
  "audit.judged": { agent: agents },
  "audit.grade": { agent: agents },
  "audit.partly": { agent: agents },
  "audit.accepted": { until: ["2026-08-01"] },
  "drift.didIt": { type: ["discord.member.ban", "somebody.else"] },
  "findings.list.count": { which: ["open", "accepted", "closed"] },
  "findings.state.accepted": { by: [[person]] },
  "findings.state.before": { by: [[person]] },
  "findings.state.fixedBy": { by: [[person]] },
  "findings.state.taken": { name: [person] },
  "findings.state.reopened.came-back": { closed: [time] },
  "findings.tried.leftOn": { names: ["Ban Members"] },
  "findings.tried.otherRole": { names: ["Ban Members"], role: [{ said: "Moderators" }] },
  "findings.tried.everyone": { names: ["Ban Members"] },
  "findings.tried.overwrites": { names: ["Ban Members"] },
  "freeze.restored": { at: ["2026-05-08T08:15:00.000Z"] },
  "heatMap.alike": { name: ["#help"] },
  "setup.welcome.holds": { names: ["View Channels"] },
  "setup.welcome.holdsMore": { names: ["Manage Roles"] },
};

const parameters = new Map(
  leaves(all.en).flatMap(([path, leaf]) => (typeof leaf === "function" ? [[path, namesOf(leaf)]] : [])),
);

/** What nobody named above may be; the first that makes an English sentence is what it is. */
const guesses = (name: string): readonly (readonly unknown[])[] => [
  [`some ${name}`],
  [7],
  [["one", "another"]],
  [[{ said: "Somebody" }]],
  [{ said: "Somebody" }],
];

/** Whatever a function says to every sample of one parameter, with the others as they come. */
export function sampleCalls(path: string, leaf: Call): unknown[] {
  const names = parameters.get(path) ?? [];
  const known = names.map((name) => special[path]?.[name] ?? samples[name.replace(/^_/, "")] ?? null);
  const english = leaves(all.en).find(([other]) => other === path)?.[1] as Call;
  const tries = guesses("").map((_, turn) => names.map((name, at) => known[at] ?? guesses(name)[turn] ?? []));
  const given = tries.find((one) => makesSense(english, one)) ?? tries[0] ?? [];
  return saidTo(leaf, given);
}

type Call = Exclude<Leaf, string>;

function saidTo(leaf: Call, given: readonly (readonly unknown[])[]): unknown[] {
  const most = Math.max(1, ...given.map((values) => values.length));
  const calls = Array.from({ length: most }, (_, turn) =>
    given.map((values) => values[turn % values.length]),
  );
  return calls.map((args) => (leaf as (...given: unknown[]) => unknown)(...args));
}

function makesSense(leaf: Call, given: readonly (readonly unknown[])[]): boolean {
  try {
    return !saidTo(leaf, given)
      .flatMap(strings)
      .some((text) => /NaN|undefined|\[object/.test(text));
  } catch {
    return false;
  }
}

function namesOf(leaf: (...given: never[]) => unknown): string[] {
  const [, inside, single] = /^(?:\w+)?\s*\(([^)]*)\)|^(\w+)\s*=>/.exec(leaf.toString()) ?? [];
  return (inside ?? single ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
