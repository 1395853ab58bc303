/** What a remedy tells the person who is about to click. */
import { describe, expect, it } from "vitest";
import { plain } from "../../../src/domain/audit/phrase.ts";
import type { Finding } from "../../../src/domain/audit/finding.ts";
import {
  chat,
  core,
  guild,
  id,
  manifest,
  overwrite,
  purpose,
  telegramManifest,
} from "../../fixtures/audit/build.ts";
import type { Case } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

function find(given: Case, rule: string): Finding {
  const found = auditCase(given).findings.find((finding) => finding.rule === rule);
  if (found === undefined) throw new Error(`no ${rule}`);
  return found;
}

const permissions = (link: string | null): string | null =>
  link === null ? null : new URL(link).searchParams.get("permissions");

describe("a Discord remedy", () => {
  it("gives one number a bot, whatever the finding: two links with different numbers would undo each other", () => {
    const given = {
      file: guild({ bot: [...core, "BAN_MEMBERS", "MENTION_EVERYONE", "MANAGE_WEBHOOKS", "ATTACH_FILES"] }),
      agents: [manifest()],
    };
    const links = auditCase(given).findings.flatMap((finding) =>
      finding.subject.id === id.bot && finding.remedy.link ? [finding.remedy.link] : [],
    );
    expect(links.length).toBeGreaterThan(3);
    expect(new Set(links).size).toBe(1);
    expect(permissions(links[0] ?? null)).toBe("68672");
  });

  it("keeps of the declared permissions only those that are held today: a fix never gives more", () => {
    const given = {
      file: guild({ bot: ["VIEW_CHANNEL", "BAN_MEMBERS"], everyone: [] }),
      agents: [manifest()],
    };
    expect(permissions(find(given, "discord.bot.nuclear-permission").remedy.link)).toBe("1024");
  });

  it("leaves an administrator with what it is declared to need, and says which channels that hides or needs opened", () => {
    const given = { file: guild({ bot: ["ADMINISTRATOR"] }), agents: [manifest({ allow: [id.staff] })] };
    const { remedy } = find(given, "discord.bot.administrator");
    expect(permissions(remedy.link)).toBe("68672");
    expect(plain(remedy.breaks)).toContain("It no longer sees #staff.");
    expect(plain(remedy.breaks)).toContain("Before you click, open #staff for it");
    expect(permissions(remedy.undo.link)).toBe("8");
  });

  it("spells out every step, what changes, and the way back", () => {
    const given = {
      file: guild({ bot: ["ADMINISTRATOR"], botRoles: [id.extra], extra: ["KICK_MEMBERS"] }),
      agents: [manifest({ required: ["VIEW_CHANNEL", "SEND_MESSAGES"] })],
    };
    const { remedy } = find(given, "discord.bot.administrator");
    expect(remedy.kind).toBe("reinvite");
    expect(plain(remedy.summary)).toBe(
      "Leave the role of Helpdesk with View Channels, Send Messages and Create Posts only.",
    );
    expect(remedy.steps.map(plain)).toEqual([
      "Open the link and click Authorise. Discord replaces the permissions of its own role by View Channels, Send Messages and Create Posts.",
      "Server Settings → Members → Helpdesk: take the role Helpers away.",
      "Without the link: Server Settings → Roles → Helpdesk → Permissions, turn off Administrator, turn on View Channels, Send Messages and Create Posts, save.",
    ]);
    expect(plain(remedy.undo.text)).toBe("The same link with the previous number, 8, and the roles back.");
    expect(plain(remedy.who)).toBe(
      "Somebody with Manage Server, and for the roles Manage Roles and a highest role above Helpers.",
    );
  });

  it("says so when nothing is left, and when an administrator goes on seeing everything", () => {
    const nothing = find(
      {
        file: guild({ bot: ["BAN_MEMBERS"], everyone: [] }),
        agents: [manifest({ required: ["SEND_MESSAGES"] })],
      },
      "discord.bot.nuclear-permission",
    ).remedy;
    expect(plain(nothing.summary)).toBe("Leave the role of Helpdesk without any permission.");
    expect(permissions(nothing.link)).toBe("0");
    expect(plain(nothing.undo.text)).toBe("The same link with the previous number, 4.");
    const open = guild({
      bot: ["ADMINISTRATOR"],
      overwrites: { staff: [overwrite(id.botRole, ["VIEW_CHANNEL"])] },
    });
    expect(
      plain(find({ file: open, agents: [manifest()] }, "discord.bot.administrator").remedy.breaks),
    ).toContain("It still sees every channel that we can see.");
  });

  it("counts what a role that goes away had opened for an administrator", () => {
    const file = guild({
      bot: ["ADMINISTRATOR"],
      botRoles: [id.extra],
      extra: ["KICK_MEMBERS"],
      overwrites: { staff: [overwrite(id.extra, ["VIEW_CHANNEL"])] },
    });
    expect(plain(find({ file, agents: [manifest()] }, "discord.bot.administrator").remedy.breaks)).toContain(
      "It no longer sees #staff.",
    );
    const stays = guild({
      bot: ["ADMINISTRATOR"],
      botRoles: [id.extra],
      extra: [],
      overwrites: { staff: [overwrite(id.extra, ["VIEW_CHANNEL"])] },
    });
    expect(
      plain(find({ file: stays, agents: [manifest()] }, "discord.bot.administrator").remedy.breaks),
    ).toContain("still sees every channel");
  });

  it("does not call lost what the bot keeps when a role goes", () => {
    const file = guild({ botRoles: [id.extra], extra: ["SEND_MESSAGES", "EMBED_LINKS", "MANAGE_MESSAGES"] });
    const { remedy } = find(
      { file, agents: [manifest({ optional: ["EMBED_LINKS"] })] },
      "discord.bot.extra-roles",
    );
    expect(plain(remedy.breaks)).toBe("It can no longer: Manage Messages.");
    expect(permissions(remedy.link)).toBe((68672 + 16384).toString());
  });

  it("never keeps Administrator, even when the manifest asks for nothing else", () => {
    const given = {
      file: guild({ bot: ["ADMINISTRATOR"] }),
      agents: [manifest({ required: ["ADMINISTRATOR"] })],
    };
    const bits = BigInt(permissions(find(given, "discord.bot.administrator").remedy.link) ?? "8");
    expect(bits & 8n).toBe(0n);
    expect(bits & 1024n).toBe(1024n);
  });

  it("names the route that survives: @everyone, or the permissions of a channel", () => {
    const everyone = {
      file: guild({ bot: [...core, "MENTION_EVERYONE"], everyone: [...core, "MENTION_EVERYONE"] }),
      agents: [manifest()],
    };
    expect(plain(find(everyone, "discord.bot.mention-everyone").remedy.survivingRoute ?? [])).toContain(
      "@everyone still grants it",
    );
    const channel = {
      file: guild({
        bot: [...core, "MENTION_EVERYONE"],
        overwrites: { news: [overwrite(id.botRole, ["MENTION_EVERYONE"])] },
      }),
      agents: [manifest()],
    };
    expect(plain(find(channel, "discord.bot.mention-everyone").remedy.survivingRoute ?? [])).toContain(
      "in #news",
    );
    const none = { file: guild({ bot: [...core, "MENTION_EVERYONE"] }), agents: [manifest()] };
    expect(find(none, "discord.bot.mention-everyone").remedy.survivingRoute).toBeNull();
  });

  it("takes the bot out of other roles that carry the permission, and says who can: a link can't do that", () => {
    const given = {
      file: guild({ botRoles: [id.moderator], moderator: ["KICK_MEMBERS"] }),
      agents: [manifest()],
    };
    const { remedy } = find(given, "discord.bot.nuclear-permission");
    expect(remedy.link).toBeNull();
    expect(remedy.changes).toEqual([{ op: "take-role", member: id.bot, role: id.moderator }]);
    expect(remedy.steps.map(plain)).toEqual([
      "Server Settings → Members → Helpdesk: take the role Moderator away.",
    ]);
    expect(plain(remedy.who)).toContain("a highest role above Moderator");
  });

  it("keeps a channel shut that only the role which goes away had shut", () => {
    const given = {
      file: guild({
        botRoles: [id.extra],
        extra: ["KICK_MEMBERS"],
        overwrites: { help: [overwrite(id.extra, [], ["VIEW_CHANNEL"])] },
      }),
      agents: [manifest()],
    };
    const { remedy } = find(given, "discord.bot.nuclear-permission");
    expect(remedy.changes[0]).toEqual({
      op: "set-overwrite",
      channel: id.help,
      target: id.bot,
      kind: "member",
      allow: "0",
      deny: "1024",
    });
    expect(plain(remedy.steps[0] ?? [])).toContain("First, in #help");
  });

  it("hides channels from the role, and from the member where another overwrite would open them again", () => {
    const scope = "discord.bot.channel-scope-wider-than-manifest";
    const byRole = find({ file: guild(), agents: [manifest({ allow: [id.help] })] }, scope).remedy;
    expect(byRole.changes.map((change) => "kind" in change && change.kind)).toEqual(["role", "role"]);
    const opened = guild({ overwrites: { general: [overwrite(id.bot, ["VIEW_CHANNEL"], [], 1)] } });
    const mixed = find({ file: opened, agents: [manifest({ allow: [id.help] })] }, scope).remedy;
    expect(mixed.changes).toContainEqual({
      op: "set-overwrite",
      channel: id.general,
      target: id.bot,
      kind: "member",
      allow: "0",
      deny: "1024",
    });
  });

  it("says whom to add where, category by category", () => {
    const steps = (given: Case): string[] =>
      find(given, "discord.bot.channel-scope-wider-than-manifest").remedy.steps.map(plain);
    expect(steps({ file: guild(), agents: [manifest({ allow: [id.help] })] })).toEqual([
      "In each of these channels: Edit Channel → Permissions → add the role Helpdesk, and set View Channel to ✕.",
      "In Shop: #general and #news.",
    ]);
    const opened = guild({
      overwrites: { staff: [overwrite(id.bot, ["VIEW_CHANNEL", "SEND_MESSAGES"], ["ADD_REACTIONS"], 1)] },
    });
    const given = { file: opened, agents: [manifest({ deny: [id.staff] })] };
    expect(steps(given)[0]).toContain("add the member Helpdesk");
    const { remedy } = find(given, "discord.bot.channel-scope-wider-than-manifest");
    expect(plain(remedy.summary)).toBe("Hide this channel from Helpdesk.");
    expect(remedy.changes).toEqual([
      {
        op: "set-overwrite",
        channel: id.staff,
        target: id.bot,
        kind: "member",
        allow: "2048",
        deny: (1024 + 64).toString(),
      },
    ]);
  });

  it("lets a channel that is named win over its category, in both directions", () => {
    const sees = (parts: { allow?: string[]; deny?: string[] }): string[] => {
      const scope = auditCase({ file: guild(), agents: [manifest(parts)] }).findings.find(
        (one) => one.rule === "discord.bot.channel-scope-wider-than-manifest",
      );
      return scope?.channels ?? [];
    };
    const shop = `category:${id.category}`;
    expect(sees({ allow: [shop] })).toEqual([]);
    expect(sees({ allow: [shop], deny: [id.news] })).toEqual([id.news]);
    expect(sees({ allow: [id.help], deny: [shop] })).toEqual([id.general, id.news]);
    expect(sees({ allow: [id.help], deny: [id.help] })).toEqual([id.general, id.help, id.news]);
    expect(sees({ deny: [shop] })).toEqual([id.general, id.help, id.news]);
  });

  it("takes single permissions out of a channel and leaves the rest of the entry alone", () => {
    const clean = (allow: string[], deny: string[]) =>
      find(
        { file: guild({ overwrites: { help: [overwrite(id.bot, allow, deny, 1)] } }), agents: [manifest()] },
        "discord.bot.undeclared-permission",
      ).remedy.changes;
    expect(clean(["MANAGE_THREADS"], [])).toEqual([
      { op: "delete-overwrite", channel: id.help, target: id.bot },
    ]);
    expect(clean(["MANAGE_THREADS"], ["ADD_REACTIONS"])).toEqual([
      { op: "set-overwrite", channel: id.help, target: id.bot, kind: "member", allow: "0", deny: "64" },
    ]);
    expect(clean(["MANAGE_THREADS", "VIEW_CHANNEL"], [])).toEqual([
      { op: "set-overwrite", channel: id.help, target: id.bot, kind: "member", allow: "1024", deny: "0" },
    ]);
  });

  it("starts a list of channels with those that name the bot", () => {
    const named = find(
      {
        file: guild({ overwrites: { news: [overwrite(id.botRole, ["SEND_MESSAGES"])] } }),
        agents: [purpose("support")],
      },
      "discord.bot.server-wide",
    ).remedy;
    expect(named.changes).toEqual([{ op: "declare", bot: id.bot, what: { channels: [id.news] } }]);
    expect(named.steps.map(plain)[1]).toBe("The permissions of #news name it: start with those.");
    const nowhere = find({ file: guild(), agents: [purpose("support")] }, "discord.bot.server-wide").remedy;
    expect(nowhere.changes).toEqual([{ op: "declare", bot: id.bot, what: { channels: [id.general] } }]);
    expect(nowhere.steps).toHaveLength(1);
  });

  it("forbids writing where approvals are decided and keeps what else is set there", () => {
    const file = guild({
      bot: [...core, "MANAGE_ROLES"],
      overwrites: { help: [overwrite(id.bot, ["SEND_MESSAGES", "EMBED_LINKS"], ["ADD_REACTIONS"], 1)] },
    });
    const given = {
      file,
      agents: [manifest({ optional: ["EMBED_LINKS"] })],
      approvals: { places: [id.help], approvers: [] },
    };
    const { remedy } = find(given, "discord.approval.channel-writable-by-agent");
    expect(remedy.changes).toEqual([
      {
        op: "set-overwrite",
        channel: id.help,
        target: id.bot,
        kind: "member",
        allow: (1 << 14).toString(),
        deny: (2048 + 64).toString(),
      },
    ]);
    expect(plain(remedy.survivingRoute ?? [])).toContain("Manage Roles");
    const weaker = { ...given, file: guild() };
    expect(find(weaker, "discord.approval.channel-writable-by-agent").remedy.survivingRoute).toBeNull();
  });

  it("lets a rare permission go when its end has passed", () => {
    const rare = (expires: string): Case => ({
      file: guild({ bot: [...core, "MODERATE_MEMBERS"] }),
      agents: [manifest({ rare: { MODERATE_MEMBERS: { why: "spam wave", expires } } })],
    });
    expect(auditCase(rare("2026-11-22")).findings.map((one) => one.rule)).not.toContain(
      "discord.bot.undeclared-permission",
    );
    expect(plain(find(rare("2026-11-21"), "discord.bot.undeclared-permission").claim)).toContain(
      "Timeout Members",
    );
  });
});

describe("a Telegram remedy", () => {
  it("turns off single switches of a bot that has to stay an administrator", () => {
    const agents = [telegramManifest({ rights: { can_pin_messages: "rules" }, privacyMode: "disabled" })];
    const { remedy } = find(
      { file: chat({ rights: ["can_pin_messages", "can_promote_members"] }), agents },
      "telegram.bot.can-promote-members",
    );
    expect(remedy.changes).toEqual([
      { op: "set-rights", member: "6123", rights: ["can_manage_chat", "can_pin_messages"] },
    ]);
    expect(remedy.steps.map(plain).join(" ")).toContain("Turn off: Add New Admins.");
    expect(remedy.undo.link).toBe("https://t.me/helpdesk_bot?startgroup&admin=promote_members");
  });

  it("dismisses one that needs no right at all, with one fix for everything", () => {
    const { findings } = auditCase({
      file: chat({ rights: ["can_promote_members", "can_delete_messages"] }),
      agents: [telegramManifest()],
    });
    const [root, ...rest] = findings;
    expect(root?.rule).toBe("telegram.bot.can-promote-members");
    expect(root?.remedy.changes).toEqual([{ op: "set-rights", member: "6123", rights: [] }]);
    expect(rest.length).toBeGreaterThan(1);
    expect(
      rest.every((finding) => finding.under === root?.fingerprint && finding.severity !== "critical"),
    ).toBe(true);
  });

  it("takes a bot without business out of a channel: there it can't be an ordinary member", () => {
    const { remedy } = find(
      {
        file: chat({ type: "channel", rights: ["can_promote_members"] }),
        agents: [purpose("reader", "6123")],
      },
      "telegram.bot.can-promote-members",
    );
    expect(remedy.changes).toEqual([{ op: "set-rights", member: "6123", rights: ["can_manage_chat"] }]);
  });

  it("takes a bot out where it should not be at all, which ends everything else about it", () => {
    const given = {
      file: chat({ reports: [], rights: ["can_delete_messages"] }),
      agents: [telegramManifest({ dmOnly: true, groups: ["-7"] })],
    };
    const { findings } = auditCase(given);
    const [root, ...others] = findings;
    expect(root).toMatchObject({ rule: "telegram.bot.dm-only-in-group", severity: "high", under: null });
    expect(others.length).toBeGreaterThan(2);
    expect(others.every((finding) => finding.under === root?.fingerprint)).toBe(true);
  });
});
