/** Broken files are read or refused with a path; what is read is audited. Nothing crashes, and "unknown" never turns into a finding about nobody. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditSnapshot } from "../../../src/domain/audit/audit.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import {
  chat,
  guild,
  id,
  manifest,
  overwrite,
  takenAt,
  telegramManifest,
} from "../../fixtures/audit/build.ts";

const junk = [
  null,
  true,
  -1,
  1.5,
  Number.MAX_VALUE,
  "",
  "x",
  "0",
  "99999999999999999999999",
  "\ud800",
  [],
  {},
  [null],
  { id: 7 },
  undefined,
];
const at = Date.parse(takenAt);

/** Every place in a value, as the container and the key in it. */
function places(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== "object" || value === null) return [];
  const container = value as Record<string, unknown>;
  return Object.keys(container).flatMap((key) => [
    [container, key] as [Record<string, unknown>, string],
    ...places(container[key]),
  ]);
}

const mutation = fc.record({ where: fc.nat(), instead: fc.constantFrom(...junk, "delete", "double") });

function mutate(file: object, mutations: { where: number; instead: unknown }[]): unknown {
  const copy = structuredClone(file);
  for (const { where, instead } of mutations) {
    const all = places(copy);
    const [container, key] = all[where % all.length] ?? [];
    if (container === undefined || key === undefined) continue;
    if (instead === "delete") delete container[key];
    else if (instead === "double" && Array.isArray(container))
      container.push(structuredClone(container[Number(key)]));
    else container[key] = structuredClone(instead);
  }
  return copy;
}

const discordFile = guild({
  bot: ["ADMINISTRATOR"],
  hidden: true,
  mfaLevel: 0,
  botRoles: [id.extra],
  second: ["MANAGE_ROLES"],
  overwrites: { staff: [overwrite(id.bot, ["VIEW_CHANNEL"], [], 1)] },
  auditLog: [{ id: "1", action_type: 28, user_id: id.owner, target_id: id.bot }],
});

describe("mutated files", () => {
  it.each([
    ["Discord", discordFile, readDiscordSnapshot, [manifest({ allow: [id.help] })]],
    [
      "Telegram",
      chat({ rights: ["can_promote_members", "can_fly"] }),
      readTelegramSnapshot,
      [telegramManifest()],
    ],
  ] as const)("of %s", (_, file, read, agents) => {
    let refused = 0;
    let audited = 0;
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const answer = read(mutate(file, mutations));
        if (!answer.ok) {
          refused += 1;
          expect(answer.problems.length).toBeGreaterThan(0);
          for (const problem of answer.problems) expect(problem.message.length).toBeGreaterThan(3);
          return;
        }
        audited += 1;
        const approvals = { places: [id.staff], approvers: [`discord:role:${id.moderator}`] };
        const report = auditSnapshot({
          snapshot: answer.snapshot,
          agents: [...agents],
          approvals,
          at,
          persona: "auditor",
        });
        for (const finding of report.findings) expect(finding.subject.id).not.toBe("");
      }),
      { numRuns: 10_000, seed: 20261122 },
    );
    expect(Math.min(refused, audited)).toBeGreaterThan(500);
  });

  it("refuses the same bot twice, with the path", () => {
    const file = guild();
    file.members.push(structuredClone(file.members[2]!));
    expect(readDiscordSnapshot(file)).toMatchObject({
      ok: false,
      problems: [{ path: "members[4].user.id" }],
    });
  });
});
