import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { tokens } from "../../src/sandbox/world/ids.ts";
import { createLog } from "../../src/log.ts";
import type { Log } from "../../src/platforms/platform.ts";
import { MASTER_KEY } from "./approval-documents.ts";

/** Where this run keeps what its services logged; see collected-logs.ts. */
const folder = process.env["COUNTERSIGN_TEST_LOGS"];

/** What a service would have been told to keep out of its log: its settings' own secrets. */
const settings = [tokens.discord, tokens.telegram, Buffer.from(MASTER_KEY).toString("base64")];

/** Keeps what a service printed, for the look at all logs when the run ends. */
export function collect(text: string): void {
  if (folder) appendFileSync(join(folder, `${process.pid}.log`), text);
}

/** Must not be in any log of this run. */
export function noteSecret(secret: string): string {
  if (folder) appendFileSync(join(folder, `${process.pid}.secrets`), `${secret}\n`);
  return secret;
}

/** The service's own log, at its most talkative, shown to nobody. */
export const silent: Log = createLog({ level: "debug", format: "json" }, settings, { write: collect });
