import { inspect } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { describe, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";

const botToken = "6123456789:AAE-fakefakefakefakefakefakefakefake";
const discordToken = "MTAwMDAwMDAwMDAwMDAwMDAw.GabcdE.fakefakefakefakefakefakefakefakefake12";
const grant = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl-c2ln";

function logged(
  secrets: string[],
  write: (log: ReturnType<typeof createLog>) => void,
  level = "info" as const,
) {
  const lines: string[] = [];
  write(createLog({ level, format: "json" }, secrets, { write: (line) => lines.push(line) }));
  return lines.join("");
}

describe("no secret reaches the log", () => {
  const weird = 'pa"ss\\wörd@/1';
  const values = [
    ["a known secret in a field", ["hunter22-hunter22"], { deep: { er: ["x hunter22-hunter22 y"] } }],
    ["a known secret that JSON escapes", [weird], { url: weird }],
    ["a known secret, URL-encoded", [weird], { url: `https://x/${encodeURIComponent(weird)}` }],
    ["an agent key", [], { authorization: "csk_abcdefghijklmnopqrstuvwxyz" }],
    ["a claim secret", [], { body: '{"claimSecret":"csc_abcdefghijklmnopqrstuvwxyz"}' }],
    ["a callback secret", [], { callbackSecret: "whsec_fakefakefakefakefakefake+/=" }],
    ["a Telegram token in an address", [], { url: `https://api.telegram.org/bot${botToken}/getMe` }],
    ["a Telegram token, URL-encoded", [], { url: `https://x/bot${encodeURIComponent(botToken)}` }],
    ["a Discord token", [], { token: discordToken }],
    ["an authorization header", [], { headers: "Bearer fakefakefakefakefake" }],
    ["a grant", [], { grant }],
    ["a database password", [], { url: "postgres://u:fakepassword@db/c" }],
  ] as const;
  const telltale = /hunter22|pa..?ss|w%C3%B6rd|wörd|abcdefghij|fake|c2ln/;

  test.each(values)("%s", (_, secrets, fields) => {
    expect(JSON.stringify(fields)).toMatch(telltale);
    const line = logged([...secrets], (log) => log.info(fields, "said"));
    expect(line).toContain("said");
    expect(line).toContain("[hidden]");
    expect(line).not.toMatch(telltale);
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  test("in a message, an error and its stack", () => {
    const line = logged(["hunter22"], (log) =>
      log.error(
        { err: new Error(`refused hunter22 ${botToken}`, { cause: new Error(discordToken) }) },
        "with hunter22",
      ),
    );
    expect(line).toContain("refused");
    expect(line).not.toMatch(telltale);
  });
});

test("what a statement was sent with stays out, at any depth; the statement and the kind of failure stay in", async () => {
  const pglite = await PGlite.create();
  const db = drizzle(pglite);
  const failed: unknown = await db
    .execute(sql`insert into nowhere values (${"sealed-private-half"})`)
    .catch((cause: unknown) => cause);
  await pglite.exec("create table rows (name text not null, why text not null)");
  const refused: unknown = await db
    .execute(sql`insert into rows values (${"sealed-private-half"}, null)`)
    .catch((cause: unknown) => cause);
  await pglite.close();
  for (const err of [failed, refused, new Error("could not save", { cause: refused })]) {
    expect(inspect(err, { depth: 9 })).toContain("sealed-private-half");
    const line = logged([], (log) => log.error({ err }, "could not do it"));
    expect(line).not.toContain("sealed-private-half");
    expect(line).toContain("insert into");
    expect(line).toMatch(/does not exist|violates not-null/);
    expect(line).toContain("log.test.ts");
  }
});

test("ordinary words stay as they are", () => {
  const fields = {
    id: "req_01JABCDEFGHJKMNPQRSTVWXYZ",
    hash: "sha256:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg",
    chat: "-1001234567890",
  };
  const line = logged([], (log) => log.info(fields, "request created"));
  expect(JSON.parse(line)).toMatchObject(fields);
});

test("the level is kept", () => {
  expect(logged([], (log) => log.debug({}, "quiet"))).toBe("");
});
