/** The look through all logs at the end of a run (test/support/collected-logs.ts) would see each kind of secret. */
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { callbackSecret } from "../../src/use-cases/call-back.ts";
import { claimSecret, newId } from "../../src/use-cases/ids.ts";
import { tokens } from "../../src/sandbox/world/ids.ts";
import { MASTER_KEY } from "../support/approval-documents.ts";
import { secretsIn } from "../support/collected-logs.ts";

const ctx = { masterKey: MASTER_KEY, random: randomBytes };
const id = newId(ctx, "req");
const secrets: [string, string][] = [
  ["an agent's key", `csk_${randomBytes(32).toString("base64url")}`],
  ["the secret that claims a grant", claimSecret(ctx, id)],
  ["the secret of callbacks", callbackSecret(ctx, "support-bot")],
  ["a grant", "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJodHRwIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ"],
  ["a platform's token", tokens.telegram],
  ["the master key", Buffer.from(MASTER_KEY).toString("base64")],
  ["the database's password", "postgres://user:hunter22@db/countersign"],
  ["whatever a test noted", "something-noted-by-a-test"],
];

test.each(secrets)("%s in a line is found, and not repeated", (_, secret) => {
  const line = JSON.stringify({ level: 50, requestId: id, err: { message: `it said ${secret} and ended` } });
  const found = secretsIn(["{}", line], ["something-noted-by-a-test"]);
  expect(found).toHaveLength(1);
  expect(found[0]).not.toContain(secret);
});

test("ordinary lines are fine", () => {
  const line = JSON.stringify({ requestId: id, hash: "sha256:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg" });
  expect(secretsIn([line, "postgres://u:[hidden]@db/c"], [])).toEqual([]);
});
