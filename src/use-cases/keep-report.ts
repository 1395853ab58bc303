import { keepReportCard, type StoredReport } from "../db/finding-cards.ts";
import type { AuditReport } from "../domain/audit/audit.ts";
import type { Card, Posted } from "../platforms/platform.ts";
import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

/** Remembers where a report was posted, so that it can say what became of its findings. */
export async function keepReport(
  ctx: Pick<Context, "db" | "now" | "random">,
  posted: Posted,
  card: Card,
  report: AuditReport,
): Promise<void> {
  const findings = report.findings.flatMap(({ fingerprint }) => report.states?.[fingerprint]?.id ?? []);
  const kept = { id: newId(ctx, "fcd", 10), posted, report: stored(card), findings: [...new Set(findings)] };
  await ctx.db.transaction((tx) => keepReportCard(tx, kept, ctx.now()));
}

function stored({ attachments = [], ...card }: Card): StoredReport {
  const files = attachments.map(({ content, ...file }) =>
    typeof content === "string"
      ? { ...file, content, binary: false }
      : { ...file, content: Buffer.from(content).toString("base64"), binary: true },
  );
  return { card, files };
}

/** The card as it was posted: an edit replaces a message's files as well. */
export function reportCard({ card, files }: StoredReport): Card {
  const attachments = files.map(({ binary, content, ...file }) => ({
    ...file,
    content: binary ? new Uint8Array(Buffer.from(content, "base64")) : content,
  }));
  return { ...card, attachments };
}
