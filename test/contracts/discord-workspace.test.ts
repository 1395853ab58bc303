/** A server as the Discord adapter sees it: snapshots with what is hidden, and word of every change. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChangeEvent, Inbox, Platform } from "../../src/platforms/platform.ts";
import { type DiscordHarness, discordHarness, eventually } from "../support/discord-adapter.ts";
import { ids } from "../support/discord-world.ts";

const nothing = async () => undefined;
function inboxOf(): Inbox & { changes: ChangeEvent[] } {
  const changes: ChangeEvent[] = [];
  const change = async (event: ChangeEvent) => void changes.push(event);
  return {
    changes,
    commands: [],
    forms: {},
    command: nothing,
    press: nothing,
    form: nothing,
    complete: async () => [],
    change,
    action: nothing,
    hear: nothing,
  };
}

let harness: DiscordHarness;
beforeEach(async () => {
  harness = await discordHarness();
});
afterEach(() => harness.close());

async function started(inbox: Inbox = inboxOf()): Promise<Platform> {
  const platform = harness.adapter();
  await platform.start(inbox);
  await eventually(() => platform.health().ok, "connected");
  return platform;
}

describe("a workspace", () => {
  it("is seen whole where Discord shows it, and as stubs where it hides it", async () => {
    const platform = await started();
    const file = await platform.snapshot(ids.guild, [ids.shy, "1000000000000000999"]);
    if (file.platform !== "discord") throw new Error("not Discord's");
    expect(file.viewer).toBe(ids.countersign);
    expect(file.guild).toMatchObject({ id: ids.guild, owner_id: ids.owner, roles: expect.any(Array) });
    const channels = new Set(file.channels.map(({ id }) => id));
    expect(channels).toEqual(new Set([ids.general, ids.approvals, ids.secret, ids.secrets]));
    const hidden = file.channels.find(({ id }) => id === ids.secret);
    expect(hidden).toMatchObject({ flags: 1 << 17, type: 0 });
    const users = file.members.map(({ user }) => (user as { id: string }).id);
    expect(new Set(users)).toEqual(new Set([ids.countersign, ids.helper, ids.shy]));
    expect(file.auditLog).toEqual(expect.any(Array));
  });

  it("keeps its hidden channels over a restart that only resumes", async () => {
    await (await started()).stop();
    const platform = await started();
    expect(await harness.identifies()).toBe(1);
    const file = await platform.snapshot(ids.guild, []);
    expect(file.platform === "discord" && file.channels.map(({ id }) => id)).toContain(ids.secret);
  });

  it("shows a channel in full once it may be seen, and forgets one that is gone", async () => {
    const inbox = inboxOf();
    const platform = await started(inbox);
    const olga = harness.sandbox.control.as(ids.owner);
    olga.setOverwrite(ids.secret, { id: ids.csRole, type: "role", allow: ["VIEW_CHANNEL"] });
    olga.deleteChannel(ids.approvals);
    await eventually(() => inbox.changes.length >= 3, "the changes arrive");
    const file = await platform.snapshot(ids.guild, []);
    if (file.platform !== "discord") throw new Error("not Discord's");
    expect(file.channels.find(({ id }) => id === ids.secret)).toMatchObject({ name: "secret" });
    expect(file.channels.map(({ id }) => id)).not.toContain(ids.approvals);
  });

  it("without the audit log is a workspace all the same", async () => {
    harness.sandbox.control
      .as(ids.owner)
      .changeRole(ids.csRole, { permissions: ["VIEW_CHANNEL", "SEND_MESSAGES"] });
    const file = await (await started()).snapshot(ids.guild, []);
    expect(file).not.toHaveProperty("auditLog");
    expect(harness.sandbox.requests.some(({ status }) => status === 403)).toBe(false);
  });

  it("tells of what changes in it", async () => {
    const inbox = inboxOf();
    await started(inbox);
    await eventually(() => inbox.changes.length === 1, "joined");
    expect(inbox.changes[0]).toMatchObject({ what: "joined", workspace: ids.guild, title: "Little Shop" });
    const olga = harness.sandbox.control.as(ids.owner);
    const next = async (act: () => void) => {
      const before = inbox.changes.length;
      act();
      await eventually(() => inbox.changes.length > before, "a change arrives");
      return inbox.changes.slice(before);
    };
    expect(await next(() => olga.changeRole(ids.helperRole, { name: "H" }))).toContainEqual(
      expect.objectContaining({ what: "permissions" }),
    );
    await next(() =>
      olga.setOverwrite(ids.general, { id: ids.helper, type: "member", allow: ["MANAGE_MESSAGES"] }),
    );
    const roles = await next(() => olga.giveRole(ids.helper, ids.modRole));
    expect(roles).toContainEqual(expect.objectContaining({ what: "permissions", bots: [] }));
    olga.kick(ids.helper);
    const invite = `https://discord.com/oauth2/authorize?client_id=${ids.helper}&scope=bot&permissions=8&guild_id=${ids.guild}`;
    await next(() => olga.authorize(invite));
    const added = () =>
      inbox.changes.flatMap(({ bots }) => bots).find(({ how }) => how.startsWith("audit log: added"));
    expect(await eventually(added, "the added bot is named")).toMatchObject({
      id: ids.helper,
      how: `audit log: added by ${ids.owner}`,
    });
    const left = await next(() => olga.kick(ids.countersign));
    await eventually(() => inbox.changes.some(({ what }) => what === "left"), "left");
    expect(left.every(({ workspace }) => workspace === ids.guild)).toBe(true);
  });

  it("that was left while we were away is reported by the next full start", async () => {
    await (await started()).stop();
    harness.sandbox.control.as(ids.owner).kick(ids.countersign);
    harness.sandbox.faults.forgetSessions();
    const inbox = inboxOf();
    await started(inbox);
    await eventually(() => inbox.changes.some(({ what }) => what === "left"), "left");
  });
});
