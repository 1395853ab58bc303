/** What is said about the interface is an OpenAPI 3.1 document by that standard's own schema, and what is answered is as it says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import formats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { httpWorld, send, wish } from "../support/http-world.ts";

/** Its schemas are JSON Schemas of the usual dialect; Ajv can't follow the dynamic reference that says so. */
const standard = JSON.parse(
  readFileSync(
    join(import.meta.dirname, "../fixtures/openapi/schema-3.1-2022-10-07.json"),
    "utf8",
  ).replaceAll(`"$dynamicRef": "#meta"`, `"$ref": "https://json-schema.org/draft/2020-12/schema"`),
) as object;

let world: Awaited<ReturnType<typeof httpWorld>>;
let key: string;
// oxlint-disable-next-line typescript/no-explicit-any -- a document of another standard, looked at in many places
let document: any;
beforeAll(async () => {
  world = await httpWorld();
  key = (await world.agent("support-bot")).key;
  document = (await send(`${world.url}/openapi.json`, null)).json;
});
afterAll(async () => await world.stop());

function validator(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (formats as unknown as typeof formats.default)(ajv);
  return ajv;
}

test("the document is one of OpenAPI 3.1", () => {
  const ajv = validator();
  const fits = ajv.compile(standard);
  expect(fits(document) || fits.errors).toBe(true);
  expect(fits({ ...document, paths: 1 })).toBe(false);
});

test("every schema in it is a JSON Schema whose references lead somewhere", () => {
  const ajv = validator();
  ajv.addSchema(document, "document");
  const names = Object.keys(document.components.schemas);
  expect(names.length).toBeGreaterThan(5);
  for (const name of names)
    expect(() => ajv.compile({ $ref: `document#/components/schemas/${name}` })).not.toThrow();
});

test("the answers are as it says", async () => {
  const ajv = validator();
  ajv.addSchema(document, "document");
  const asked = await send(`${world.url}/v1/requests`, key, { body: wish });
  await world.vote(asked.json.id, "approve");
  const { id, claimSecret } = asked.json;
  const calls: [string, string, Awaited<ReturnType<typeof send>>][] = [
    ["/v1/requests", "post", asked],
    ["/v1/requests/{id}", "get", await send(`${world.url}/v1/requests/${id}`, key)],
    [
      "/v1/requests/{id}/claim",
      "post",
      await send(`${world.url}/v1/requests/${id}/claim`, key, { body: { claimSecret } }),
    ],
    ["/v1/actions", "get", await send(`${world.url}/v1/actions`, key)],
    ["/v1/me", "get", await send(`${world.url}/v1/me`, key)],
    ["/.well-known/jwks.json", "get", await send(`${world.url}/.well-known/jwks.json`, null)],
    ["/v1/requests", "post", await send(`${world.url}/v1/requests`, key, { body: {} })],
    ["/v1/requests/{id}", "get", await send(`${world.url}/v1/requests/req_none`, key)],
  ];
  for (const [path, method, { status, json }] of calls) {
    const { content } = document.paths[path][method].responses[String(status)];
    const type = Object.keys(content).find((each) => each.includes("json"))!;
    const at = ["paths", path, method, "responses", String(status), "content", type, "schema"];
    const pointer = at
      .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
      .join("/");
    const fits = ajv.compile({ $ref: `document#/${pointer}` });
    expect(fits(json) || { path, status, errors: fits.errors }).toBe(true);
  }
});
