/** Mutated grants in the verifier, and mutated manifests in the reader: 14,000 of the 100,000 (SECURITY.md). */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDocuments } from "../../src/cli/documents/read-documents.ts";
import { documentSchema } from "../../src/domain/manifest.ts";
import { createVerifier, inMemory } from "../../src/sdk/verify.ts";
import { manifestFile } from "../../src/sandbox/run.ts";
import { issuer, mint, noon, params } from "../support/grants.ts";
import { below, mutated, pick, seeded, textMutated } from "../support/mutate.ts";

const seed = 20_261_122;
const GRANTS = 6_000;
const MANIFESTS = 8_000;

test(`no mutated grant is accepted, and none is a crash: ${GRANTS}`, async () => {
  const random = seeded(seed);
  const { sign, jwks, claims } = await mint();
  const now = () => noon * 1000;
  const consumed = inMemory(now);
  const verify = createVerifier({ jwks, issuer, audience: "payments", consumed, now });
  const about = { action: "refund.issue", params };
  const good = await sign();
  const [head = "", body = "", signature = ""] = good.split(".");
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const header = JSON.parse(Buffer.from(head, "base64url").toString()) as object;
  const ways: (() => [grant: unknown, about: typeof about])[] = [
    () => [textMutated(good, random), about],
    () => [`${encode(mutated(header, random))}.${body}.${signature}`, about],
    () => [`${head}.${encode(mutated(claims, random))}.${signature}`, about],
    () => [
      `${encode({ ...header, alg: pick(random, ["none", "HS256", "ES256", "EdDSA "]) })}.${body}.${pick(random, ["", signature])}`,
      about,
    ],
    () => [mutated({ good }, random).good, about],
    () => [good, { ...about, params: mutated({ params }, random).params }],
  ];
  const answers = new Map<string, number>();
  const tried = async () => {
    const [grant, on] = pick(random, ways)();
    // What came out as it was is no mutation.
    if (grant === good && JSON.stringify(on) === JSON.stringify(about)) return;
    const said = await verify(grant as string, on).then(
      () => `accepted: ${String(grant)} ${JSON.stringify(on)}`,
      (refusal: unknown) => (refusal instanceof Error ? refusal.name : String(refusal)),
    );
    answers.set(said, (answers.get(said) ?? 0) + 1);
  };
  for (let n = 0; n < GRANTS; n += 100) await Promise.all(Array.from({ length: 100 }, tried));
  expect([...answers.keys()]).toEqual(["Refused"]);
  // And the good one is still good.
  expect((await verify(good, about)).requestId).toBe("req_1");
}, 120_000);

test(`no mutated manifest is a crash, or accepted as something it does not say: ${MANIFESTS}`, () => {
  const random = seeded(seed + 1);
  const whole = readFileSync(manifestFile, "utf8").split(/^---$/m);
  let accepted = 0;
  for (let n = 0; n < MANIFESTS; n += 1) {
    const text = textMutated(pick(random, whole), random);
    const { documents, problems } = parseDocuments("agents.yaml", text);
    if (problems.length === 0) expect(documents.length).toBeGreaterThan(0);
    for (const problem of problems) {
      expect(problem).toMatch(/^agents\.yaml: \S/);
      expect(problem).not.toMatch(/\bat .+\.ts:\d|undefined is not|Cannot read/);
    }
    for (const { document } of documents) {
      accepted += 1;
      // Whatever is accepted is what the schema allows, all of it.
      if (below(random, 20) === 0) expect(documentSchema.safeParse(document).success).toBe(true);
    }
  }
  // A changed letter in a sentence is still a manifest: the mutations are not all hopeless.
  expect(accepted).toBeGreaterThan(MANIFESTS / 50);
  expect(accepted).toBeLessThan(MANIFESTS);
}, 120_000);
