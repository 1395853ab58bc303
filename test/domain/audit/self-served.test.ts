/** Who approves is no secret of a role that people pick for themselves: then nobody can say who approves. */
import { expect, it } from "vitest";
import { plain } from "../../../src/domain/audit/phrase.ts";
import { guild, id } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

function unseen(more: object, approvers = [`discord:role:${id.moderator}`]): string[] {
  const file = guild();
  const roles = file.guild["roles"] as Record<string, unknown>[];
  Object.assign(roles.find((role) => role["id"] === id.moderator) ?? {}, more);
  const report = auditCase({ file, approvals: { places: [id.staff], approvers } });
  return report.coverage.unseen
    .map((sentence) => plain(sentence))
    .filter((text) => text.includes("approver role"));
}

it("an approver role from onboarding or from a linked app is told, other roles are not", () => {
  const told = [
    expect.stringMatching(/^.+: whoever joins may pick this approver role, or a linked app hands it out\./),
  ];
  expect(unseen({ flags: 1 })).toEqual(told);
  expect(unseen({ tags: { guild_connections: null } })).toEqual(told);
  expect(unseen({})).toEqual([]);
  expect(unseen({ flags: 1 }, ["discord:user:1"])).toEqual([]);
});
