import { readFile } from "node:fs/promises";
import type { LedgerEntry } from "../../domain/ledger.ts";
import { doorFile, doorPath, type DoorFile } from "../../http/admin/door.ts";
import type { Admin, Operations } from "../../http/admin/operations.ts";
import { readLines } from "./read-lines.ts";
import { CliFailure } from "../verb.ts";

/** The running service of this data folder; null when there is none that answers. */
export async function remoteAdmin(dataDir: string): Promise<Admin | null> {
  const door = await readDoor(doorPath(dataDir));
  if (!door) return null;
  const headers = { authorization: `Bearer ${door.token}` };
  const alive = await fetch(door.url, { headers, signal: AbortSignal.timeout(5_000) }).catch(() => null);
  // Left behind by a crash, or the port is somebody else's by now.
  if (!alive?.ok) return null;

  const call = <Name extends keyof Operations>(name: Name) =>
    (async (...args: unknown[]) => {
      const response = await fetch(`${door.url}/call`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ name, args }),
      }).catch((cause: unknown) => {
        throw new CliFailure(
          1,
          `The running service went away during the call (${String(cause)}). Look at its log, then try again.`,
        );
      });
      const answer = (await response.json()) as { value?: unknown; error?: string };
      if (!response.ok)
        throw new CliFailure(
          1,
          `The running service could not do it: ${answer.error ?? response.status}. Its log says more.`,
        );
      return answer.value;
    }) as unknown as Operations[Name];

  const lines = async function* (path: "ledger" | "backup") {
    const response = await fetch(`${door.url}/${path}`, { headers });
    if (!response.ok || !response.body)
      throw new CliFailure(1, `The running service could not write its ${path}. Its log says more.`);
    yield* readLines(response.body);
  };

  return {
    planDocuments: call("planDocuments"),
    doubtApprovers: call("doubtApprovers"),
    applyDocuments: call("applyDocuments"),
    observeWorkspaces: call("observeWorkspaces"),
    auditWorkspace: call("auditWorkspace"),
    createKey: call("createKey"),
    freezeAgent: call("freezeAgent"),
    unfreezeAgent: call("unfreezeAgent"),
    listKeys: call("listKeys"),
    rotateKey: call("rotateKey"),
    revokeKey: call("revokeKey"),
    verifyLedger: call("verifyLedger"),
    checkpoints: call("checkpoints"),
    signCheckpoint: call("signCheckpoint"),
    failedCallbacks: call("failedCallbacks"),
    checkHealth: call("checkHealth"),
    exportLedger: async function* () {
      for await (const line of lines("ledger")) yield JSON.parse(line) as LedgerEntry;
    },
    backUp: async (write) => {
      for await (const line of lines("backup")) await write(line);
    },
  };
}

async function readDoor(path: string): Promise<DoorFile | null> {
  try {
    return doorFile.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}
