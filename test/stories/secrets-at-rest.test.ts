/** Whoever reads the whole database has nothing to act with: no key, no secret that claims a grant, no signing key. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rowsOf } from "../../src/db/rows-of.ts";
import { createKey } from "../../src/use-cases/create-key.ts";
import { httpWorld, send, wish } from "../support/http-world.ts";
import { MASTER_KEY } from "../support/approval-documents.ts";

let world: Awaited<ReturnType<typeof httpWorld>>;
beforeAll(async () => {
  world = await httpWorld();
});
afterAll(async () => await world.stop());

test("no key, claim secret, callback secret, grant or signing key is in any table", async () => {
  const { id: agent, key } = await world.agent("support-bot");
  const second = await createKey(world.ctx, agent, "operator");
  const body = { ...wish, callbackUrl: "https://example.com/decided" };
  const asked = (await send(`${world.url}/v1/requests`, key, { body })).json;
  await world.vote(asked.id, "approve");
  const claimed = await send(`${world.url}/v1/requests/${asked.id}/claim`, key, {
    body: { claimSecret: asked.claimSecret },
  });
  const secrets = [
    key,
    second.ok ? second.value.key : "",
    asked.claimSecret,
    asked.callbackSecret,
    claimed.json.grant,
    Buffer.from(MASTER_KEY).toString("base64"),
    "PRIVATE KEY",
    '"d":',
  ];
  for (const secret of secrets) expect(secret).toEqual(expect.stringMatching(/^.{4,}/));
  const tables = rowsOf<{ name: string }>(
    await world.ctx.db.execute(
      sql`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`,
    ),
  );
  let rows = 0;
  for (const { name } of tables)
    for (const { text } of rowsOf<{ text: string }>(
      await world.ctx.db.execute(sql.raw(`select t::text as text from ${name} t`)),
    )) {
      rows += 1;
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  expect(rows).toBeGreaterThan(10);
});
