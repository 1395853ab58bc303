/** Whoever sets up a server of their own in chat gets no say over an agent that was declared elsewhere. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { findAgent } from "../../src/db/agents.ts";
import { workspaceSchema } from "../../src/domain/manifest.ts";
import { effectivePolicy } from "../../src/domain/approval/policy.ts";
import { agentHere } from "../../src/use-cases/agent-here.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { freezeFor } from "../../src/use-cases/freeze-from-card.ts";
import { noteChange } from "../../src/use-cases/note-change.ts";
import { agentDocument, approvalWorld, type World } from "../support/approval-world.ts";

const stranger = { platform: "discord" as const, id: "7777" };

let world: World;
beforeEach(async () => {
  world = await approvalWorld();
  // A stranger's server: the agent's bot was invited there, and its people chose approvers in chat.
  const bots = [{ id: "1576", name: "support", how: "integration" }];
  await noteChange(world.ctx, {
    platform: "discord",
    workspace: stranger.id,
    title: "Mine",
    what: "members",
    bots,
  });
  const document = workspaceSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Workspace",
    metadata: { ...stranger, declared: "chat" },
    places: { approvals: "7778" },
    approvers: ["discord:role:7779"],
  });
  await applyDocuments(world.ctx, [document], "discord:666");
});
afterEach(async () => {
  await world.stop();
});

it("neither freezing it nor deciding for it", async () => {
  const actor = world.discord.join("666", { manages: true, roles: ["7779"] });
  const asked = { actor, name: "freeze", workspace: stranger.id };
  for (const typed of ["support-bot", "1576"]) {
    const found = await agentHere(world.ctx, asked, typed);
    expect(found.ok).toBe(false);
    expect(found).toMatchObject({ agents: [] });
  }
  const mine = await agentHere(world.ctx, { ...asked, workspace: "6137" }, "support-bot");
  expect(mine.ok).toBe(true);
  expect((await freezeFor(world.ctx, "support-bot", actor, "because")).title).toContain("frozen");
  expect((await findAgent(world.ctx.db, "support-bot"))?.frozenAt).not.toBeNull();
});

it("its approvers are nobody's default but their own agents'", async () => {
  const [chat, file] = ["chat", undefined].map((declared) =>
    workspaceSchema.parse({
      apiVersion: "countersign/v1",
      kind: "Workspace",
      metadata: { platform: "discord", id: declared ? "7777" : "6137", ...(declared && { declared }) },
      approvers: [`discord:role:${declared ? "7779" : "301"}`],
    }),
  );
  const operators = agentDocument();
  const theirs = { ...operators, metadata: { ...operators.metadata, declaredIn: "discord:7777" } };
  const of = (agent: typeof operators) => {
    const action = agent.actions.find(({ type }) => type === "note.write");
    return action && chat && file ? effectivePolicy(agent, action, [chat, file])?.approvers : null;
  };
  expect(of(operators)).toEqual(["discord:role:301"]);
  expect(of(theirs)).toEqual(["discord:role:7779"]);
});
