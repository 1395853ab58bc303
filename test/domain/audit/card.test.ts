import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { auditReportCard } from "../../../src/cards/audit-report.ts";
import { render as renderDiscord } from "../../../src/platforms/discord/render.ts";
import type { Card, Inline } from "../../../src/platforms/platform.ts";
import { render as renderTelegram } from "../../../src/platforms/telegram/render.ts";
import { attested, chat, core, guild, id, manifest, telegramManifest } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";
import { discordCase, telegramCase } from "./random-worlds.ts";

const admin = auditCase({
  file: guild({ bot: ["ADMINISTRATOR"], second: [...core, "BAN_MEMBERS"], hidden: true }),
  agents: [manifest()],
});

const inlines = (card: Card): Inline[] =>
  card.blocks.flatMap((block) =>
    block.kind === "list"
      ? block.items.flat()
      : "text" in block && Array.isArray(block.text)
        ? block.text
        : [],
  );

const ours = (card: Card): string =>
  inlines(card)
    .map((part) =>
      typeof part === "string" ? part : "bold" in part ? part.bold : "code" in part ? part.code : "",
    )
    .join(" ");

describe("the audit card", () => {
  it("opens with one honest sentence and shows the worst first, with its fix and who can do it", () => {
    const card = auditReportCard(admin);
    expect(card.tone).toBe("danger");
    expect(inlines(card)[0]).toEqual({
      bold: "2 of 2 bots here can do more than needed, judging 4 of 5 channels. The worst is critical.",
    });
    const text = ours(card);
    expect(text.indexOf("Critical: Administrator.")).toBeLessThan(
      text.indexOf("High: Power over the server"),
    );
    expect(text).toContain("Somebody with Manage Server");
    expect(text).toContain("1 channel hidden from Countersign");
  });

  it("has one link button a bot, with the minimal number", () => {
    const { buttons } = auditReportCard(admin);
    expect(buttons.flat()).toEqual([
      {
        href: expect.stringContaining("client_id=301&scope=bot+applications.commands&permissions=68672&"),
        label: "Fix Helpdesk",
      },
      { href: expect.stringContaining("client_id=302&"), label: "Fix Herald" },
    ]);
  });

  it("can speak about one bot only", () => {
    const card = auditReportCard(admin, { only: id.second });
    expect(JSON.stringify(card.blocks)).not.toContain("Helpdesk");
    expect(inlines(card)[0]).toEqual({
      bold: "There is something to fix about this bot. The worst is high.",
    });
    expect(JSON.stringify(card.blocks)).toContain("Herald");
  });

  it("never says that all is well when something could not be seen", () => {
    for (const report of [
      auditCase({
        file: guild({ hidden: true }),
        agents: [manifest({ allow: ["category:500"] })],
        attestations: [attested("slash-scope", 9, id.bot)],
      }),
      auditCase({ file: chat(), agents: [telegramManifest()] }),
    ]) {
      expect(report.findings).toEqual([]);
      const card = auditReportCard(report);
      expect(ours(card)).toContain("found nothing to fix in what I could see");
      expect(ours(card)).not.toMatch(/\bsafe\b/i);
      expect(card.tone).toBe("neutral");
    }
  });

  it("keeps names of bots, roles and channels out of its own words", () => {
    const evil = "**@everyone** [x](https://evil.example)";
    const file = guild({ bot: ["ADMINISTRATOR"], botRoles: [id.extra], extra: ["MANAGE_GUILD"] });
    for (const role of file.guild["roles"] as { id: string; name: string }[])
      if (role.id !== id.guild) role.name = evil;
    for (const channel of file.channels) channel["name"] = evil;
    for (const member of file.members) (member["user"] as { username: string }).username = evil;
    expect(
      ours(auditReportCard(auditCase({ file, agents: [manifest({ allow: [id.staff] })] }))),
    ).not.toContain("evil.example");
  });

  it("attaches everything as a file, in any world, and fits a Discord message", () => {
    const fits = (card: Card): void => {
      expect(card.attachments?.[0]).toMatchObject({ name: "audit.md", mime: "text/markdown" });
      for (const button of card.buttons.flat()) expect(button.label.length).toBeLessThanOrEqual(80);
      expect(renderDiscord(card).files.map((file) => file.name)).toEqual(["audit.md"]);
      expect(renderTelegram(card).documents.map((file) => file.name)).toEqual(["audit.md"]);
      expect(ours(card).length).toBeLessThan(4000);
    };
    fc.assert(
      fc.property(discordCase, (given) => fits(auditReportCard(auditCase(given)))),
      { numRuns: 60, seed: 1 },
    );
    fc.assert(
      fc.property(telegramCase, (given) => fits(auditReportCard(auditCase(given)))),
      { numRuns: 60, seed: 1 },
    );
  });
});
