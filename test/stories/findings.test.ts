/** A finding's life in a chat: listed, opened, accepted and back again, taken, shown to everybody, fixed or not, and said so. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findings, findingEvents, ledger, looks } from "../../src/db/schema.ts";
import { endOverdueAcceptances } from "../../src/use-cases/end-acceptance.ts";
import { reauditWorkspace } from "../../src/use-cases/reaudit-workspace.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { ids, smallWorld } from "../support/discord-world.ts";
import {
  discordStage,
  type DiscordStage,
  discordWorkspace,
  helperAgent,
  watch,
  type Watch,
} from "../support/watch-world.ts";

const DAY = 86_400_000;
const administrator = "discord.bot.administrator";
const where = { platform: "discord", workspace: ids.guild } as const;

let world: Watch;
let stage: DiscordStage;
const rows = () => world.ctx.db.select().from(findings);
const row = async (rule = administrator) => {
  const all = (await rows()).filter((one) => one.rule === rule && one.subject.id === ids.helper);
  const live = all.filter(({ status }) => status === "open" || status === "accepted");
  return live[0] ?? all[0]!;
};
const events = async (id: string) =>
  (await world.ctx.db.select().from(findingEvents))
    .filter((one) => one.findingId === id)
    .map((one) => one.what);
const idle = async () => {
  const all = await world.ctx.db.select().from(looks);
  return all.length > 0 && all.every(({ dueAt }) => dueAt === null);
};
const olga = () => stage.as(ids.owner);
/** Without the marks that keep other people's words from being markup. */
const said = <Message extends { text: string }>(message: Message): Message => ({
  ...message,
  text: message.text.replaceAll("\\", ""),
});
const general = () => olga().sees(ids.general).map(said);
/** The newest private answer to what somebody just did. */
const answer = async (who: string, act: () => Promise<unknown>, channel: string = ids.general) => {
  const before = new Set(
    stage
      .as(who)
      .sees(channel)
      .map(({ id, text }) => `${id} ${text}`),
  );
  await act();
  const fits = ({
    id,
    text,
    ephemeral,
    thinking,
  }: {
    id: string;
    text: string;
    ephemeral: boolean;
    thinking: boolean;
  }) => ephemeral && !thinking && !before.has(`${id} ${text}`);
  return said(await stage.as(who).waitFor(channel, fits));
};
const list = (who: string = ids.owner, line = "/findings") =>
  answer(who, () => stage.as(who).type(ids.general, line));
const open = async (who: string = ids.owner) => {
  const shown = await list(who);
  const { id } = await row();
  return await answer(who, () => stage.as(who).press(ids.general, shown.id, `finding:${id}`));
};
const press = (who: string, message: string, button: string) =>
  answer(who, () => stage.as(who).press(ids.general, message, button));
const acceptOn = async (who: string, message: string, note: string, button = "Accept for 30 days") =>
  await answer(who, async () => {
    await stage.as(who).press(ids.general, message, button);
    await stage.as(who).submit({ note });
  });
/** The card that everybody sees. */
const share = async () => {
  const card = await open();
  await olga().press(ids.general, card.id, "Show it to everybody");
  await world.until("the card for everybody", () => everybodys().length === 1);
  return everybodys()[0]!;
};
const everybodys = () =>
  general().filter(({ ephemeral, text }) => !ephemeral && text.includes("Administrator: Helper"));
const cardNow = (id: string) => general().find((message) => message.id === id)!;

/** Another server with the same bot, which holds next to nothing there. */
const annex = "2000000000000000001";
function twoServers() {
  const made = smallWorld();
  const [shop] = made.guilds;
  if (!shop) throw new Error("no server");
  const other = (id: string) => id.replace(/^1/, "2");
  made.guilds.push({
    ...shop,
    id: annex,
    name: "Annex",
    roles: shop.roles.map((role) => ({
      ...role,
      id: other(role.id),
      ...(role.id === ids.helperRole ? { permissions: ["VIEW_CHANNEL" as const] } : {}),
    })),
    channels: [{ id: other(ids.general), type: 0, name: "general" }],
    members: shop.members.map((member) => ({ ...member, roles: (member.roles ?? []).map(other) })),
  });
  return made;
}

beforeEach(async ({ task }) => {
  stage = await discordStage(task.name.includes("another server") ? twoServers() : smallWorld());
  world = await watch({
    discord: stage,
    documents: [
      discordWorkspace(),
      helperAgent({ metadata: { id: "helper", owner: `discord:${ids.moderator}` } }),
    ],
  });
  await world.until("the first look", async () => (await rows()).length > 0 && (await idle()));
});
afterEach(async () => {
  expect(await verifyLedger(world.ctx)).toMatchObject({ ok: true });
  await world.stop();
  await stage.sandbox.close();
});

describe("/findings", () => {
  it("lists what is open, worst first, as dated debt; filters and pages where the list stands", async () => {
    const shown = await list();
    expect(shown.text).toContain("Findings in Little Shop");
    expect(shown.text).toContain("Critical: Administrator");
    expect(shown.text).toContain("there at my first look");
    const messages = general().filter(({ ephemeral }) => ephemeral).length;
    const accepted = await press(ids.owner, shown.id, "Accepted");
    expect(accepted.id).toBe(shown.id);
    expect(accepted.text).toContain("Nothing is accepted");
    const back = await press(ids.owner, shown.id, "Open");
    expect(back.text).toContain("Critical: Administrator");
    expect(general().filter(({ ephemeral }) => ephemeral)).toHaveLength(messages);
    const page = back.buttons.find(({ label }) => label === "More");
    if (page) expect((await press(ids.owner, shown.id, "More")).text).toContain("Page 2");
  });

  it("takes its filters from the command as well, and says what it doesn't understand", async () => {
    const critical = await list(ids.owner, "/findings severity:critical agent:Helper");
    expect(critical.text).toContain("Only Helper");
    expect(critical.text).not.toMatch(/\b(High|Medium|Low): /);
    expect((await list(ids.owner, "/findings show:whatever")).text).toContain(
      "Write open, accepted or closed",
    );
  });

  it("is for those who run the place: also a made-up press is asked who it is", async () => {
    expect((await list(ids.outsider)).text).not.toContain("Administrator");
    const card = await share();
    const refused = await press(ids.outsider, card.id, "Explain");
    expect(refused.text).not.toContain("What I saw");
    await stage.as(ids.outsider).press(ids.general, card.id, "I take it");
    expect((await row()).assignee).toBeNull();
  });
});

describe("a finding's card", () => {
  it("says what it is, what would break, why, and what its rule is about", async () => {
    const card = await open();
    for (const part of ["Critical: Administrator: Helper", "is an administrator", "Leave the role"])
      expect(card.text).toContain(part);
    expect(card.buttons.some(({ label, url }) => label === "Open the fix" && url?.includes("oauth2"))).toBe(
      true,
    );
    expect((await press(ids.owner, card.id, "What would break?")).text).toContain("The way back:");
    const why = await press(ids.owner, card.id, "Explain");
    for (const part of ["What I saw", "What happened so far", "found"]) expect(why.text).toContain(part);
    const rule = await press(ids.owner, card.id, "About this rule");
    for (const part of ["What it looks at", "How this can be wrong"]) expect(rule.text).toContain(part);
  });

  it("is shown to everybody once, and kept up to date there", async () => {
    const card = await share();
    expect(card.buttons.some(({ label }) => label === "Show it to everybody")).toBe(false);
    const again = await open();
    const told = await answer(ids.owner, () => olga().press(ids.general, again.id, "Show it to everybody"));
    expect(told.text).toContain("in the reports place already");
    await olga().press(ids.general, card.id, "I take it");
    await world.until("taken", () => cardNow(card.id).text.includes("taken by Olga"));
    const late = await press(ids.moderator, card.id, "Give it back");
    expect(late.text).toContain("Nobody takes care");
    await world.until("given back", () => !cardNow(card.id).text.includes("taken by"));
  });
});

describe("accepting", () => {
  it("needs a reason and, when serious, somebody else than the agent's owner; counts, and says by whom until when", async () => {
    const card = await share();
    const owner = await acceptOn(ids.moderator, card.id, "I like it so");
    expect(owner.text).toContain("somebody else has to accept it");
    expect((await row()).status).toBe("open");
    const done = await acceptOn(ids.owner, card.id, "until the new bot is here");
    expect(done.text).toContain("It still counts in the grade");
    expect(await row()).toMatchObject({
      status: "accepted",
      acceptance: { by: `discord:${ids.owner}`, name: "Olga", note: "until the new bot is here" },
    });
    await world.until("said on the card", () => cardNow(card.id).text.includes("Accepted until"));
    expect(cardNow(card.id).text).toContain("until the new bot is here");
    const twice = await acceptOn(ids.owner, card.id, "again", `finding-accept-30:${(await row()).id}`).catch(
      (error: Error) => error,
    );
    expect(twice).toBeInstanceOf(Error);

    await reauditWorkspace(world.ctx, where);
    expect((await row()).status).toBe("accepted");
    const report = await answer(ids.owner, () => olga().type(ids.general, "/audit agent:Helper"));
    expect(report.text).toContain("Accepted until");
    expect(report.text).toContain("grade F");
    const kinds = (await world.ctx.db.select().from(ledger)).map(({ kind }) => kind);
    expect(kinds).toContain("finding.accepted");
    expect(await events((await row()).id)).toEqual(["new", "accepted"]);
  });

  it("ends when somebody says so, and a press that comes too late is told", async () => {
    const card = await share();
    await acceptOn(ids.owner, card.id, "for now");
    await world.until("said", () => cardNow(card.id).text.includes("Accepted until"));
    const ended = await press(ids.moderator, card.id, "End the acceptance");
    expect(ended.text).toContain("open again");
    expect((await row()).reopened).toMatchObject({ why: "withdrawn" });
    await world.until("said", () => cardNow(card.id).text.includes("its acceptance was ended"));
  });

  it("ends by itself on its day, to the minute, and says who had accepted it and why", async () => {
    const card = await share();
    await acceptOn(ids.owner, card.id, "for a month");
    world.clock.ahead = 30 * DAY + 60_000;
    await endOverdueAcceptances(world.ctx);
    expect(await row()).toMatchObject({ status: "open", acceptance: null, acceptedUntil: null });
    await world.until("said", () => cardNow(card.id).text.includes("its acceptance is over"));
    for (const part of ["accepted before by", "for a month"]) expect(cardNow(card.id).text).toContain(part);
    await world.until("told anew, once", () => everybodys().length === 2);
    await endOverdueAcceptances(world.ctx);
    await reauditWorkspace(world.ctx, where);
    expect(everybodys()).toHaveLength(2);
    expect((await events((await row()).id)).filter((what) => what === "acceptance-expired")).toHaveLength(1);
  });

  it("ends when there is more to it than what was accepted", async () => {
    olga().changeRole(ids.helperRole, { permissions: ["VIEW_CHANNEL", "SEND_MESSAGES", "MANAGE_WEBHOOKS"] });
    const rule = "discord.bot.manage-webhooks";
    await world.until("another finding", async () => (await row(rule))?.status === "open" && (await idle()));
    const { id } = await row(rule);
    const shown = await list();
    const card = await answer(ids.owner, () => olga().press(ids.general, shown.id, `finding:${id}`)).catch(
      async () => {
        const more = await press(ids.owner, shown.id, "More");
        return await answer(ids.owner, () => olga().press(ids.general, more.id, `finding:${id}`));
      },
    );
    await acceptOn(ids.owner, card.id, "webhooks are its job");
    expect((await row(rule)).status).toBe("accepted");
    olga().changeRole(ids.helperRole, {
      permissions: ["VIEW_CHANNEL", "SEND_MESSAGES", "MANAGE_WEBHOOKS", "BAN_MEMBERS"],
    });
    await world.until("open again", async () => (await row(rule)).status === "open");
    expect((await row(rule)).reopened).toMatchObject({
      why: "outgrown",
      acceptance: { note: "webhooks are its job" },
    });
    await world.until("told once, with its history", () =>
      general().some(
        ({ ephemeral, text }) =>
          !ephemeral && text.includes("more to it now") && text.includes("webhooks are its job"),
      ),
    );
  });
});

describe("after somebody clicked the fix", () => {
  it("the card and the report say that it is fixed, when, and who did it", async () => {
    const asked = await answer(ids.owner, () => olga().type(ids.approvals, "/audit"), ids.approvals);
    expect(asked.text).toContain("Audit of Little Shop");
    const report = await olga().waitFor(
      ids.general,
      ({ ephemeral, text }) => !ephemeral && text.includes("Audit of Little Shop"),
    );
    const card = await share();
    const link = card.buttons.find(({ label }) => label === "Open the fix")?.url ?? "";
    olga().authorize(link);
    await world.until("the card says fixed", () => cardNow(card.id).text.includes("Fixed: Administrator"));
    expect(cardNow(card.id).text).toMatch(/Olga|1000000000000000010/);
    expect(cardNow(card.id).buttons.some(({ label }) => label === "Open the fix")).toBe(false);
    await world.until("so does the report", () => cardNow(report.id).text.includes("Since this report"));
    expect(cardNow(report.id).text).toContain("Fixed, seen");
    expect(cardNow(report.id).buttons.some(({ label }) => label === "Fix Helper")).toBe(false);
    expect((await row()).status).toBe("fixed");
    const late = await press(ids.owner, card.id, "Explain");
    expect(late.text).toContain("fixed");
  });

  it("the card says that it did not take effect where another role still grants it", async () => {
    const card = await share();
    const extra = olga().createRole({ name: "Robots", permissions: ["ADMINISTRATOR"] });
    olga().giveRole(ids.helper, extra);
    await world.until("looked", idle);
    olga().authorize(cardNow(card.id).buttons.find(({ label }) => label === "Open the fix")?.url ?? "");
    await world.until("said", () => cardNow(card.id).text.includes("Did not take effect"));
    const { text } = cardNow(card.id);
    expect(text).toContain("the role Robots still grants Administrator");
    expect(text).toMatch(/Olga|1000000000000000010/);
    expect((await row()).status).toBe("open");
    // And once that route is closed too, it is fixed.
    olga().takeRole(ids.helper, extra);
    await world.until("fixed", () => cardNow(card.id).text.includes("Fixed: Administrator"));
    // It comes back with its history.
    olga().changeRole(ids.helperRole, { permissions: ["ADMINISTRATOR"] });
    await world.until("open again", () => cardNow(card.id).text.includes("Open again: it was fixed"));
  });

  it("the card says that the link's permissions were set in another server, without saying which", async () => {
    await world.until(
      "both looked at",
      async () => (await world.ctx.db.select().from(looks)).length === 2 && (await idle()),
    );
    const card = await share();
    const link = card.buttons.find(({ label }) => label === "Open the fix")?.url ?? "";
    olga().authorize(link.replace(ids.guild, annex));
    await world.until("said", () => cardNow(card.id).text.includes("Did not take effect"));
    expect(cardNow(card.id).text).toContain("set in another server, and not here");
    expect(cardNow(card.id).text).not.toContain("Annex");
    expect((await row()).status).toBe("open");
  });

  it("the card says what is still ticked when only some of it was taken away", async () => {
    olga().changeRole(ids.helperRole, {
      permissions: ["VIEW_CHANNEL", "BAN_MEMBERS", "MANAGE_CHANNELS", "KICK_MEMBERS"],
    });
    const rule = "discord.bot.undeclared-permission";
    await world.until("looked", async () => (await row(administrator)).status === "fixed" && (await idle()));
    const found = (await rows()).find(
      (one) =>
        one.status === "open" && one.finding?.remedy.kind === "reinvite" && one.subject.id === ids.helper,
    );
    expect(found, rule).toBeDefined();
    olga().changeRole(ids.helperRole, { permissions: ["VIEW_CHANNEL", "BAN_MEMBERS", "MANAGE_CHANNELS"] });
    await world.until("tried", async () => (await rows()).some(({ tried }) => tried !== null));
    const tried = (await rows()).find((one) => one.tried !== null)?.tried;
    expect(tried?.because[0]).toMatchObject({ why: "left-on", role: "Helper" });
  });
});
