/** The snippets of docs/ask-for-approval.md, run as they stand there: by a shell with curl, and by Node. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { httpWorld } from "../support/http-world.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/ask-for-approval.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, code = ""]) => code);

let world: Awaited<ReturnType<typeof httpWorld>>;
let env: Record<string, string>;
beforeAll(async () => {
  world = await httpWorld();
  const { key } = await world.agent("guide-bot");
  env = { COUNTERSIGN_URL: world.url, COUNTERSIGN_KEY: key };
});
afterAll(async () => {
  await world.stop();
});

interface Answer {
  id: string;
  state: string;
  claimSecret: string;
  grant: string;
  title?: string;
}

async function run(command: string, args: string[], more: Record<string, string> = {}): Promise<string> {
  const child = spawn(command, args, {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", ...env, ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.once("close", done));
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${err}${out}`);
  return out;
}
const curl = async (code: string, more: Record<string, string> = {}) =>
  JSON.parse(await run("bash", ["-euc", code], more)) as Answer;

it("curl: ask, wait, claim, use once", async () => {
  const [ask = "", wait = "", claim = "", consume = "", ...rest] = blocks("sh");
  expect(rest).toEqual([]);
  const asked = await curl(ask);
  expect(asked.state).toBe("pending");
  await world.vote(asked.id, "approve");
  expect(await curl(wait, { ID: asked.id })).toMatchObject({ state: "approved" });
  const { grant } = await curl(claim, { ID: asked.id, CLAIM_SECRET: asked.claimSecret });
  expect(await curl(consume, { GRANT: grant })).not.toHaveProperty("code");
  expect(await curl(consume, { GRANT: grant })).toMatchObject({ code: "grant_consumed" });
});

it("TypeScript: the agent gets the grant, and the executor runs it once", async () => {
  const snippets = blocks("ts").join("\n");
  expect(snippets).toContain("createVerifier");
  const folder = mkdtempSync(join(root, "test", ".guide-"));
  try {
    const exports: Record<string, string> = { sdk: "client", verify: "verify" };
    const code = snippets
      .replace(/"countersign\/(sdk|verify)"/g, (_, name: string) =>
        JSON.stringify(join(root, "src/sdk", `${exports[name]}.ts`)),
      )
      .replace("issuer: process.env.COUNTERSIGN_URL!", 'issuer: "https://countersign.test"');
    const file = join(folder, "snippet.ts");
    writeFileSync(
      file,
      `${code}\nawait verify(grant, { action: "refund.issue", params }).then(\n  () => console.log("twice"),\n  (why) => console.log(why.code),\n);\n`,
    );
    const running = run(process.execPath, [file]);
    const deadline = Date.now() + 20_000;
    let approved = false;
    while (!approved && Date.now() < deadline) {
      const rows = await world.ctx.db.query.requests.findMany();
      const open = rows.find(({ params, state }) => params.includes("A-1042") && state === "pending");
      if (open) {
        await world.vote(open.id, "approve");
        approved = true;
      } else await new Promise((done) => setTimeout(done, 20));
    }
    expect(await running).toBe("grant_consumed\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 30_000);
