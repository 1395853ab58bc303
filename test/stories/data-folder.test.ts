/** The embedded database's folder, and what the operator reads when a database can't be used. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DatabaseFailure, explain } from "../../src/db/failure.ts";
import { lockFolder } from "../../src/db/folder-lock.ts";
import { openDatabase } from "../../src/db/open.ts";
import { freshPostgresUrl } from "../support/database.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "countersign-folder-"));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(DatabaseFailure);
  return (error as DatabaseFailure).message;
}

const lockOf = () => join(dataDir, "db.lock");
const lock = () => lockFolder(join(dataDir, "db"));

describe("one process per folder", () => {
  it("a second one is refused with a sentence, and let in after the first has closed", async () => {
    const first = await openDatabase({ dataDir });
    const message = await failure(openDatabase({ dataDir }));
    expect(message).toContain(`is in use by another Countersign (process ${process.pid})`);
    await first.close();
    expect(existsSync(lockOf())).toBe(false);
    await (await openDatabase({ dataDir })).close();
  });

  it("a living process of this machine holds it, a dead one does not", async () => {
    const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    await writeFile(lockOf(), `${other.pid} ${hostname()}\n`);
    expect(await failure(lock())).toContain(`process ${other.pid}`);
    const gone = new Promise((resolve) => other.once("exit", resolve));
    other.kill("SIGKILL");
    await gone;
    await (
      await lock()
    )();
  });

  it("our own pid from an earlier life (pid 1 of a container) does not lock us out", async () => {
    await writeFile(lockOf(), `${process.pid} ${hostname()}\n`);
    await (
      await lock()
    )();
  });

  it("a holder on another machine counts while its heart beats", async () => {
    await writeFile(lockOf(), "1 elsewhere\n");
    expect(await failure(lock())).toContain("in use");
    const before = new Date(Date.now() - 60_000);
    await utimes(lockOf(), before, before);
    await (
      await lock()
    )();
  });

  it("of many who find a dead lock at once, one gets it", async () => {
    await writeFile(lockOf(), "999999999 nowhere-else\n");
    const before = new Date(Date.now() - 60_000);
    await utimes(lockOf(), before, before);
    const program = `
      const { lockFolder } = await import(${JSON.stringify(new URL("../../src/db/folder-lock.ts", import.meta.url).href)});
      try { await lockFolder(${JSON.stringify(join(dataDir, "db"))}); console.log("got it"); setTimeout(() => process.exit(), 3000); }
      catch { console.log("refused"); }`;
    const outputs = await Promise.all(
      Array.from(
        { length: 6 },
        () =>
          new Promise<string>((resolve) => {
            const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
            let text = "";
            child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
            child.once("exit", () => resolve(text.trim()));
          }),
      ),
    );
    expect(outputs.filter((text) => text === "got it")).toHaveLength(1);
    expect(outputs.filter((text) => text === "refused")).toHaveLength(5);
  });
});

describe("what the operator reads", () => {
  it("a folder that can't be one", async () => {
    await writeFile(join(dataDir, "file"), "");
    expect(await failure(openDatabase({ dataDir: join(dataDir, "file") }))).toContain(
      "Make DATA_DIR a folder",
    );
  });

  it("a folder that holds something else", async () => {
    await mkdir(join(dataDir, "db"));
    await writeFile(join(dataDir, "db", "PG_VERSION"), "9.1\n");
    expect(await failure(openDatabase({ dataDir }))).toContain("can't be opened");
    expect(existsSync(lockOf())).toBe(false);
  });

  it("a folder without permission (said by the driver, because root may read everything)", () => {
    expect(explain(Object.assign(new Error("EACCES: open"), { code: "EACCES" }))).toBe(
      "this user may not read or write it",
    );
  });

  it("nothing listening, a wrong password, a missing database; and never the password itself", async () => {
    expect(await failure(openDatabase({ dataDir, url: "postgres://u:hunter2@127.0.0.1:1/x" }))).toMatch(
      /127\.0\.0\.1:1\/x.*nothing is listening there/,
    );
    const url = new URL(await freshPostgresUrl());
    const wrong = new URL(url);
    wrong.password = "hunter2";
    const message = await failure(openDatabase({ dataDir, url: wrong.href }));
    expect(message).toContain("the password is wrong");
    expect(message).not.toContain("hunter2");
    url.pathname = "/nope";
    expect(await failure(openDatabase({ dataDir, url: url.href }))).toContain("there is no such database");
  });

  it("two processes that start together on a new PostgreSQL migrate in turn", async () => {
    const url = await freshPostgresUrl();
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase({ dataDir, url, connections: 2 })),
    );
    await Promise.all(opened.map((one) => one.close()));
  });

  it("the lock names its holder", async () => {
    const release = await lock();
    expect(await readFile(lockOf(), "utf8")).toBe(`${process.pid} ${hostname()}\n`);
    await release();
  });
});
