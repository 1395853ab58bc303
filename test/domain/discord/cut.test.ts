import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain } from "../../../src/domain/audit/phrase.ts";
import { type Change, applied, cheapestCut } from "../../../src/domain/discord/cut.ts";
import { storyOf } from "../../../src/domain/discord/escalation-words.ts";
import { escalations, reaches } from "../../../src/domain/discord/escalation.ts";
import { layOut } from "../../../src/domain/discord/field.ts";
import { flags } from "../../../src/domain/discord/flags.ts";
import type { Sink, Stakes } from "../../../src/domain/discord/sinks.ts";
import type { DiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { bits } from "./case.ts";
import { GUILD, channel, file, member, overwrite, parse, role } from "./guild.ts";
import { servers, stakes as drawnStakes } from "./servers.ts";

const stakes: Stakes = { places: ["401"], approverRoles: ["203"], approvers: [], countersign: "302" };
const named = (id: string, name: string, roles: string[]) =>
  member(id, roles, { user: { id, username: name, bot: true } });
const managed = (id: string, mask: bigint, position: number, bot: string) =>
  role(id, mask, { position, managed: true, tags: { bot_id: bot } });

/** Hal's own role is 220, Sue's 221; Admins (201) stands between them unless said otherwise. */
function server(parts: {
  hal: bigint;
  sue?: bigint;
  halAt?: number;
  approvals?: ReturnType<typeof overwrite>[];
}): DiscordSnapshot {
  return parse(
    file({
      everyone: bits("VIEW_CHANNEL SEND_MESSAGES"),
      roles: [
        role("201", flags.ADMINISTRATOR, { name: "Admins", position: 5 }),
        role("203", 0n, { name: "Approvers", position: 9 }),
        managed("220", parts.hal, parts.halAt ?? 7, "300"),
        managed("221", parts.sue ?? 0n, 3, "301"),
        managed("222", 3200n, 8, "302"),
      ],
      channels: [
        channel("400", [], { name: "general" }),
        channel("401", [overwrite(GUILD, "role", 0n, flags.VIEW_CHANNEL), ...(parts.approvals ?? [])], {
          name: "approvals",
        }),
      ],
      members: [
        named("300", "Hal", ["220"]),
        named("301", "Sue", ["221"]),
        named("302", "Countersign", ["222"]),
      ],
    }),
  );
}

function told(snapshot: DiscordSnapshot, sink: Sink, bot: string) {
  const found = escalations(layOut(snapshot), stakes).find((one) => one.sink === sink && one.bot === bot);
  if (!found) return null;
  const { hops, end } = storyOf(snapshot, found);
  return { story: [...hops, end].map(plain), cut: cheapestCut(layOut(snapshot), found, stakes).changes };
}

const setRole = (id: string, names: string): Change => ({
  op: "set-role-permissions",
  role: id,
  permissions: bits(names),
});

describe("stories and cuts", () => {
  it("an administrator", () => {
    expect(told(server({ hal: bits("ADMINISTRATOR EMBED_LINKS") }), "server-takeover", "300")).toEqual({
      story: ["Hal is an administrator"],
      cut: [setRole("220", "EMBED_LINKS")],
    });
  });
  it("Manage Roles above a role with everything", () => {
    expect(told(server({ hal: flags.MANAGE_ROLES }), "server-takeover", "300")).toEqual({
      story: [
        "Hal gets Admins, by Manage Roles, which does not ask what a role carries",
        "Hal is an administrator",
      ],
      cut: [setRole("220", "")],
    });
  });
  it("Manage Roles below that role: nothing", () => {
    expect(told(server({ hal: flags.MANAGE_ROLES, halAt: 4 }), "server-takeover", "300")).toBeNull();
  });
  it("a managed role can't be taken", () => {
    const snapshot = server({ hal: flags.MANAGE_ROLES, halAt: 4, sue: flags.ADMINISTRATOR });
    expect(told(snapshot, "server-takeover", "300")).toBeNull();
  });
  it("Manage Permissions in the approvals channel gives any bit there", () => {
    const grip = overwrite("300", "member", bits("VIEW_CHANNEL MANAGE_ROLES"), 0n);
    expect(told(server({ hal: 0n, approvals: [grip] }), "approval-forgery", "300")).toEqual({
      story: [
        "Hal writes itself into #approvals (Manage Webhooks)",
        "Hal can post under any name, Countersign's too, in #approvals",
      ],
      cut: [
        {
          op: "set-overwrite",
          channel: "401",
          target: "300",
          kind: "member",
          allow: flags.VIEW_CHANNEL,
          deny: 0n,
        },
      ],
    });
  });
  it("Manage Server removes Countersign whatever the roles' order", () => {
    expect(told(server({ hal: flags.MANAGE_GUILD, halAt: 1 }), "evidence-erasure", "300")).toEqual({
      story: ["Hal can remove Countersign with Manage Server"],
      cut: [setRole("220", "")],
    });
  });
  it("Ban Members does so only from above", () => {
    expect(told(server({ hal: flags.BAN_MEMBERS, halAt: 7 }), "evidence-erasure", "300")).toBeNull();
    expect(told(server({ hal: flags.BAN_MEMBERS, halAt: 9 }), "evidence-erasure", "300")?.story).toEqual([
      "Hal can remove Countersign with Ban Members",
    ]);
  });
  it("two bots: one has Manage Roles, the other stands high enough", () => {
    const snapshot = server({ hal: 0n, sue: flags.MANAGE_ROLES });
    expect(
      escalations(layOut(snapshot), stakes).filter(({ sink }) => sink === "server-takeover"),
    ).toHaveLength(1);
    expect(told(snapshot, "server-takeover", "300")).toEqual({
      story: [
        "Sue and Hal hand each other what they may",
        "Hal gets Admins, by Manage Roles, which does not ask what a role carries",
        "Hal is an administrator",
      ],
      cut: [setRole("221", "")],
    });
  });
  it("reads what is closed, writes what is open", () => {
    const lets = overwrite("220", "role", flags.VIEW_CHANNEL, 0n);
    const snapshot = server({ hal: 0n, approvals: [lets] });
    expect(told(snapshot, "private-channel-exfiltration", "300")).toEqual({
      story: ["Hal reads #approvals, which is closed, and writes in #general, which everyone sees"],
      cut: [
        expect.objectContaining({
          op: "set-overwrite",
          channel: "400",
          target: "300",
          deny: flags.SEND_MESSAGES,
        }),
      ],
    });
    expect(told(snapshot, "private-channel-exfiltration", "301")).toBeNull();
  });
  it("a hidden channel tells nothing, so nothing is claimed about it", () => {
    const snapshot = server({
      hal: flags.MANAGE_WEBHOOKS,
      approvals: [overwrite("220", "role", flags.VIEW_CHANNEL, 0n)],
    });
    expect(told(snapshot, "approval-forgery", "300")).not.toBeNull();
    const channels = snapshot.channels.map((one) =>
      one.id === "401" ? { ...one, hidden: true, overwrites: null } : one,
    );
    expect(told({ ...snapshot, channels }, "approval-forgery", "300")).toBeNull();
  });
});

it("after the cut the sink is out of reach, and no bot holds more than before", () => {
  let cuts = 0;
  let removals = 0;
  fc.assert(
    fc.property(servers(2), (snapshot) => {
      for (const found of escalations(layOut(snapshot), drawnStakes)) {
        const { changes } = cheapestCut(layOut(snapshot), found, drawnStakes);
        const after = applied(snapshot, changes);
        const bots = [found.bot, ...(found.with === null ? [] : [found.with])];
        expect(reaches(after, bots, found.sink, drawnStakes)).toBe(false);
        for (const change of changes)
          if (change.op === "set-role-permissions") {
            const before = snapshot.guild.roles.find(({ id }) => id === change.role)!.permissions;
            expect(change.permissions & ~before).toBe(0n);
          }
        cuts++;
        if (changes[0]!.op === "remove-member") removals++;
      }
    }),
    { seed: 12, numRuns: 150 },
  );
  expect(cuts).toBeGreaterThan(200);
  expect(removals / cuts).toBeLessThan(0.15);
});
