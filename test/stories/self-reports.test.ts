/** What agents say about themselves: marked as their own word, with its age; belied by what they say later; never more than a hint. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { attestations, reports } from "../../src/db/schema.ts";
import { auditMarkdown } from "../../src/cards/audit-file.ts";
import { plain } from "../../src/domain/audit/phrase.ts";
import { reportJson } from "../../src/domain/audit/report-json.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { attest } from "../../src/use-cases/attest.ts";
import { attestedIn } from "../../src/use-cases/attested.ts";
import { auditWorkspace } from "../../src/use-cases/audit-workspace.ts";
import { storeReport } from "../../src/use-cases/store-report.ts";
import { group, helper } from "../support/telegram-world.ts";
import {
  helperAgent,
  telegramStage,
  type TelegramStage,
  telegramWorkspace,
  watch,
  type Watch,
} from "../support/watch-world.ts";

const DAY = 86_400_000;
const where = { platform: "telegram", workspace: String(group) } as const;
const [red, blue] = ["11111111", "22222222"].map((token) => token.repeat(8)) as [string, string];
let stage: TelegramStage;
let world: Watch;
beforeAll(async () => {
  stage = await telegramStage();
  world = await watch({ telegram: stage, documents: [telegramWorkspace(), helperAgent()], worker: false });
});
afterAll(async () => {
  await world.stop();
  await stage.sandbox.close();
});
beforeEach(async () => {
  await world.ctx.db.delete(reports);
  await world.ctx.db.delete(attestations);
});

const at = (days: number) => ({ ...world.ctx, now: () => Date.now() - days * DAY });
const audit = async (persona: "regular" | "auditor" = "regular") => {
  const audited = await auditWorkspace(world.ctx, where, persona);
  if (!audited.ok) throw new Error(audited.why);
  return audited.report;
};
const line = async () => (await audit()).agents.find(({ id }) => id === String(helper))!;
const rotation = async () => {
  const audited = await auditWorkspace(world.ctx, where);
  if (!audited.ok) throw new Error(audited.why);
  return (await attestedIn(world.ctx, where, audited.agents))?.find(
    ({ control }) => control === "key-rotation",
  );
};

it("what it reads is said with how that is known and how old it is", async () => {
  expect(plain((await line()).says)).toContain("what it reads is unknown");
  await storeReport(at(3), "helper", { telegram: { can_read_all_group_messages: false } });
  expect(plain((await line()).says)).toContain("reads what is addressed to it (by its own word, 3 days ago)");
});

it("a prompt and tokens that changed are told with when", async () => {
  await storeReport(at(9), "helper", { promptSha256: red, tokenFingerprints: [red] });
  await storeReport(at(5), "helper", { promptSha256: blue, tokenFingerprints: [red.slice(0, 8)] });
  await storeReport(at(1), "helper", { promptSha256: blue, tokenFingerprints: [red] });
  const report = await audit();
  const day = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
  const file = auditMarkdown(report);
  expect(file).toContain(`by its own word of ${day(1)}: its prompt changed, seen ${day(5)}`);
  expect(file).toContain(`its tokens are the same since ${day(9)} at least`);
  expect(reportJson(report)).toMatchObject({
    agents: expect.arrayContaining([
      expect.objectContaining({
        selfReported: expect.objectContaining({ prompt: expect.objectContaining({ changed: true }) }),
      }),
    ]),
  });
});

it("another token is a rotation without anybody's word; a word that the token belies counts for nothing", async () => {
  await storeReport(at(100), "helper", { tokenFingerprints: [red] });
  await storeReport(at(95), "helper", { tokenFingerprints: [red] });
  expect((await rotation())?.validUntil).toBeLessThan(Date.now());
  const given = await attest(at(50), {
    ...where,
    control: "key-rotation",
    subject: String(helper),
    evidence: "revoked in BotFather",
    until: Date.now() + 40 * DAY,
    actor: { platform: "telegram", id: "5551", name: "Ada" },
    needsSecond: false,
  });
  expect(given.ok).toBe(true);
  expect((await rotation())?.validUntil).toBeGreaterThan(Date.now());
  await storeReport(at(2), "helper", { tokenFingerprints: [red] });
  expect((await rotation())?.validUntil).toBeLessThan(Date.now());
  await storeReport(at(1), "helper", { tokenFingerprints: [blue] });
  expect((await rotation())?.validUntil).toBeGreaterThan(Date.now() + 80 * DAY);
});

it("one process with two tokens, and two agents with one token, are told for what they are", async () => {
  const claim = async () => {
    const { findings } = await audit("auditor");
    const found = findings.find((one) => one.rule === "xplat.token-shared-across-platforms");
    return found && `${found.severity}: ${plain(found.claim)}`;
  };
  expect(await claim()).toContain("info: ");
  await storeReport(at(1), "helper", { tokenFingerprints: [red, blue] });
  expect(await claim()).toContain("medium: One process of Helper holds 2 tokens, by its own report");
  const other = helperAgent({ metadata: { id: "other" }, identities: {} });
  await applyDocuments(world.ctx, [other], "operator");
  await storeReport(at(1), "other", { tokenFingerprints: [blue] });
  expect(await claim()).toContain("reports a token that other reports as well");
});
