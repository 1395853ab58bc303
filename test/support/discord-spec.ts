/**
 * Discord's own OpenAPI description as a check on everything that was said over HTTP: what the service sent and what the
 * sandbox answered. Looks for it in the folder COUNTERSIGN_SPECS, else in ../shared/specs.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { RecordedRequest } from "../../src/sandbox/discord/requests.ts";

const folder = process.env["COUNTERSIGN_SPECS"] ?? resolve(import.meta.dirname, "../../../shared/specs");
const file = join(folder, "discord-openapi-v10.json");

export const discordSpecFound: boolean = existsSync(file);
export const discordSpecMissing = `Discord's OpenAPI description is not at ${file} (COUNTERSIGN_SPECS names another folder): traffic is not checked against it.`;

/** Where the description is known to be younger, older or narrower than the real thing. Nothing else is excused. */
export const knownExceptions: { where: RegExp; why: string }[] = [
  {
    where: /request.*\/(permissions|default_member_permissions|allow|deny) must be integer,null/,
    why: "Masks are sent as decimal strings, as the docs say (Permissions, Bitwise Serialization); the description says integer.",
  },
  {
    where: /4\d\d response\/errors\/.*_errors\/\d+\/code must be integer/,
    why: "The codes inside a form's errors are words, as the docs show (Error Messages: BASE_TYPE_CHOICES); the description says integer.",
  },
];

type Json = Record<string, unknown>;
interface Operation {
  requestBody?: { content: Json };
  responses: Record<string, { content?: Json; $ref?: string }>;
}

interface Schema {
  $ref?: string;
  type?: unknown;
  properties?: Json;
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: unknown;
}

interface Spec {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

let loaded: { spec: Spec; ajv: Ajv2020; compiled: Map<string, ValidateFunction> } | null = null;

/** Every way in which the traffic departs from the description; empty is good. Empty, too, when there is none. */
export function checkDiscordTraffic(requests: RecordedRequest[]): string[] {
  if (!discordSpecFound) return [];
  const faults = requests.filter((each) => !each.injected).flatMap(checkRequest);
  return [...new Set(faults)].filter((fault) => !knownExceptions.some(({ where }) => where.test(fault)));
}

/** Path templates and methods of the description, as `GET /users/@me`. */
export function describedRoutes(): Set<string> {
  const paths = Object.entries(load().spec.paths);
  return new Set(
    paths.flatMap(([path, methods]) => Object.keys(methods).map((each) => `${each.toUpperCase()} ${path}`)),
  );
}

function checkRequest(request: RecordedRequest): string[] {
  const label = `${request.method} ${request.route ?? request.path}`;
  if (request.route === null) return [`${label}: the sandbox has no such route`];
  const { spec } = load();
  const method = request.method.toLowerCase();
  const operation = spec.paths[request.route]?.[method];
  if (!operation) return [`${label}: not in Discord's description`];
  const base = ["paths", request.route, method];
  return [...checkBody(label, operation, base, request), ...checkResponse(label, operation, base, request)];
}

function checkBody(label: string, operation: Operation, base: string[], request: RecordedRequest): string[] {
  if (request.body === null) return [];
  const content = operation.requestBody?.content;
  if (!content?.["application/json"]) return [`${label}: sent a body where Discord takes none`];
  return violations([...base, "requestBody", "content", "application/json", "schema"], request.body).map(
    (fault) => `${label}: request${fault}`,
  );
}

function checkResponse(
  label: string,
  operation: Operation,
  base: string[],
  request: RecordedRequest,
): string[] {
  const status = String(request.status);
  const key = status in operation.responses ? status : `${status[0]}XX`;
  const response = operation.responses[key];
  if (!response) return [`${label}: answered ${status}, which is not described`];
  const at = response.$ref ? response.$ref.slice(2).split("/") : [...base, "responses", key];
  const described = response.$ref !== undefined || response.content !== undefined;
  if (!described) return request.response === null ? [] : [`${label}: answered ${status} with a body`];
  return violations([...at, "content", "application/json", "schema"], request.response).map(
    (fault) => `${label}: ${status} response${fault}`,
  );
}

function violations(pointer: string[], value: unknown): string[] {
  const { ajv, compiled } = load();
  const ref = `discord#/${pointer.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
  const validate = compiled.get(ref) ?? ajv.compile({ $ref: ref });
  compiled.set(ref, validate);
  if (validate(value)) return [];
  // A failed union reports every branch: the branches of another kind are noise, and so are the unions around the fault.
  const all = validate.errors ?? [];
  const meant = all.filter((error) => error.keyword !== "anyOf" && !error.instancePath.endsWith("/type"));
  const errors = meant.length > 0 ? meant : all;
  const deepest = Math.max(...errors.map((error) => error.instancePath.split("/").length));
  return errors
    .filter((error) => error.instancePath.split("/").length === deepest)
    .map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

function load(): NonNullable<typeof loaded> {
  if (loaded) return loaded;
  const spec = strict(JSON.parse(readFileSync(file, "utf8")) as Spec);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  for (const name of ["snowflake", "nonce"]) ajv.addFormat(name, true);
  ajv.addSchema({ ...spec }, "discord");
  loaded = { spec, ajv, compiled: new Map() };
  return loaded;
}

/**
 * The description, made to say what is meant. Its unions overlap, so exactly-one becomes at-least-one; and its objects
 * are closed, so that a misspelt or made-up field is a fault. Parts of an `allOf` stay open for each other.
 */
function strict(description: Spec): Spec {
  const copies: Record<string, Schema> = {};
  const openCopy = (part: Schema): Schema => {
    const name = part.$ref?.split("/").at(-1) ?? "";
    const meant = description.components.schemas[name];
    if (!meant?.properties) return part;
    copies[`${name}.open`] ??= { ...meant, additionalProperties: true };
    return { $ref: `#/components/schemas/${name}.open` };
  };
  const rewrite = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rewrite);
    if (typeof value !== "object" || value === null) return value;
    const { oneOf, allOf, ...schema } = value as Schema;
    const closed = schema.properties && schema.type === "object" && !("additionalProperties" in schema);
    return {
      ...Object.fromEntries(Object.entries(schema).map(([key, inner]) => [key, rewrite(inner)])),
      ...(oneOf ? { anyOf: rewrite(oneOf) } : {}),
      ...(allOf
        ? { allOf: allOf.map(openCopy).map((part) => rewrite({ additionalProperties: true, ...part })) }
        : {}),
      ...(closed ? { unevaluatedProperties: false } : {}),
    };
  };
  const rewritten = rewrite(description) as Spec;
  for (const [name, copy] of Object.entries(copies))
    rewritten.components.schemas[name] = rewrite(copy) as Schema;
  return rewritten;
}
