import { readdirSync } from "node:fs";
import { auditSnapshot } from "../../../src/domain/audit/audit.ts";
import type { AuditReport } from "../../../src/domain/audit/audit.ts";
import { readDiscordSnapshot } from "../../../src/domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../../../src/domain/telegram/snapshot.ts";
import { takenAt } from "../../fixtures/audit/build.ts";
import type { Case, Example } from "../../fixtures/audit/build.ts";

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

const folder = new URL("../../fixtures/audit/", import.meta.url);

/** The examples of all rules, those that pass and those that fail. */
export async function everyCase(): Promise<Case[]> {
  const files = readdirSync(folder).filter((file) => file !== "build.ts");
  const examples = await Promise.all(
    files.map(async (file) =>
      Object.values((await import(new URL(file, folder).pathname)) as Record<string, Example>),
    ),
  );
  return examples.flat().flatMap((example) => [...example.pass, example.fail]);
}
