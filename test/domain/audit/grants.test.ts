import { describe, expect, test } from "vitest";
import { auditMarkdown } from "../../../src/cards/audit-file.ts";
import { auditReportCard } from "../../../src/cards/audit-report.ts";
import { auditText } from "../../../src/cards/audit-text.ts";
import { knownFrom, type KnownAgent } from "../../../src/domain/audit/agents.ts";
import { discordGrants } from "../../../src/domain/audit/discord-grants.ts";
import type { GrantLine, Uses } from "../../../src/domain/audit/grants.ts";
import { reportJson } from "../../../src/domain/audit/report-json.ts";
import { telegramGrants } from "../../../src/domain/audit/telegram-grants.ts";
import { viewDiscord } from "../../../src/domain/audit/view-discord.ts";
import { viewTelegram } from "../../../src/domain/audit/view-telegram.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import {
  chat,
  core,
  guild,
  id,
  manifest,
  overwrite,
  privacy,
  takenAt,
  telegramManifest,
} from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

const at = Date.parse(takenAt);

/** `state permission` or `state permission in #channel, #channel`. */
const told = (lines: GrantLine[] | null) =>
  lines?.map(
    ({ state, permission, places }) =>
      `${state} ${permission}${places === null ? "" : ` in ${places.map(({ id: place }) => place).join(", ")}`}`,
  );

function onDiscord(parts: Parameters<typeof guild>[0], known: KnownAgent, uses?: Uses) {
  const read = readDiscordSnapshot(guild({ everyone: [], ...parts }));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const view = viewDiscord(read.snapshot, [known], null, at);
  const agent = view.agents.find((one) => one.id === id.bot);
  if (!agent) throw new Error("the bot is not there");
  return told(discordGrants(view, agent, uses));
}

function onTelegram(parts: Parameters<typeof chat>[0], declared: object, uses?: Uses) {
  const read = readTelegramSnapshot(chat(parts));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const view = viewTelegram(read.snapshot, [telegramManifest(declared)], null, at);
  const [agent] = view.agents;
  if (!agent) throw new Error("the bot is not there");
  return told(telegramGrants(view, agent, uses));
}

describe("on Discord", () => {
  const two = manifest({ required: ["VIEW_CHANNEL", "SEND_MESSAGES"], never: ["MANAGE_ROLES"] });

  test("each state, for the whole server", () => {
    expect(onDiscord({ bot: ["VIEW_CHANNEL", "SEND_MESSAGES"] }, two)).toEqual([
      "ok SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
    expect(onDiscord({ bot: ["VIEW_CHANNEL", "MANAGE_ROLES", "BAN_MEMBERS"] }, two)).toEqual([
      "forbidden MANAGE_ROLES",
      "undeclared BAN_MEMBERS",
      "missing SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
  });

  test("review only where use was looked for and not found; what leaves no trace stays ok", () => {
    const uses: Uses = (permission) => (permission === "SEND_MESSAGES" ? "unused" : "unknown");
    expect(onDiscord({ bot: ["VIEW_CHANNEL", "SEND_MESSAGES"] }, two, uses)).toEqual([
      "review SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
  });

  test("what @everyone gives is enough to work, is not counted against a bot, and can still be forbidden", () => {
    const everyone = ["VIEW_CHANNEL", "SEND_MESSAGES", "MANAGE_ROLES", "ADD_REACTIONS"];
    expect(onDiscord({ bot: [], everyone }, two)).toEqual([
      "forbidden MANAGE_ROLES",
      "ok SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
  });

  test("an administrator holds what is forbidden, and lacks nothing anywhere", () => {
    const denied = { help: [overwrite(id.bot, [], ["SEND_MESSAGES"], 1)] };
    expect(onDiscord({ bot: ["ADMINISTRATOR"], overwrites: denied }, two)).toEqual([
      "forbidden MANAGE_ROLES",
      "undeclared ADMINISTRATOR",
      "ok SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
  });

  test("where a channel differs: lost, gained, forbidden, entered without being meant to", () => {
    const known = manifest({
      required: ["VIEW_CHANNEL", "SEND_MESSAGES"],
      never: ["MANAGE_WEBHOOKS"],
      allow: [id.help, id.news],
    });
    const lines = onDiscord(
      {
        bot: ["VIEW_CHANNEL", "SEND_MESSAGES"],
        overwrites: {
          general: [overwrite(id.bot, [], [], 1)],
          help: [overwrite(id.bot, ["MANAGE_WEBHOOKS", "MANAGE_MESSAGES"], [], 1)],
          news: [overwrite(id.bot, [], ["SEND_MESSAGES"], 1)],
        },
      },
      known,
    );
    expect(lines).toEqual([
      `forbidden MANAGE_WEBHOOKS in ${id.help}`,
      `undeclared MANAGE_MESSAGES in ${id.help}`,
      `undeclared VIEW_CHANNEL in ${id.general}`,
      `missing SEND_MESSAGES in ${id.news}`,
      "ok SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
  });

  test("a permission that only single channels give is missing nowhere but in the others", () => {
    const known = manifest({ required: ["VIEW_CHANNEL", "ADD_REACTIONS"], allow: [id.help, id.news] });
    const lines = onDiscord(
      { bot: ["VIEW_CHANNEL"], overwrites: { help: [overwrite(id.bot, ["ADD_REACTIONS"], [], 1)] } },
      known,
    );
    expect(lines).toContain(`missing ADD_REACTIONS in ${id.news}`);
    expect(lines).not.toContain("missing ADD_REACTIONS");
  });

  test("a rare grant counts until its last day", () => {
    const rare = { BAN_MEMBERS: { why: "raids", expires: "2026-11-22" } };
    expect(onDiscord({ bot: [...core, "BAN_MEMBERS"] }, manifest({ rare }))).toContain("ok BAN_MEMBERS");
    rare.BAN_MEMBERS.expires = "2026-11-21";
    expect(onDiscord({ bot: [...core, "BAN_MEMBERS"] }, manifest({ rare }))).toContain(
      "undeclared BAN_MEMBERS",
    );
  });

  test("a bot known by its role alone lacks nothing for certain", () => {
    expect(onDiscord({ bot: ["VIEW_CHANNEL"], withoutMember: true }, two)).toEqual([
      "unknown SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
  });
});

describe("on Telegram", () => {
  test("rights, administrator, reading and place, each by its state", () => {
    expect(
      onTelegram(
        { rights: ["can_delete_messages", "can_promote_members"] },
        { admin: true, rights: { can_delete_messages: "spam", can_pin_messages: "news" } },
      ),
    ).toEqual([
      "undeclared can_promote_members",
      "missing can_pin_messages",
      "ok administrator",
      "ok being in this chat",
      "ok can_delete_messages",
      "ok reads everything",
    ]);
    expect(onTelegram({ rights: ["can_delete_messages"] }, { groups: ["-7"] })).toEqual([
      "undeclared administrator",
      "undeclared being in this chat",
      "undeclared can_delete_messages",
      "undeclared reads everything",
    ]);
  });

  test("reading is unknown without evidence, and a promise that privacy mode breaks is missing", () => {
    expect(onTelegram({ reports: [] }, {})).toContain("unknown reads everything");
    expect(onTelegram({ reports: [privacy(false)] }, {})).toEqual(["ok being in this chat"]);
    expect(onTelegram({ reports: [privacy(true)] }, {})).toContain("undeclared reads everything");
    expect(onTelegram({ reports: [privacy(false)] }, { privacyMode: "disabled" })).toContain(
      "missing reads everything",
    );
    expect(onTelegram({}, { dmOnly: true })).toContain("undeclared being in this chat");
  });

  test("review only where use was looked for", () => {
    const declared = { admin: true, rights: { can_pin_messages: "news" } };
    expect(onTelegram({ rights: ["can_pin_messages"] }, declared)).toContain("ok can_pin_messages");
    expect(onTelegram({ rights: ["can_pin_messages"] }, declared, () => "unused")).toContain(
      "review can_pin_messages",
    );
  });
});

describe("in the report", () => {
  const report = auditCase({
    file: guild({ bot: ["VIEW_CHANNEL", "BAN_MEMBERS"], everyone: [] }),
    agents: [manifest({ required: ["VIEW_CHANNEL", "SEND_MESSAGES"] })],
  });

  test("as text, Markdown and JSON", () => {
    expect(auditText(report)).toContain("     held, not declared: BAN_MEMBERS\n");
    expect(auditText(report)).toMatch(/declared, not held: it will break: SEND_MESSAGES \(.+\)/);
    expect(auditMarkdown(report)).toContain("  - held, not declared: `BAN_MEMBERS`\n");
    const { agents } = reportJson(report) as { agents: { id: string; grants: GrantLine[] | null }[] };
    expect(told(agents.find((agent) => agent.id === id.bot)?.grants ?? null)).toEqual([
      "undeclared BAN_MEMBERS",
      "missing SEND_MESSAGES",
      "ok VIEW_CHANNEL",
    ]);
    expect(agents.find((agent) => agent.id === id.countersign)?.grants).toBeNull();
  });

  test("on the card of one agent, not on the card of all", () => {
    const text = (card: object) => JSON.stringify(card);
    expect(text(auditReportCard(report, { only: id.bot }).blocks)).toContain("held, not declared");
    expect(text(auditReportCard(report).blocks)).not.toContain("held, not declared");
  });

  test("a draft that nobody reviewed gives no states", () => {
    const draft = manifest().manifest!;
    draft.metadata.reviewed = false;
    expect(knownFrom([draft], "discord")).toEqual([]);
  });
});

test("what was watched decides between ok and review; what leaves no trace stays ok", () => {
  const day = 86_400_000;
  const report = auditCase({
    file: guild({ bot: ["VIEW_CHANNEL", "KICK_MEMBERS", "PIN_MESSAGES"], everyone: [] }),
    agents: [manifest({ required: ["VIEW_CHANNEL", "KICK_MEMBERS", "PIN_MESSAGES"] })],
    usage: {
      used: [{ agent: id.bot, permission: "PIN_MESSAGES", last: at - day, count: 3 }],
      from: at - 60 * day,
      to: at,
      coverage: 1,
      changed: {},
      lastActive: null,
    },
  });
  const lines = report.agents.find((agent) => agent.id === id.bot)?.grants ?? [];
  expect(lines.map(({ permission, state, used }) => `${permission} ${state} ${used}`)).toEqual([
    "KICK_MEMBERS review unused",
    "PIN_MESSAGES ok used",
    "VIEW_CHANNEL ok unknown",
  ]);
});
