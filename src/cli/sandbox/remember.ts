/** Writes a world's past into the data folder before its service starts: nobody wants to wait sixty days for an example. */
import { randomBytes } from "node:crypto";
import { insertAttestation } from "../../db/attestations.ts";
import { insertReport } from "../../db/reports.ts";
import { keepCovered, keepUse } from "../../db/usage.ts";
import { createLog } from "../../log.ts";
import { masterKeyIn } from "../../master-key.ts";
import type { World } from "../../sandbox/world/index.ts";
import { openService } from "../../service.ts";
import { applyDocuments } from "../../use-cases/apply-documents.ts";
import { newId } from "../../use-cases/ids.ts";
import { readDocuments } from "../documents/read-documents.ts";

const DAY = 86_400_000;

export async function remember(
  dataDir: string,
  { manifests, history }: Pick<World, "manifests" | "history">,
): Promise<void> {
  if (history === null) return;
  const service = await openService({
    databaseUrl: null,
    dataDir,
    publicUrl: "http://localhost",
    masterKey: await masterKeyIn(dataDir, randomBytes),
    log: createLog({ level: "silent", format: "json" }, []),
    worker: false,
  });
  try {
    const { ctx } = service;
    const read = await Promise.all(manifests.map((file) => readDocuments(file)));
    const documents = read.flatMap((file) => file.documents.map(({ document }) => document));
    await applyDocuments(ctx, documents, "operator");
    const now = ctx.now();
    for (const { agent, daysAgo, body } of history.reports)
      await insertReport(ctx.db, {
        id: newId(ctx, "rep"),
        agentId: agent,
        at: new Date(now - daysAgo * DAY),
        body,
      });
    for (const { chat, days } of history.listened)
      await keepCovered(ctx.db, "telegram", chat, { from: now - days * DAY, to: now, gaps: [] });
    for (const { chat, bot, permission, daysAgo } of history.uses)
      await keepUse(ctx.db, {
        platform: "telegram",
        workspace: chat,
        userId: bot,
        permission,
        channel: "",
        entryId: "0",
        at: now - daysAgo * DAY,
      });
    for (const { guild, ranOutDaysAgo, ...word } of history.words)
      await insertAttestation(ctx.db, {
        ...word,
        id: newId(ctx, "att", 10),
        platform: "discord",
        workspace: guild,
        evidence: "looked at it",
        at: new Date(now - (ranOutDaysAgo + 90) * DAY),
        validUntil: new Date(now - ranOutDaysAgo * DAY),
        needsSecond: false,
      });
  } finally {
    await service.stop();
  }
}
