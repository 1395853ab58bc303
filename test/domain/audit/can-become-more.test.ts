/** What a bot could become: one root cause, the remedy that others offer too, and pairs by name. */
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/domain/audit/finding.ts";
import { plain } from "../../../src/domain/audit/phrase.ts";
import type { Case } from "../../fixtures/audit/build.ts";
import { core, guild, id, manifest, overwrite } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

const roles = [...core, "MANAGE_ROLES"];
const approvals = { places: [id.staff], approvers: [`discord:role:${id.moderator}`] };
const rule = "discord.bot.can-become-more";

function found(given: Case, key: string): { finding: Finding; root: Finding | undefined } {
  const { findings } = auditCase(given);
  const finding = findings.find((one) => one.rule === rule && one.key === key);
  if (finding === undefined) throw new Error(`no ${key} among ${findings.map((one) => one.key).join(", ")}`);
  return { finding, root: findings.find((one) => one.fingerprint === finding.under) };
}

const ops = (finding: Finding): string[] => finding.remedy.changes.map((change) => change.op);

describe("what a bot could become", () => {
  it("goes under the rule that names the cause, with the same remedy", () => {
    const file = guild({ bot: roles, botPosition: 9, extra: ["ADMINISTRATOR"] });
    const { finding, root } = found({ file, agents: [manifest()] }, "server-takeover");
    expect(root?.rule).toBe("discord.bot.role-can-grant-higher");
    expect(finding.severity).toBe("high");
    expect(finding.remedy.changes).toEqual(root?.remedy.changes);
  });

  it("is moved down instead when the bot needs Manage Roles", () => {
    const file = guild({ bot: roles, botPosition: 9, extra: ["ADMINISTRATOR"], moderator: [] });
    const { finding } = found({ file, agents: [manifest({ required: roles })] }, "server-takeover");
    expect(ops(finding)).toEqual(["move-role-below"]);
  });

  it("loses Manage Permissions in a channel when that alone is enough", () => {
    const file = guild({ overwrites: { staff: [overwrite(id.botRole, ["VIEW_CHANNEL", "MANAGE_ROLES"])] } });
    const { finding } = found({ file, agents: [manifest()], approvals }, "approval-forgery");
    expect(finding.severity).toBe("critical");
    expect(ops(finding)).toEqual(["set-overwrite"]);
    expect(plain(finding.remedy.steps[0] ?? [])).toMatch(
      /^#staff → Edit Channel → Permissions → .*Manage Permissions/,
    );
    expect(plain(finding.remedy.undo.text)).toContain("as before");
  });

  it("names both of a pair, and is judged one step milder than a bot alone", () => {
    const file = guild({
      bot: roles,
      second: [...core, "MANAGE_WEBHOOKS"],
      overwrites: { staff: [overwrite(id.botRole, ["VIEW_CHANNEL"])] },
    });
    const { finding } = found({ file, agents: [manifest()], approvals }, "approval-forgery");
    expect(new Set([finding.subject.name, finding.object?.name])).toEqual(new Set(["Helpdesk", "Herald"]));
    expect(finding.severity).toBe("high");
    expect(plain(finding.claim)).toMatch(/Helpdesk/);
    expect(plain(finding.claim)).toMatch(/Herald/);
  });

  it("is silent about what a bot simply holds", () => {
    const file = guild({ bot: ["ADMINISTRATOR"], botPosition: 9, second: ["MENTION_EVERYONE", ...core] });
    const { findings } = auditCase({ file, agents: [manifest()], approvals });
    expect(findings.filter((one) => one.rule === rule).map((one) => plain(one.claim))).toEqual([]);
  });

  it("does not take a bot out whose Manage Roles is in many places: it loses it in all of them", () => {
    const open = [overwrite(id.botRole, ["MANAGE_ROLES"])];
    const file = guild({
      bot: [...roles, "MENTION_EVERYONE"],
      everyone: ["VIEW_CHANNEL"],
      overwrites: { general: open, help: open, news: open, staff: open },
    });
    const given = { file, agents: [manifest()], approvals };
    const left = auditCase(given).findings.filter((one) => one.rule === rule);
    expect(left.length).toBeGreaterThan(0);
    expect(left.flatMap(ops)).not.toContain("remove-member");
  });
});
