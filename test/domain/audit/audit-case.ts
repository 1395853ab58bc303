import { auditSnapshot } from "../../../src/domain/audit/audit.ts";
import type { AuditReport } from "../../../src/domain/audit/audit.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import { takenAt } from "../../fixtures/audit/build.ts";
import type { Case } from "../../fixtures/audit/build.ts";

/** Audits an example with every rule, at the moment its snapshot was taken. */
export function auditCase({ file, agents, approvals, usage, attestations, unapproved }: Case): AuditReport {
  const read = file.platform === "discord" ? readDiscordSnapshot(file) : readTelegramSnapshot(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return auditSnapshot({
    snapshot: read.snapshot,
    agents: agents ?? [],
    approvals: approvals ?? null,
    usage: usage ?? null,
    attestations: attestations ?? null,
    unapproved: unapproved ?? null,
    at: Date.parse(takenAt),
    persona: "auditor",
  });
}
