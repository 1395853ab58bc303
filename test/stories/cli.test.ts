import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAdminDoor } from "../../src/http/admin/door.ts";
import { openService, type Service } from "../../src/service.ts";
import { authenticateAgent } from "../../src/use-cases/authenticate-agent.ts";
import { agentYaml, cli, workspaceYaml } from "../support/cli.ts";
import { freshPostgresUrl } from "../support/database.ts";
import { silent } from "../support/log.ts";

const works = async ({ ctx }: Service, key: string) => (await authenticateAgent(ctx, key.trim())).ok;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-cli-"));
  await writeFile(join(folder, "bots.yaml"), agentYaml() + workspaceYaml);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));
const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

describe("next to a running service on the built-in database", () => {
  let service: Service;
  let door: { close(): Promise<void> };
  let env: Record<string, string>;
  beforeAll(async () => {
    const dataDir = join(folder, "data");
    env = { DATA_DIR: dataDir };
    service = await openService({
      databaseUrl: null,
      dataDir,
      publicUrl: "http://localhost:8787",
      masterKey: new Uint8Array(32),
      log: silent,
      worker: false,
    });
    door = await openAdminDoor(service.ctx, dataDir);
  });
  afterAll(async () => {
    await door.close();
    await service.stop();
  });

  test("a first version is applied and shown", async () => {
    const { code, out, err } = await cli(env, "apply", "-f", join(folder, "bots.yaml"));
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Agent support-bot: created\n");
    expect(out).toContain("  + actions.refund.issue.policy.quorum: 2\n");
    expect(out).toContain("Workspace discord:6137: created\n");
    expect(out).toMatch(/Applied\.\n$/);
    expect((await cli(env, "apply", "-f", join(folder, "bots.yaml"))).out).toMatch(/Nothing to change\.\n$/);
  });

  test("what is allowed and probably not meant is told, with its place", async () => {
    const tight = agentYaml("", 2)
      .replace("support-bot", "tight-bot")
      .replace(/identities:.*\n/, "")
      .replace("discord:role:301", "telegram:user:5552");
    const { code, out } = await cli(env, "apply", "-f", await file("tight.yaml", tight), "--dry-run");
    expect(code).toBe(0);
    expect(out).toContain("  ? refund.issue, policy.quorum: all 2 of the people named have to approve;");
  });

  test("what widens needs --yes, what narrows does not", async () => {
    const wider = await file("wider.yaml", agentYaml("", 1));
    const refused = await cli(env, "apply", "-f", wider);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain("  ! actions.refund.issue.policy.quorum: 2 → 1\n");
    expect(refused.err).toBe(
      "Nothing was changed: one line lets somebody do more than before (marked with !). Look at it, then add --yes.\n",
    );
    expect((await cli(env, "apply", "-f", wider, "--dry-run")).out).toMatch(/dry run\.\n$/);
    const asked = await cli(env, "apply", "-f", wider, "--yes");
    expect(asked).toMatchObject({ code: 0, err: "" });
    expect(asked.out).toMatch(/\nAgent support-bot: waits for a second person \(chg_\w+\)\. .* UTC\.\n$/);
    expect(await cli(env, "apply", "-f", wider, "--yes", "--alone", "a test")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Applied\.\n$/),
    });
    const narrower = await cli(env, "apply", "-f", join(folder, "bots.yaml"));
    expect(narrower.code).toBe(0);
    expect(narrower.out).toContain("  ~ actions.refund.issue.policy.quorum: 1 → 2\n");
  });

  test("what can't be applied changes nothing and says why", async () => {
    const both = await file(
      "both.yaml",
      `${agentYaml().replace("id: support-bot", "id: new-bot")}${agentYaml("polcy: 1\n").replace(/^/, "---\n")}`,
    );
    const invalid = await cli(env, "apply", "-f", both, join(folder, "bots.yaml"));
    expect(invalid.code).toBe(3);
    expect(invalid.err).toBe(
      `${both}: document 2, line 22, polcy: there is no such field; correct its name or remove it.\n`,
    );
    expect(invalid.out).toBe("");

    const twice = await cli(env, "apply", "-f", join(folder, "bots.yaml"), join(folder, "bots.yaml"));
    expect([twice.code, twice.err.split("\n")[0]]).toEqual([
      3,
      expect.stringMatching(/agent support-bot is in .* already; keep one of them\.$/),
    ]);

    const taken = await file("taken.yaml", agentYaml().replace("id: support-bot", "id: new-bot"));
    expect(await cli(env, "apply", "-f", taken)).toMatchObject({
      code: 1,
      err: "One of the accounts under identities belongs to another agent already. Remove it there first: an account is one agent's.\n",
    });
    expect((await cli(env, "keys", "create", "new-bot")).code).toBe(1);
    expect(await cli(env, "apply", "-f", join(folder, "nothing.yaml"))).toMatchObject({
      code: 3,
      err: `${join(folder, "nothing.yaml")}: there is no such file.\n`,
    });
    expect((await cli(env, "apply", "-f", folder)).err).toMatch(/it is a folder; give the files in it\.\n$/);
    expect((await cli(env, "apply")).code).toBe(2);
  });

  test("keys are printed once, alone on stdout; rotated with overlap; revoked at once", async () => {
    const first = await cli(env, "keys", "create", "support-bot");
    expect(first.out).toMatch(/^csk_[\w-]{43}\n$/);
    expect(first.err).toMatch(
      /^A key for support-bot \(key_\w+\), good until 20\d\d-\d\d-\d\d\. It is shown only now:\n$/,
    );
    const second = await cli(env, "keys", "rotate", "support-bot");
    expect(second.err).toMatch(/Older ones stop on 20\d\d-\d\d-\d\d \d\d:\d\d UTC\./);
    expect([await works(service, first.out), await works(service, second.out)]).toEqual([true, true]);

    const list = await cli(env, "keys", "list");
    expect(list.out.trim().split("\n")).toEqual([
      expect.stringMatching(/^key_\w+ {2}support-bot {2}good until 20\d\d-\d\d-\d\d \d\d:\d\d UTC$/),
      expect.stringMatching(/^key_\w+ {2}support-bot {2}good until 20\d\d-\d\d-\d\d$/),
    ]);
    expect(list.out).not.toContain("csk_");
    const id = list.out.split(" ")[0] ?? "";
    expect((await cli(env, "keys", "revoke", id)).out).toBe(`${id} of support-bot no longer works.\n`);
    expect([await works(service, first.out), await works(service, second.out)]).toEqual([false, true]);
    expect((await cli(env, "keys", "list", "support-bot")).out).toContain("revoked on 20");
    expect(await cli(env, "keys", "revoke", "key_none")).toMatchObject({ code: 1, out: "" });
    expect((await cli(env, "keys", "create", "nobody")).err).toContain("nobody");
  });

  test("an agent is frozen at once, with a reason, and let go by the operator's word", async () => {
    const key = (await cli(env, "keys", "create", "support-bot")).out;
    expect((await cli(env, "freeze", "support-bot")).err).toContain("--reason");
    expect((await cli(env, "freeze", "nobody", "--reason", "x")).err).toContain("nobody");
    const frozen = await cli(env, "freeze", "support-bot", "--reason", "It went mad.");
    expect(frozen).toMatchObject({
      code: 0,
      out: "support-bot is frozen: 0 pending ended, 0 unused approvals void.\n",
    });
    expect(await works(service, key)).toBe(false);
    expect((await cli(env, "freeze", "support-bot", "--reason", "again")).out).toContain("frozen already");
    expect((await cli(env, "unfreeze", "support-bot", "--reason", "Its prompt is fixed.")).code).toBe(0);
    expect(await works(service, key)).toBe(true);
    expect((await cli(env, "unfreeze", "support-bot", "--reason", "x")).out).toContain("is not frozen");
  });

  test("the ledger is verified and exported", async () => {
    expect((await cli(env, "ledger", "verify")).out).toMatch(
      /^The ledger is whole: \d+ entries, head sha256:[\w-]+\.\n$/,
    );
    const lines = (await cli(env, "ledger", "export")).out.trim().split("\n");
    const entries = lines.map((line) => JSON.parse(line) as { seq: number; kind: string });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
    expect(entries.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["agent.created", "agent.changed", "key.created", "key.revoked"]),
    );
    expect(lines.join()).not.toContain("csk_");
  });

  test("doctor looks at what it can, and says what it could not", async () => {
    const { code, out } = await cli(
      { ...env, DISCORD_TOKEN: "x", DISCORD_API_URL: "http://127.0.0.1:9/api" },
      "doctor",
    );
    expect(code).toBe(1);
    expect(out).toContain("ok       database: Fine.\n");
    expect(out).toMatch(
      /^unknown {2}Discord: http:\/\/127\.0\.0\.1:9\/api\/v10 can't be reached \(.+\)\. Check the network/m,
    );
    expect((await cli(env, "doctor")).out).toContain(
      "PROBLEM  settings: Neither DISCORD_TOKEN nor TELEGRAM_TOKEN is set.",
    );
    expect((await cli({ ...env, PORT: "x" }, "doctor")).code).toBe(2);
  });

  test("only this user can read what opens the door, and without it the door stays shut", async () => {
    const path = join(folder, "data", "admin.json");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const { url, token } = JSON.parse(await readFile(path, "utf8")) as { url: string; token: string };
    expect(new URL(url).hostname).toBe("127.0.0.1");
    const knock = async (authorization: string, body: unknown) =>
      (await fetch(`${url}/call`, { method: "POST", headers: { authorization }, body: JSON.stringify(body) }))
        .status;
    expect(await knock("", { name: "listKeys", args: [null] })).toBe(401);
    expect(await knock(`Bearer ${token}x`, { name: "listKeys", args: [null] })).toBe(401);
    expect(await knock(`Bearer ${"x".repeat(token.length)}`, { name: "listKeys", args: [null] })).toBe(401);
    expect(await knock(`Bearer ${token}`, { name: "constructor", args: [] })).toBe(404);
    expect(await knock(`Bearer ${token}`, { name: "listKeys", args: [null] })).toBe(200);
  });
});

describe("without a running service", () => {
  test("the folder itself is opened, also when a crash left a door behind", async () => {
    const dataDir = join(folder, "alone");
    const env = { DATA_DIR: dataDir };
    expect(await cli(env, "apply", "-f", join(folder, "bots.yaml"))).toMatchObject({ code: 0, err: "" });
    await writeFile(
      join(dataDir, "admin.json"),
      JSON.stringify({ url: "http://127.0.0.1:9", token: "x".repeat(43) }),
    );
    expect((await cli(env, "keys", "create", "support-bot")).out).toMatch(/^csk_/);
    expect((await cli(env, "ledger", "verify")).out).toMatch(/^The ledger is whole: 3 entries/);
  }, 60_000);

  test("a folder in use by something without a door is one sentence", async () => {
    const dataDir = join(folder, "held");
    const service = await openService({
      databaseUrl: null,
      dataDir,
      publicUrl: "http://localhost:8787",
      masterKey: new Uint8Array(32),
      log: silent,
      worker: false,
    });
    const { code, err } = await cli({ DATA_DIR: dataDir }, "keys", "list");
    await service.stop();
    expect(code).toBe(1);
    expect(err).toMatch(/^The data folder .*held is in use by another Countersign \(process \d+\)\..*\n$/);
  }, 60_000);

  test("a folder that can't be written is one sentence", async () => {
    const blocked = await file("blocked", "");
    await chmod(blocked, 0o444);
    const { code, err } = await cli({ DATA_DIR: join(blocked, "data") }, "keys", "list");
    expect(code).toBe(1);
    expect(err).toMatch(/^The .+ Make DATA_DIR a folder this user can write.*\n$/);
  });
});

test("the same on PostgreSQL", async () => {
  const env = { DATABASE_URL: await freshPostgresUrl(), DATA_DIR: join(folder, "pg") };
  expect(await cli(env, "apply", "-f", join(folder, "bots.yaml"))).toMatchObject({ code: 0, err: "" });
  expect((await cli(env, "keys", "create", "support-bot")).out).toMatch(/^csk_/);
  expect((await cli(env, "ledger", "verify")).out).toMatch(/^The ledger is whole: 3 entries/);
  const down = await cli({ ...env, DATABASE_URL: "postgres://u:hunter22@127.0.0.1:9/x" }, "keys", "list");
  expect(down.code).toBe(1);
  expect(down.err).toMatch(
    /^The database at 127\.0\.0\.1:9\/x can't be used \(nothing is listening there\)\./,
  );
  expect(down.err).not.toContain("hunter22");
}, 120_000);
