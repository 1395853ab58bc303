import { describe, expect, it } from "vitest";
import { diffDocuments } from "../../src/domain/document-diff.ts";
import { agentSchema, workspaceSchema } from "../../src/domain/manifest.ts";

const base = {
  apiVersion: "countersign/v1",
  kind: "Agent",
  metadata: { id: "bot", owner: "discord:1", reviewBy: "2027-02-20" },
  identities: { discord: { applicationId: "5", userId: "5" } },
  permissions: {
    discord: {
      required: { SEND_MESSAGES: "answer" },
      rare: { MODERATE_MEMBERS: { why: "spam", expires: "2027-01-31" } },
      never: ["ADMINISTRATOR"],
    },
    telegram: { rights: {}, dmOnly: true, groups: ["-1001"] },
  },
  channels: { discord: { allow: ["1"], deny: ["2"] } },
  actions: [
    {
      type: "a.b",
      title: "Do it",
      params: { type: "object" },
      audience: "x",
      policy: {
        approvers: ["discord:role:1"],
        quorum: 2,
        veto: 1,
        requireReason: "deny",
        remember: { for: "30m", uses: 5 },
      },
    },
  ],
} as const;

type Path = (string | number)[];

/** The document with one place in it replaced; `undefined` removes it. */
function but(path: Path, value: unknown) {
  const copy = structuredClone(base) as unknown as Record<string, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return agentSchema.parse(copy);
}

function lines(path: Path, value: unknown) {
  return diffDocuments(agentSchema.parse(base), but(path, value));
}

const widening: [string, Path, unknown][] = [
  ["another permission", ["permissions", "discord", "required", "BAN_MEMBERS"], "bans"],
  [
    "another rare permission",
    ["permissions", "discord", "rare", "KICK_MEMBERS"],
    { why: "x", expires: "2027-01-01" },
  ],
  [
    "a rare permission for longer",
    ["permissions", "discord", "rare", "MODERATE_MEMBERS", "expires"],
    "2027-06-01",
  ],
  ["a forbidden permission no longer forbidden", ["permissions", "discord", "never"], []],
  ["admin on Telegram", ["permissions", "telegram", "admin"], true],
  ["a right on Telegram", ["permissions", "telegram", "rights"], { can_pin_messages: "x" }],
  ["privacy mode off", ["permissions", "telegram", "privacyMode"], "disabled"],
  ["groups besides direct messages", ["permissions", "telegram", "dmOnly"], false],
  ["another group", ["permissions", "telegram", "groups"], ["-1001", "-1002"]],
  ["another channel", ["channels", "discord", "allow"], ["1", "3"]],
  ["every channel", ["channels", "discord", "allow"], []],
  ["a forbidden channel no longer forbidden", ["channels", "discord", "deny"], []],
  ["another action", ["actions", 1], { type: "c.d", audience: "x" }],
  ["another schema", ["actions", 0, "params"], { type: "object", properties: {} }],
  ["no schema", ["actions", 0, "params"], undefined],
  ["another executor", ["actions", 0, "audience"], "y"],
  ["another approver", ["actions", 0, "policy", "approvers"], ["discord:role:1", "discord:user:9"]],
  ["approvers of the workspaces instead of its own", ["actions", 0, "policy", "approvers"], undefined],
  ["fewer approvals", ["actions", 0, "policy", "quorum"], 1],
  ["more denials to end it", ["actions", 0, "policy", "veto"], 2],
  ["longer to decide", ["actions", 0, "policy", "decideWithin"], "1d"],
  ["longer to use", ["actions", 0, "policy", "useWithin"], "1h"],
  ["no reasons", ["actions", 0, "policy", "requireReason"], "never"],
  ["remembered for longer", ["actions", 0, "policy", "remember"], { for: "60m", uses: 5 }],
  ["remembered more often", ["actions", 0, "policy", "remember"], { for: "30m", uses: 6 }],
  [
    "somebody who is asked later",
    ["actions", 0, "policy", "escalate"],
    [{ after: "5m", to: ["discord:user:9"] }],
  ],
  ["another account", ["identities", "telegram"], { userId: "7" }],
  ["another owner", ["metadata", "owner"], "discord:2"],
  ["a later review", ["metadata", "reviewBy"], "2028-01-01"],
  ["no review", ["metadata", "reviewBy"], undefined],
  ["another purpose", ["metadata", "purpose"], "moderation"],
];

const narrowing: [string, Path, unknown][] = [
  ["a permission less", ["permissions", "discord", "required"], {}],
  ["a permission forbidden", ["permissions", "discord", "never"], ["ADMINISTRATOR", "BAN_MEMBERS"]],
  [
    "a rare permission for less long",
    ["permissions", "discord", "rare", "MODERATE_MEMBERS", "expires"],
    "2026-12-31",
  ],
  ["a group less", ["permissions", "telegram", "groups"], []],
  ["a channel forbidden", ["channels", "discord", "deny"], ["2", "4"]],
  ["an action less", ["actions"], []],
  ["more approvals", ["actions", 0, "policy", "quorum"], 3],
  ["less time", ["actions", 0, "policy", "decideWithin"], "1m"],
  [
    "always reasons",
    ["actions", 0, "policy"],
    { approvers: ["discord:role:1"], quorum: 2, requireReason: "always" },
  ],
  ["nothing remembered", ["actions", 0, "policy", "remember"], undefined],
  ["another title", ["actions", 0, "title"], "Do that"],
  ["an earlier review", ["metadata", "reviewBy"], "2027-01-01"],
];

describe("what a changed document lets somebody do", () => {
  it.each(widening)("%s widens", (_, path, value) => {
    expect(lines(path, value).some((line) => line.widens)).toBe(true);
  });

  it.each(narrowing)("%s does not", (_, path, value) => {
    const changed = lines(path, value);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((line) => line.widens)).toEqual([]);
  });

  it("the same document changes nothing, and a first one widens nothing", () => {
    const agent = agentSchema.parse(base);
    expect(diffDocuments(agent, agentSchema.parse(structuredClone(base)))).toEqual([]);
    expect(diffDocuments(null, agent).length).toBeGreaterThan(10);
    expect(diffDocuments(null, agent).filter((line) => line.widens)).toEqual([]);
  });

  it("a line says what was and what is", () => {
    expect(lines(["actions", 0, "policy", "quorum"], 1)).toEqual([
      { path: "actions.a.b.policy.quorum", before: "2", after: "1", widens: true },
    ]);
  });

  it("a workspace's approvers and places count, its clock does not", () => {
    const workspace = (more: object) =>
      workspaceSchema.parse({
        apiVersion: "countersign/v1",
        kind: "Workspace",
        metadata: { platform: "discord", id: "1" },
        ...more,
      });
    const widens = (before: object, after: object) =>
      diffDocuments(workspace(before), workspace(after)).some((line) => line.widens);
    expect(widens({}, { approvers: ["discord:role:1"] })).toBe(true);
    expect(
      widens({ approvers: ["discord:role:1", "discord:role:2"] }, { approvers: ["discord:role:1"] }),
    ).toBe(false);
    expect(widens({ places: { approvals: "1" } }, { places: { approvals: "2" } })).toBe(true);
    expect(widens({}, { timeZone: "Europe/Berlin" })).toBe(false);
  });
});
