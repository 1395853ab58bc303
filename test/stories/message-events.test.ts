/** With DISCORD_MESSAGE_EVENTS=on: that bots post proves what they use, silence that they don't, and nobody reads a word. */
import { afterEach, describe, expect, it } from "vitest";
import { looks, sightings } from "../../src/db/schema.ts";
import { heardIn, listeningIn } from "../../src/db/listening.ts";
import { keepCovered, usageIn } from "../../src/db/usage.ts";
import { auditWorkspace } from "../../src/use-cases/audit-workspace.ts";
import { noteHeard } from "../../src/use-cases/note-heard.ts";
import { messagesSince } from "../../src/use-cases/sample-messages.ts";
import { ids, smallWorld } from "../support/discord-world.ts";
import { discordStage, helperAgent, watch, type DiscordStage, type Watch } from "../support/watch-world.ts";

const DAY = 86_400_000;
const where = { platform: "discord", workspace: ids.guild } as const;
const agent = helperAgent({
  permissions: {
    discord: { required: { VIEW_CHANNEL: "see", SEND_MESSAGES: "answer", EMBED_LINKS: "cards" } },
  },
});

let world: Watch;
let stage: DiscordStage;
afterEach(async () => {
  await world.stop();
  await stage.sandbox.close();
});

async function started(messages: boolean, hidden = false) {
  const made = smallWorld();
  const [guild] = made.guilds;
  // Nobody can tell who posts where we see nothing.
  if (guild && !hidden) guild.channels = guild.channels.filter(({ id }) => id !== ids.secret);
  const role = guild?.roles.find(({ id }) => id === ids.helperRole);
  if (role) role.permissions = ["VIEW_CHANNEL", "SEND_MESSAGES", "EMBED_LINKS"];
  for (const member of guild?.members ?? []) member.joinedAt = "2025-01-01T00:00:00Z";
  stage = await discordStage(made);
  world = await watch({ discord: stage, documents: [agent], messages });
  await world.until("connected", () => world.platforms.discord?.health().ok === true);
  await world.until("looked at", async () => {
    const all = await world.ctx.db.select().from(looks);
    return all.length > 0 && all.every(({ dueAt, coveredTo }) => dueAt === null && coveredTo !== null);
  });
}
const post = (channel: string, body: object = { content: "psst, a secret" }) =>
  stage.bot("POST", `/channels/${channel}/messages`, body);
const uses = async () =>
  (await usageIn(world.ctx.db, "discord", ids.guild)).map(({ permission, channel, uses: count }) => [
    permission,
    channel,
    count,
  ]);
const listened = () => listeningIn(world.ctx.db, where, null, world.ctx.now());
const audit = async () => {
  const audited = await auditWorkspace(world.ctx, where);
  if (!audited.ok) throw new Error(audited.why);
  return audited.report;
};
const found = async (rule: string) =>
  (await audit()).findings.filter((one) => one.rule === rule && one.subject.id === ids.helper);
const HEARS = "Countersign hears that messages are posted here, not what they say.";
/** As if so much time had passed, in which the log was read and nothing was posted. */
async function pass(days: number, still = true) {
  const began = world.ctx.now();
  world.clock.ahead += days * DAY;
  const to = world.ctx.now();
  await keepCovered(world.ctx.db, "discord", ids.guild, { from: began, to, gaps: [] });
  if (still)
    await noteHeard(world.ctx, { what: "still", platform: "discord", workspaces: [ids.guild], at: to });
}

describe("turned off", () => {
  it("nothing is asked for, nothing is heard, and nothing is said about it", async () => {
    await started(false);
    await post(ids.general);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(stage.sandbox.requests.some(({ route }) => route === "/channels/{channel_id}")).toBe(false);
    expect(await uses()).toEqual([]);
    expect(await listened()).toBeNull();
    expect((await audit()).coverage.unseen.map(({ say }) => say)).not.toContain(HEARS);
  });
});

describe("turned on", () => {
  it("a message proves sending where it is, once an hour, and neither its words nor people's messages are kept", async () => {
    await started(true);
    stage.as(ids.outsider).say(ids.general, "a person's own words");
    await post(ids.general);
    await post(ids.general);
    await post(ids.general, { content: "@everyone", allowed_mentions: { parse: ["everyone"] } });
    await post(ids.approvals);
    await world.until("heard", async () => (await uses()).length === 2);
    // Without the right to ping everybody nobody was pinged.
    expect(await uses()).toEqual([
      ["SEND_MESSAGES", ids.general, 1],
      ["SEND_MESSAGES", ids.approvals, 1],
    ]);
    const heard = await heardIn(world.ctx.db, where);
    expect(heard.map(({ userId, recent }) => [userId, recent.length])).toEqual([[ids.helper, 2]]);
    const everything = JSON.stringify([heard, await usageIn(world.ctx.db, "discord", ids.guild)]);
    expect(everything).not.toContain("secret");
    expect(await world.ctx.db.select().from(sightings)).not.toContainEqual(
      expect.objectContaining({ userId: ids.outsider }),
    );
    expect((await audit()).coverage.unseen.map(({ say }) => say)).toContain(HEARS);
  });

  it("a message in a thread proves sending in threads, of the channel that the thread is in", async () => {
    await started(true);
    stage.as(ids.owner).changeRole(ids.helperRole, {
      permissions: ["VIEW_CHANNEL", "SEND_MESSAGES", "CREATE_PUBLIC_THREADS", "SEND_MESSAGES_IN_THREADS"],
    });
    const thread = await threadIn(ids.general);
    await post(thread);
    await world.until("heard", async () =>
      (await uses()).some(
        ([permission, channel]) => permission === "SEND_MESSAGES_IN_THREADS" && channel === ids.general,
      ),
    );
    const all = await messagesSince(world.ctx, where, 0);
    expect(all.map(({ agent, channel }) => [agent, channel])).toContainEqual([ids.helper, thread]);
    expect(await messagesSince(world.ctx, where, world.ctx.now() + 1)).toEqual([]);
  });

  it("who posted nowhere in ninety days has no use for posting; the link drops it, with what rests on it, and nothing is left", async () => {
    await started(true);
    await audit();
    await pass(91);
    const [first, ...more] = await found("discord.bot.unused-permission");
    expect(more).toEqual([]);
    expect(first?.key).toBe("SEND_MESSAGES EMBED_LINKS");
    expect(first?.confidence).toBe("medium");
    expect(first?.remedy.link).toContain("permissions=1024&");
    expect(first?.remedy.replay?.untraced).toEqual([]);
    await post(ids.approvals);
    await world.until("heard", async () => (await uses()).length === 1);
    expect(await found("discord.bot.unused-permission")).toEqual([]);
  });

  it("nothing is said of a time in which nobody listened, nor while one channel was hidden", async () => {
    await started(true);
    await audit();
    await pass(91, false);
    expect(await found("discord.bot.unused-permission")).toEqual([]);
    // Told again, with everything in between missed.
    const at = world.ctx.now();
    await noteHeard(world.ctx, { what: "began", platform: "discord", workspaces: [ids.guild], at });
    expect((await listened())?.gaps).toHaveLength(1);
    expect(await found("discord.bot.unused-permission")).toEqual([]);
    await pass(91);
    expect(await found("discord.bot.unused-permission")).toHaveLength(1);
    // A channel that only the bot sees now: it may post there unheard.
    stage.as(ids.owner).setOverwrite(ids.approvals, { id: ids.csRole, type: "role", deny: ["VIEW_CHANNEL"] });
    expect(await found("discord.bot.unused-permission")).toEqual([]);
  });

  it("a channel that was hidden from the beginning may be where it posts", async () => {
    await started(true, true);
    await audit();
    await pass(91);
    expect(await found("discord.bot.unused-permission")).toEqual([]);
  });

  it("a bot that was heard once and then fell silent is stale; one that we could have missed is not", async () => {
    await started(true);
    await audit();
    await post(ids.general);
    await world.until("heard", async () => (await uses()).length === 1);
    await pass(50);
    expect(await found("discord.bot.stale-bot")).toHaveLength(1);
    await pass(50, false);
    expect(await found("discord.bot.stale-bot")).toEqual([]);
  });

  it("a new session is a gap, a resumed one isn't", async () => {
    await started(true);
    const before = await listened();
    expect(before?.gaps).toEqual([]);
    stage.sandbox.faults.dropGateway();
    await back();
    await post(ids.general);
    await world.until("heard", async () => (await uses()).length === 1);
    expect((await listened())?.gaps).toEqual([]);
    stage.sandbox.faults.forgetSessions();
    await world.until("noted", async () => (await listened())?.gaps.length === 1);
  });
});

async function back() {
  await new Promise((resolve) => setTimeout(resolve, 100));
  await world.until("back", () => world.platforms.discord?.health().ok === true);
}

async function threadIn(channel: string): Promise<string> {
  const answer = await fetch(`${stage.sandbox.apiUrl}/v10/channels/${channel}/threads`, {
    method: "POST",
    headers: { authorization: "Bot token-helper", "content-type": "application/json" },
    body: JSON.stringify({ name: "a thread", type: 11 }),
  });
  return ((await answer.json()) as { id: string }).id;
}
