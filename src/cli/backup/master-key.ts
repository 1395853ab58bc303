import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { masterKeyIn } from "../../master-key.ts";

/** The master key that this instance has; null when there is none yet: unlike the service, a restore must not make one. */
export async function masterKeyOf(config: Pick<Config, "masterKey" | "dataDir">): Promise<Uint8Array | null> {
  if (config.masterKey) return config.masterKey;
  const file = join(config.dataDir, "master.key");
  const there = await access(file).then(
    () => true,
    () => false,
  );
  return there ? await masterKeyIn(config.dataDir, () => new Uint8Array()) : null;
}
