import { valueOf } from "./admin/value-of.ts";
import { withAdmin } from "./admin/with-admin.ts";
import type { CliIo, Verb } from "./verb.ts";

/** `countersign keys …`: what agents sign in with. The key alone goes to stdout, so that scripts can take it from there. */
export const keys: Verb = (program, io, exit) => {
  const verb = program.command("keys").description("make, list, rotate and revoke the keys of agents");

  verb
    .command("create <agent>")
    .description("make a key; it is printed once, works for 90 days, and is kept only as a hash")
    .action(async (agent: string) => {
      const made = valueOf(await withAdmin(io, (admin) => admin.createKey(agent)));
      io.err(`A key for ${agent} (${made.keyId}), good until ${day(made.expiresAt)}. It is shown only now:`);
      io.out(made.key);
      exit(0);
    });

  verb
    .command("list [agent]")
    .description("list keys, never the keys themselves")
    .action(async (agent: string | undefined) => {
      printKeys(io, await withAdmin(io, (admin) => admin.listKeys(agent ?? null)));
      exit(0);
    });

  verb
    .command("rotate <agent>")
    .description("make a new key; the ones before it work for another day")
    .action(async (agent: string) => {
      const made = valueOf(await withAdmin(io, (admin) => admin.rotateKey(agent)));
      io.err(
        `A new key for ${agent} (${made.keyId}), good until ${day(made.expiresAt)}. Older ones stop on ${minute(made.oldExpiresAt)}. It is shown only now:`,
      );
      io.out(made.key);
      exit(0);
    });

  verb
    .command("revoke <key-id>")
    .description("stop a key at once")
    .action(async (keyId: string) => {
      const { agentId } = valueOf(await withAdmin(io, (admin) => admin.revokeKey(keyId)));
      io.out(`${keyId} of ${agentId} no longer works.`);
      exit(0);
    });
};

function printKeys(
  io: CliIo,
  list: { keyId: string; agentId: string; expiresAt: number; revokedAt: number | null }[],
): void {
  if (list.length === 0) io.out("There are no keys yet. Make one with: countersign keys create AGENT");
  const now = Date.now();
  for (const key of list) {
    const state =
      key.revokedAt !== null
        ? `revoked on ${day(key.revokedAt)}`
        : key.expiresAt <= now
          ? `expired on ${day(key.expiresAt)}`
          : `good until ${key.expiresAt - now < 3 * 86_400_000 ? minute(key.expiresAt) : day(key.expiresAt)}`;
    io.out(`${key.keyId}  ${key.agentId}  ${state}`);
  }
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function minute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
