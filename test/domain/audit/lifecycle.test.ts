import { describe, expect, it } from "vitest";
import { accept, longestMs, usualTermMs } from "../../../src/domain/audit/acceptance.ts";
import type { Wish } from "../../../src/domain/audit/acceptance.ts";
import type { AuditReport } from "../../../src/domain/audit/audit.ts";
import { track } from "../../../src/domain/audit/lifecycle.ts";
import type { Tracked } from "../../../src/domain/audit/lifecycle.ts";
import { rules } from "../../../src/domain/audit/rules/index.ts";
import { core, guild, id, manifest, overwrite } from "../../fixtures/audit/build.ts";
import type { Case } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

const day = 24 * 60 * 60 * 1000;
const webhooks = "discord.bot.manage-webhooks";

/** The same audit, some days later. */
function audit(given: Case, days: number): AuditReport {
  const report = auditCase(given);
  return { ...report, at: report.at + days * day };
}

const bad: Case = {
  file: guild({ bot: [...core, "MANAGE_WEBHOOKS"] }),
  agents: [manifest({ owner: "discord:900" })],
};
const good: Case = { file: guild(), agents: bad.agents ?? [] };

const of = (tracked: Tracked[], rule: string): Tracked => {
  const [found, ...more] = tracked.filter((one) => one.rule === rule);
  if (found === undefined || more.length > 0) throw new Error(`${more.length + 1} tracked of ${rule}`);
  return found;
};

const wish = (now: number, days: number, by = ["discord:201"]): Wish => ({
  reason: "needed",
  note: "the shop needs it",
  until: now + days * day,
  by,
  name: "Ada",
});

function accepted(days: number): { tracked: Tracked[]; now: number } {
  const { tracked } = track(null, audit(bad, 0), rules);
  const now = auditCase(bad).at;
  const answer = accept(of(tracked, webhooks), wish(now, days), "discord:900", now);
  if (!answer.ok) throw new Error(answer.why);
  return {
    now,
    tracked: tracked.map((one) =>
      one.rule === webhooks ? { ...one, status: "accepted", acceptance: answer.acceptance } : one,
    ),
  };
}

describe("accepting a finding", () => {
  const now = auditCase(bad).at;
  const finding = { severity: "high" as const };

  it("needs a reason in words, an end that is not past and not further than 180 days", () => {
    expect(accept(finding, { ...wish(now, 30), note: "  " }, null, now)).toEqual({
      ok: false,
      why: "no-note",
    });
    expect(accept(finding, wish(now, 0), null, now)).toEqual({ ok: false, why: "in-the-past" });
    expect(accept(finding, { ...wish(now, 0), until: now + longestMs + 1 }, null, now)).toEqual({
      ok: false,
      why: "too-long",
    });
    expect(accept(finding, { ...wish(now, 0), until: now + longestMs }, null, now).ok).toBe(true);
  });

  it("needs somebody other than the agent's owner, under any linked account, when it is high or critical", () => {
    const owner = "discord:900";
    expect(accept(finding, wish(now, 30, ["telegram:5", owner]), owner, now)).toEqual({
      ok: false,
      why: "needs-somebody-else",
    });
    expect(accept({ severity: "critical" }, wish(now, 30, [owner]), owner, now).ok).toBe(false);
    expect(accept({ severity: "medium" }, wish(now, 30, [owner]), owner, now).ok).toBe(true);
    expect(accept(finding, wish(now, 30, []), null, now).ok).toBe(false);
  });

  it("offers a month for the bad ones and a quarter for the rest", () => {
    expect([usualTermMs("critical"), usualTermMs("high"), usualTermMs("medium")]).toEqual([
      30 * day,
      30 * day,
      90 * day,
    ]);
  });
});

describe("what becomes of a finding", () => {
  it("is debt when it was there at the first look, and news afterwards", () => {
    expect(of(track(null, audit(bad, 0), rules).tracked, webhooks)).toMatchObject({
      baseline: true,
      status: "open",
    });
    const later = track(track(null, audit(good, 0), rules).tracked, audit(bad, 1), rules);
    expect(of(later.tracked, webhooks)).toMatchObject({
      baseline: false,
      status: "open",
      firstSeen: auditCase(bad).at + day,
    });
    expect(later.happenings.map((one) => one.what)).toEqual(["new"]);
  });

  it("is fixed by the next audit, not by anybody's word, and comes back with its history", () => {
    const { tracked } = accepted(30);
    const fixed = track(tracked, audit(good, 1), rules);
    expect(of(fixed.tracked, webhooks)).toMatchObject({ status: "fixed", closedAt: auditCase(bad).at + day });
    const back = track(fixed.tracked, audit(bad, 2), rules);
    expect(of(back.tracked, webhooks)).toMatchObject({
      status: "open",
      closedAt: null,
      firstSeen: auditCase(bad).at,
    });
    expect(back.happenings).toContainEqual(
      expect.objectContaining({
        what: "reopened",
        acceptance: expect.objectContaining({ by: "discord:201" }),
      }),
    );
  });

  it("stays accepted until its day, then returns by itself, once", () => {
    const { tracked } = accepted(30);
    const day29 = track(tracked, audit(bad, 29), rules);
    expect(of(day29.tracked, webhooks).status).toBe("accepted");
    expect(day29.happenings).toEqual([]);
    const day30 = track(day29.tracked, audit(bad, 30), rules);
    expect(of(day30.tracked, webhooks)).toMatchObject({ status: "open", acceptance: null });
    expect(day30.happenings).toEqual([
      expect.objectContaining({
        what: "acceptance-expired",
        acceptance: expect.objectContaining({ note: "the shop needs it" }),
      }),
    ]);
    expect(track(day30.tracked, audit(bad, 31), rules).happenings).toEqual([]);
  });

  it("is not covered by an acceptance of something milder", () => {
    const { tracked } = accepted(30);
    const milder = tracked.map((one) =>
      one.acceptance === null
        ? one
        : { ...one, acceptance: { ...one.acceptance, severity: "medium" as const } },
    );
    const next = track(milder, audit(bad, 1), rules);
    expect(of(next.tracked, webhooks).status).toBe("open");
    expect(next.happenings.map((one) => one.what)).toEqual(["acceptance-worse"]);
  });

  it("is another finding when the facts change, and the acceptance does not pass over", () => {
    const one = { file: guild({ bot: [...core, "BAN_MEMBERS"] }), agents: [manifest()] };
    const two = { file: guild({ bot: [...core, "BAN_MEMBERS", "KICK_MEMBERS"] }), agents: [manifest()] };
    const { tracked } = track(null, audit(one, 0), rules);
    const next = track(tracked, audit(two, 5), rules);
    const nuclear = next.tracked.filter((each) => each.rule === "discord.bot.nuclear-permission");
    expect(nuclear.map((each) => each.status).sort()).toEqual(["fixed", "open"]);
    expect(nuclear.find((each) => each.status === "open")?.firstSeen).toBe(auditCase(one).at);
    expect(next.happenings.map((each) => each.what)).toContain("changed");
  });

  it("is orphaned when the bot is gone, and deprecated when the rule is", () => {
    const { tracked } = track(null, audit(bad, 0), rules);
    const file = guild({ withoutMember: true });
    file.guild["roles"] = (file.guild["roles"] as { id: string }[]).filter((role) => role.id !== id.botRole);
    expect(
      of(track(tracked, audit({ file, agents: bad.agents ?? [] }, 1), rules).tracked, webhooks).status,
    ).toBe("orphaned");
    const fewer = rules.filter((rule) => rule.id !== webhooks);
    expect(of(track(tracked, audit(good, 1), fewer).tracked, webhooks).status).toBe("deprecated");
  });

  it("is orphaned when the channel or the role it is about is gone", () => {
    const approvals = { places: [id.help], approvers: [] };
    const writes: Case = { file: guild(), agents: [manifest()], approvals };
    const cards = "discord.approval.channel-writable-by-agent";
    const { tracked } = track(null, audit(writes, 0), rules);
    const file = guild();
    file.channels = file.channels.filter((channel) => channel["id"] !== id.help);
    const without = audit({ ...writes, file }, 1);
    // The place is gone, so the rule did not run; had it run, the channel would still be gone.
    without.coverage.skippedRules = [];
    expect(of(track(tracked, without, rules).tracked, cards).status).toBe("orphaned");

    const moved = track(
      tracked,
      audit({ ...writes, approvals: { places: [id.staff], approvers: [] } }, 1),
      rules,
    );
    expect(of(moved.tracked, cards).status).toBe("fixed");

    const dead: Case = { file: guild({ everyone: [...core, "MENTION_EVERYONE"] }), agents: [manifest()] };
    const shadow = "discord.bot.everyone-grant-shadows-fix";
    const before = track(null, audit(dead, 0), rules).tracked;
    expect(of(track(before, audit(good, 1), rules).tracked, shadow).status).toBe("fixed");
    const elsewhere = before.map((one) =>
      one.rule === shadow ? { ...one, subject: { kind: "role" as const, id: "gone" } } : one,
    );
    expect(of(track(elsewhere, audit(good, 1), rules).tracked, shadow).status).toBe("orphaned");
  });

  it("keeps its first day only when the same thing changed, not when another comes", () => {
    const two: Case = {
      file: guild({
        overwrites: {
          help: [overwrite(id.botRole, ["MANAGE_THREADS"])],
          news: [overwrite(id.botRole, ["MANAGE_THREADS"])],
        },
      }),
      agents: [manifest()],
    };
    const one: Case = {
      file: guild({ overwrites: { help: [overwrite(id.botRole, ["MANAGE_THREADS"])] } }),
      agents: [manifest()],
    };
    const next = track(track(null, audit(one, 0), rules).tracked, audit(two, 3), rules);
    expect(next.happenings.map((each) => each.what)).toEqual(["new"]);
    const days = next.tracked
      .filter((each) => each.rule === "discord.bot.undeclared-permission")
      .map((each) => (each.firstSeen - auditCase(one).at) / day);
    expect(days.sort((a, b) => a - b)).toEqual([0, 3]);
  });

  it("is never called fixed because nobody could look", () => {
    const outside: Case = {
      file: guild({ overwrites: { staff: [overwrite(id.bot, ["VIEW_CHANNEL"], [], 1)] } }),
      agents: [manifest({ deny: [id.staff] })],
    };
    const { tracked } = track(null, audit(outside, 0), rules);
    const scope = "discord.bot.channel-scope-wider-than-manifest";
    const blind = structuredClone(outside);
    for (const channel of blind.file.platform === "discord" ? blind.file.channels : [])
      if (channel["id"] === id.staff) channel["flags"] = 1 << 17;
    const next = track(tracked, audit(blind, 1), rules);
    expect(of(next.tracked, scope)).toMatchObject({ status: "open", lastSeen: auditCase(outside).at });
    expect(next.happenings).toEqual([]);

    const skipped = audit(good, 1);
    skipped.coverage.skippedRules.push({ rule: webhooks, why: { say: "could not be looked at" } });
    expect(
      of(track(track(null, audit(bad, 0), rules).tracked, skipped, rules).tracked, webhooks).status,
    ).toBe("open");
  });
});
