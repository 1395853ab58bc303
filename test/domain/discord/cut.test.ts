import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain } from "../../../src/domain/audit/phrase.ts";
import { type Change, cheapestCut } from "../../../src/domain/discord/cut.ts";
import { storyOf } from "../../../src/domain/discord/escalation-words.ts";
import { escalations, reachesAfter } from "../../../src/domain/discord/escalation.ts";
import { layOut } from "../../../src/domain/discord/field.ts";
import { flags } from "../../../src/domain/discord/flags.ts";
import type { Sink, Stakes } from "../../../src/domain/discord/sinks.ts";
import type { DiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { applied, reaches } from "./applied.ts";
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

it("what was laid out anew after changes says what the changed server says", () => {
  const seen = { true: 0, false: 0 };
  fc.assert(
    fc.property(servers(2), fc.infiniteStream(fc.nat()), (snapshot, numbers) => {
      const draw = (below: number): number => numbers.next().value! % below;
      const pick = <T>(list: T[]): T => list[draw(list.length)]!;
      const { guild, channels, members } = snapshot;
      const field = layOut(snapshot);
      const bots = members.filter(({ bot }) => bot).map(({ id }) => id);
      for (const found of escalations(field, drawnStakes)) {
        const changes = Array.from({ length: 1 + draw(3) }, (): Change => {
          const [role, below, channel, member] = [
            pick(guild.roles),
            pick(guild.roles),
            pick(channels),
            pick(bots),
          ];
          const held = pick([found.bot, member]);
          const mask = (): bigint => pick(Object.values(flags)) | pick(Object.values(flags));
          const allow = mask();
          const one: Change[] = [
            { op: "set-role-permissions", role: role.id, permissions: mask() },
            {
              op: "take-role",
              member: held,
              role: pick(members.find(({ id }) => id === held)?.roles ?? []) ?? "",
            },
            {
              op: "set-overwrite",
              channel: channel.id,
              target: held,
              kind: "member",
              allow,
              deny: mask() & ~allow,
            },
            {
              op: "set-overwrite",
              channel: channel.id,
              target: role.id,
              kind: "role",
              allow: 0n,
              deny: mask(),
            },
            { op: "remove-member", member },
          ];
          if (role !== below && role.id !== guild.id && below.id !== guild.id)
            one.push({ op: "move-role-below", role: role.id, below: below.id });
          return pick(one);
        });
        const pair = [found.bot, ...(found.with === null ? [] : [found.with])];
        const plainly = reaches(applied(snapshot, changes), pair, found.sink, drawnStakes);
        expect(reachesAfter(field, changes, pair, found.sink, drawnStakes)).toBe(plainly);
        seen[`${plainly}`]++;
      }
    }),
    { seed: 13, numRuns: 200 },
  );
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(100);
});
