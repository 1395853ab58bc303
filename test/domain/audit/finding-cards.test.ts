/** Cards of single findings, in any world and any state, in both languages: they fit a message, and nobody's words become markup. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditReportCard } from "../../../src/cards/audit-report.ts";
import { breaksCard, explainCard, ruleCard } from "../../../src/cards/finding-answers.ts";
import { findingCard, type ShownFinding } from "../../../src/cards/finding.ts";
import { findingsCard } from "../../../src/cards/findings.ts";
import { reportSince } from "../../../src/cards/report-since.ts";
import type { AuditReport } from "../../../src/domain/audit/audit.ts";
import { rules } from "../../../src/domain/audit/rules/index.ts";
import type { Because } from "../../../src/domain/audit/tried.ts";
import { render as renderDiscord } from "../../../src/platforms/discord/render.ts";
import type { Card } from "../../../src/platforms/platform.ts";
import { render as renderTelegram } from "../../../src/platforms/telegram/render.ts";
import { inLanguage } from "../../../src/words/index.ts";
import { auditCase } from "./audit-case.ts";
import { discordCase, telegramCase } from "./random-worlds.ts";

const evil = "[click](https://evil.example) @everyone <b>&‮";
const long = `${evil} `.repeat(12).slice(0, 300);
const acceptance = {
  reason: null,
  note: long,
  until: 2_000_000_000_000,
  by: "discord:1",
  name: evil,
  at: 1_900_000_000_000,
  severity: "critical" as const,
  facts: null,
};
const names = Array.from({ length: 30 }, (_, index) => `${evil}${index}`);
const because: Because[] = [
  { why: "left-on", names: ["ADMINISTRATOR", "BAN_MEMBERS"], role: evil },
  { why: "other-role", names: ["BAN_MEMBERS"], role: evil },
  { why: "overwrites", names: ["MANAGE_MESSAGES"], channels: names },
  { why: "not-yet", roles: names, channels: names },
  { why: "elsewhere" },
];
const tried = { at: 1_900_000_000_000, by: { account: "1", name: evil }, because };

const states: Pick<ShownFinding, "state" | "closedAt" | "fixedBy" | "tried">[] = [
  { status: "open" as const, acceptance: null, reopened: null },
  { status: "accepted" as const, acceptance, reopened: null },
  {
    status: "open" as const,
    acceptance: null,
    reopened: { at: 1, why: "came-back" as const, closedAt: 1, acceptance },
  },
  { status: "fixed" as const, acceptance: null, reopened: null },
  { status: "orphaned" as const, acceptance: null, reopened: null },
].map((state) => ({
  state: { ...state, since: 1_800_000_000_000, baseline: true, assignee: evil },
  closedAt: state.status === "fixed" ? 1_950_000_000_000 : null,
  fixedBy: { account: "1", name: evil, type: "discord.role.update" },
  tried,
}));

const shownOf = (report: AuditReport): ShownFinding[] =>
  report.findings.map((finding, index) => ({
    id: `fnd_${String(index).padStart(16, "0")}`,
    platform: report.platform,
    finding,
    shareable: true,
    ...states[index % states.length]!,
  }));

const drawn = (card: Card, files: string[] = []): void => {
  expect(renderDiscord(card).files.map(({ name }) => name)).toEqual(files);
  expect(renderTelegram(card).documents.map(({ name }) => name)).toEqual(files);
  for (const button of card.buttons.flat()) expect(button.label.length).toBeLessThanOrEqual(80);
};

const all = (report: AuditReport): void => {
  const shown = shownOf(report);
  for (const language of ["en", "de"])
    inLanguage(language, () => {
      for (const one of shown) {
        drawn(findingCard(one));
        drawn(breaksCard(one));
        const events = ["new", "accepted", "fixed"].map((what) => {
          return { what, at: 1, by: "discord:1", name: evil, note: evil };
        });
        // Its steps may be many; what is too long for a message goes along as a file, on both platforms alike.
        renderDiscord(explainCard(one, events));
        renderTelegram(explainCard(one, events));
      }
      // Page by page: no two buttons of one message may be the same.
      for (const at of [0, 1, 12, 39])
        drawn(
          findingsCard({
            workspace: { id: "1000000000000000001", title: long },
            filter: { show: "open", severity: "critical", agent: "1000000000000000002" },
            agentName: evil,
            page: shown.slice(0, 5),
            at,
            pages: 40,
            total: 198,
          }),
        );
      const files = auditReportCard(report).attachments ?? [];
      drawn(
        reportSince(auditReportCard(report), shown, 0),
        files.map(({ name }) => name),
      );
    });
};

describe("in any world", () => {
  it("Discord's", () => {
    fc.assert(
      fc.property(discordCase, (given) => all(auditCase(given))),
      { numRuns: 25, seed: 1 },
    );
  });
  it("Telegram's", () => {
    fc.assert(
      fc.property(telegramCase, (given) => all(auditCase(given))),
      { numRuns: 25, seed: 1 },
    );
  });
});

it("every rule has a card that fits", () => {
  for (const rule of rules) drawn(ruleCard(rule));
  drawn(ruleCard(null));
});

it("other people's words stay words", () => {
  const report = auditCase(fc.sample(discordCase, { numRuns: 1, seed: 7 })[0]!);
  for (const shown of shownOf(report)) {
    const body = JSON.stringify(renderDiscord(findingCard(shown)).body);
    expect(body).not.toContain("[click](https://evil.example)");
    expect(body).not.toMatch(/[^\\]@everyone <b>/);
  }
});
