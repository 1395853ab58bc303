/** Two processes on a real PostgreSQL begin what is due at the same time, and two people answer it: one card each, one answer. */
import { afterEach, expect, it } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { duties, ledger } from "../../src/db/schema.ts";
import { workspaceSchema } from "../../src/domain/manifest.ts";
import { finishDuty } from "../../src/use-cases/answer-duty.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import { beginDuties } from "../../src/use-cases/begin-duties.ts";
import { verifyLedger } from "../../src/use-cases/verify-ledger.ts";
import { approvalWorld, type World } from "../support/approval-world.ts";
import { freshPostgresUrl } from "../support/database.ts";

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.stop();
});

it("one drill and one digest a period, done once", { timeout: 60_000 }, async () => {
  const url = await freshPostgresUrl();
  const open = () => openDatabase({ url, dataDir: "/nonexistent", connections: 8 });
  const first = await approvalWorld({ opened: await open() });
  worlds.push(first);
  const { discord, telegram, ctx } = first;
  const second = await approvalWorld({ opened: await open(), platforms: { discord, telegram } });
  worlds.push(second);
  const document = workspaceSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Workspace",
    metadata: { platform: "discord", id: "4711" },
    places: { reports: "4712" },
  });
  await applyDocuments(ctx, [document], "operator");
  const jump = (to: string) => {
    for (const world of worlds) world.clock.ahead = Date.parse(to) - Date.now();
  };
  jump("2030-03-30T12:00:00Z");
  await beginDuties(ctx);
  jump("2030-04-01T09:01:00Z");
  await Promise.all(worlds.flatMap((world) => [1, 2, 3].map(() => beginDuties(world.ctx))));
  const here = async () =>
    (await ctx.db.select().from(duties)).filter(({ workspace }) => workspace === "4711");
  const posted = () =>
    [...discord.messages.values()].filter(({ posted: { place } }) => place.channel === "4712");
  for (const end = Date.now() + 20_000; posted().length < 2 && Date.now() < end;)
    await new Promise((resolve) => setTimeout(resolve, 20));
  // No bot was found in this place: nobody's keys, permissions or messages are asked about.
  const asked = (await here()).filter(({ body, duty }) => body.kind === duty && duty !== "usage");
  expect(asked.map(({ duty, period }) => `${duty} ${period}`).sort()).toEqual([
    "digest 2030-W14",
    "drill 2030-Q2",
  ]);
  expect(posted()).toHaveLength(2);

  const drill = asked.find(({ duty }) => duty === "drill")!.id;
  const answers = await Promise.all(
    worlds.flatMap(({ ctx: mine }, n) =>
      ["Ada", "Ben"].map((name) => {
        const actor = { platform: "discord", id: `${n}${name.length}`, name } as const;
        return finishDuty(mine, { id: drill, actor, evidence: "all there" });
      }),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const kinds = (await ctx.db.select().from(ledger)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "duty.done")).toHaveLength(1);
  expect(await verifyLedger(ctx)).toMatchObject({ ok: true });
});
