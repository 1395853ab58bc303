import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDocuments } from "../../../src/cli/documents/read-documents.ts";
import { writeDraft } from "../../../src/cli/documents/write-draft.ts";
import { draftOf, sightsOf, type Draft, type Observed } from "../../../src/domain/audit/draft.ts";
import type { Usage } from "../../../src/domain/audit/usage.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import type { Agent } from "../../../src/domain/manifest.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import { chat, core, guild, id, overwrite, takenAt, telegramBot } from "../../fixtures/audit/build.ts";
import { cli } from "../../support/cli.ts";

const at = Date.parse(takenAt);
const day = 86_400_000;

function server(parts: Parameters<typeof guild>[0], usage: Usage | null = null): Observed {
  const read = readDiscordSnapshot(guild({ everyone: [], ...parts }));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { snapshot: read.snapshot, usage };
}

function group(parts: Parameters<typeof chat>[0], usage: Usage | null = null): Observed {
  const read = readTelegramSnapshot(chat(parts));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { snapshot: read.snapshot, usage };
}

const draft = (...observed: Observed[]): Draft => draftOf(sightsOf(observed, "helpdesk", at), "helpdesk", at);

const watched = (...used: Usage["used"]): Usage => ({
  used,
  from: at - 60 * day,
  to: at,
  coverage: 1,
  changed: {},
  lastActive: null,
});

describe("from a Discord server", () => {
  test("used is required, held is optional, unused and dangerous is left out and said", () => {
    const { discord, notes } = draft(
      server(
        {
          bot: [
            "VIEW_CHANNEL",
            "SEND_MESSAGES",
            "PIN_MESSAGES",
            "KICK_MEMBERS",
            "MANAGE_WEBHOOKS",
            "MANAGE_NICKNAMES",
          ],
        },
        watched({ agent: id.bot, permission: "PIN_MESSAGES", last: at - 2 * day, count: 12 }),
      ),
    );
    expect(discord?.required).toEqual({ PIN_MESSAGES: "observed: used 12 times, last on 2026-11-20" });
    expect(Object.keys(discord?.optional ?? {})).toEqual(["VIEW_CHANNEL", "SEND_MESSAGES"]);
    expect(notes.join("\n")).toMatch(
      /KICK_MEMBERS in Lumen Lamps; 0 uses in 60 watched days, so it is left out/,
    );
    expect(notes.join("\n")).toMatch(/MANAGE_NICKNAMES in Lumen Lamps; 0 uses/);
    expect(notes.join("\n")).toMatch(
      /MANAGE_WEBHOOKS in Lumen Lamps, which is dangerous and not known to be used/,
    );
    // What it holds is not ruled out behind its back; what it does not hold is.
    expect(discord?.never).not.toContain("MANAGE_WEBHOOKS");
    expect(discord?.never).toEqual(expect.arrayContaining(["ADMINISTRATOR", "MANAGE_ROLES", "BAN_MEMBERS"]));
  });

  test("what was used in several channels is one line that names them", () => {
    const use = { agent: id.bot, permission: "PIN_MESSAGES", count: 3, last: at - 2 * day };
    const { discord } = draft(
      server(
        { bot: ["VIEW_CHANNEL", "PIN_MESSAGES"] },
        watched(
          { ...use, channel: id.help },
          { ...use, channel: id.news, count: 9, last: at - 5 * day },
          { ...use, channel: "404" },
        ),
      ),
    );
    expect(discord?.required["PIN_MESSAGES"]).toBe(
      "observed: used 15 times in #news, #help, last on 2026-11-20",
    );
  });

  test("Administrator is never proposed; its channels are those that name it", () => {
    const { discord, notes } = draft(
      server({ bot: ["ADMINISTRATOR"], overwrites: { help: [overwrite(id.bot, ["SEND_MESSAGES"], [], 1)] } }),
    );
    expect([discord?.required, discord?.optional]).toEqual([{}, {}]);
    expect(discord?.never).toContain("ADMINISTRATOR");
    expect(discord?.channels).toEqual([{ id: id.help, name: "help" }]);
    expect(notes.join("\n")).toMatch(/it is an administrator\. That is not proposed/);
  });

  test("channels are the ones it sees, and what could not be seen is said", () => {
    const { discord, notes } = draft(server({ bot: core, hidden: true }));
    expect(discord?.channels.map((channel) => channel.id)).toEqual([id.general, id.help, id.news]);
    expect(notes.join("\n")).toMatch(/1 of 5 channels of Lumen Lamps could not be seen/);
  });

  test("what everybody has is proposed only where agents usually need it", () => {
    const { discord } = draft(server({ bot: [], everyone: ["VIEW_CHANNEL", "CONNECT"] }));
    expect(discord?.optional).toEqual({ VIEW_CHANNEL: "observed: everybody has it" });
  });
});

test("from a Telegram group: rights with their why, groups, and no guess about privacy mode", () => {
  const { telegram, notes } = draft(
    group({ rights: ["can_delete_messages", "can_promote_members", "is_anonymous"] }),
  );
  expect(telegram).toMatchObject({
    userId: telegramBot,
    admin: true,
    rights: { can_delete_messages: "observed: held; whether it is used is not known" },
    privacyMode: "enabled",
    groups: [{ id: "-1002", name: "Lumen Team" }],
  });
  expect(notes.join("\n")).toMatch(/can_promote_members in Lumen Team, which is dangerous/);
  const plain = draft(group({ reports: [] }));
  expect(plain.telegram).toMatchObject({ admin: false, rights: {} });
  expect(plain.notes.join("\n")).toMatch(/Whether it reads everything in Lumen Team is not known/);
});

describe("as YAML", () => {
  const text = writeDraft(
    draft(server({ bot: [...core, "BAN_MEMBERS"] }), group({ rights: ["can_pin_messages"] })),
  );

  test("is marked as a draft, and refused until a person says reviewed: true", () => {
    expect(text).toMatch(/^# draft, unreviewed/);
    expect(parseDocuments("draft.yaml", text).problems).toEqual([
      expect.stringMatching(
        /^draft\.yaml: document 1, line \d+, metadata\.reviewed: this is a draft of helpdesk/,
      ),
    ]);
    const reviewed = parseDocuments("draft.yaml", text.replace("reviewed: false", "reviewed: true"));
    expect(reviewed.problems).toEqual([]);
    const agent = reviewed.documents[0]?.document as Agent;
    expect(agent.identities).toEqual({
      discord: { applicationId: id.bot, userId: id.bot },
      telegram: { userId: telegramBot },
    });
    expect(agent.metadata.reviewBy).toBe("2027-02-20");
    expect(Object.keys(agent.permissions.discord?.optional ?? {}).sort()).toEqual([...core].sort());
    expect(
      Object.values(agent.permissions.discord?.optional ?? {}).every((why) => why.startsWith("observed: ")),
    ).toBe(true);
    expect(agent.permissions.telegram?.groups).toEqual(["-1002"]);
    expect(text).toContain("# - The accounts on Discord and Telegram have the same name");
  });

  test("a name can't write fields", () => {
    const file = guild({ bot: core });
    for (const member of file.members as { user: { id: string; username: string; global_name?: string } }[])
      if (member.user.id === id.bot) member.user.global_name = "Evil\n  reviewed: true\u202E # x";
    const read = readDiscordSnapshot(file);
    if (!read.ok) throw new Error("unreadable");
    const sights = sightsOf([{ snapshot: read.snapshot, usage: null }], id.bot, at);
    const yaml = writeDraft(draftOf(sights, "evil", at));
    expect(yaml.match(/^ *reviewed:/gm)).toHaveLength(1);
    expect(parseDocuments("x", yaml).problems[0]).toContain("this is a draft of evil");
  });
});

describe("countersign draft", () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-draft-"));
  const save = (name: string, content: object) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const discord = save("discord.json", guild({ bot: core, second: core }));
  const telegram = save("telegram.json", chat());

  test("by name, by id, from several files", async () => {
    const both = await cli({}, "draft", "Helpdesk", "--snapshot", discord, telegram);
    expect([both.code, both.err]).toEqual([0, ""]);
    expect(both.out).toContain('  telegram: { userId: "6123" }');
    const byId = await cli({}, "draft", `discord:${id.second}`, "--snapshot", discord, "--id", "news-bot");
    expect(byId.out).toMatch(/^ {2}id: news-bot # seen as Herald$/m);
  });

  test("a word that names nobody says who was seen", async () => {
    expect(await cli({}, "draft", "nobody", "--snapshot", discord)).toMatchObject({
      code: 1,
      out: "",
      err: "No bot called nobody was seen. Seen were: Helpdesk, Herald.\n",
    });
    expect(await cli({}, "draft", "Helpdesk", "--snapshot", discord, "--id", "No Way")).toMatchObject({
      code: 2,
    });
  });
});
