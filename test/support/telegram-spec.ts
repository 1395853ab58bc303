/** Checks recorded Bot API calls, both sides, against the machine-readable Bot API 10.3. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedRequest } from "../../src/sandbox/telegram/server.ts";

/** Where the specification is known to be silent or wrong. A complaint that matches is dropped. */
const EXCEPTIONS: { complaint: RegExp; because: string }[] = [
  {
    complaint: /^sendChatAction\.action: no type SendChatActionAction/,
    because: "the file names the type of this parameter but does not define it",
  },
  {
    complaint: /^createForumTopic\.icon_color: no type CreateForumTopicIconColor/,
    because: "the file names the type of this parameter but does not define it",
  },
];

interface Field {
  name: string;
  type: string;
  required: boolean;
}
interface Spec {
  methods: Record<string, { fields: Field[]; returns: string }>;
  types: Record<string, { fields?: Field[]; alias?: string }>;
}

type Type =
  | { is: "named"; name: string }
  | { is: "literal"; value: string }
  | { is: "list"; of: Type }
  | { is: "union"; of: Type[] };

/** Complaints as `method.path: what`, none when all is well or (said once on stderr) the specification is not on this machine. */
export function checkTelegramTraffic(requests: RecordedRequest[]): string[] {
  const spec = loadSpec();
  if (!spec) return [];
  return requests.flatMap((request) => checkRequest(spec, request)).filter(isNews);
}

/** The same for one value of a named type, such as an `Update` that a webhook received. */
export function checkTelegramValue(type: string, value: unknown): string[] {
  const spec = loadSpec();
  return spec ? check(spec, parse(type), value, type).filter(isNews) : [];
}

function isNews(complaint: string): boolean {
  return !EXCEPTIONS.some((exception) => exception.complaint.test(complaint));
}

let loaded: Spec | null | undefined;
function loadSpec(): Spec | null {
  if (loaded !== undefined) return loaded;
  const given = process.env["COUNTERSIGN_SPECS"];
  const folder = given ?? join(import.meta.dirname, "../../../shared/specs");
  const file = join(folder, "telegram-bot-api-10.3.json");
  loaded = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Spec) : null;
  if (!loaded) console.warn(`No ${file}: Telegram calls are not checked against the Bot API specification.`);
  return loaded;
}

function checkRequest(spec: Spec, request: RecordedRequest): string[] {
  const method = spec.methods[request.method];
  if (!method) return [`${request.method}: not a method of Bot API 10.3`];
  const params = request.encoding === "json" ? request.params : decoded(spec, method.fields, request.params);
  const asked = checkFields(spec, method.fields, params, request.method);
  return [...asked, ...checkResponse(spec, method.returns, request)];
}

function checkResponse(spec: Spec, returns: string, { method, status, response }: RecordedRequest): string[] {
  if (status === 0) return [];
  const body = response as Record<string, unknown>;
  const path = `${method} → `;
  if (body["ok"] === true) return check(spec, parse(returns), body["result"], path);
  const fields = [
    { name: "ok", type: "boolean", required: true },
    { name: "error_code", type: "number", required: true },
    { name: "description", type: "string", required: true },
    { name: "parameters", type: "ResponseParameters", required: false },
  ];
  return checkFields(spec, fields, body, path);
}

/** Forms carry only strings: what is not meant to be one is JSON. Uploads that others point to are no parameters. */
function decoded(spec: Spec, fields: Field[], params: Record<string, unknown>): Record<string, unknown> {
  const attached = new Set(
    Object.values(params).flatMap((value) =>
      typeof value === "string" ? [...value.matchAll(/attach:\/\/(\w+)/g)].map((match) => match[1]) : [],
    ),
  );
  const entries = Object.entries(params).filter(([name]) => !attached.has(name));
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const field = fields.find((field) => field.name === name);
      const fine = !field || check(spec, parse(field.type), value, name).length === 0;
      return [name, fine || typeof value !== "string" ? value : fromJson(value)];
    }),
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function checkFields(spec: Spec, fields: Field[], value: Record<string, unknown>, path: string): string[] {
  const known = new Set(fields.map(({ name }) => name));
  const unknown = Object.keys(value).filter((name) => !known.has(name) && value[name] !== undefined);
  return [
    ...unknown.map((name) => `${path}.${name}: no such field`),
    ...fields.flatMap(({ name, type, required }) => {
      const given = value[name];
      if (given === undefined) return required ? [`${path}.${name}: required, missing`] : [];
      return check(spec, parse(type), given, `${path}.${name}`);
    }),
  ];
}

function check(spec: Spec, type: Type, value: unknown, path: string): string[] {
  switch (type.is) {
    case "literal":
      return value === type.value ? [] : [`${path}: ${show(value)} is not "${type.value}"`];
    case "list":
      if (!Array.isArray(value)) return [`${path}: ${show(value)} is not a list`];
      return value.flatMap((item: unknown, at) => check(spec, type.of, item, `${path}[${at}]`));
    case "union": {
      const attempts = type.of.map((one) => check(spec, one, value, path));
      return attempts.reduce((best, next) => (next.length < best.length ? next : best));
    }
    case "named":
      return checkNamed(spec, type.name, value, path);
  }
  return type satisfies never;
}

function checkNamed(spec: Spec, name: string, value: unknown, path: string): string[] {
  if (name === "true") return value === true ? [] : [`${path}: ${show(value)} is not true`];
  if (name === "string" || name === "number" || name === "boolean")
    return typeof value === name ? [] : [`${path}: ${show(value)} is not a ${name}`];
  if (name === "UpdateName") {
    const known = spec.types["Update"]?.fields?.some((field) => field.name === value);
    return known ? [] : [`${path}: ${show(value)} is not a kind of update`];
  }
  if (name === "InputFile") return isUpload(value) ? [] : [`${path}: ${show(value)} is not an upload`];
  const type = spec.types[name];
  if (type?.alias) return check(spec, parse(type.alias), value, path);
  if (!type?.fields) return [`${path}: no type ${name}`];
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return [`${path}: ${show(value)} is not a ${name}`];
  return checkFields(spec, type.fields, value as Record<string, unknown>, path);
}

function isUpload(value: unknown): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "file";
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

const UPDATE_NAME = /Exclude<keyof Update, "update_id">/g;
const parsed = new Map<string, Type>();

/** The file's types are TypeScript: names, literals, `[]`, unions, and objects with toString or toJSON that never cross the wire. */
function parse(text: string): Type {
  const known = parsed.get(text);
  if (known) return known;
  const type = parseUnion(text.replace(UPDATE_NAME, "UpdateName").replaceAll(/\{[^}]*\}/g, ""));
  parsed.set(text, type);
  return type;
}

function parseUnion(text: string): Type {
  const parts = split(text)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const types = parts.map(parseOne);
  const [only] = types;
  return types.length === 1 && only ? only : { is: "union", of: types };
}

function parseOne(text: string): Type {
  if (text.endsWith("[]")) return { is: "list", of: parseOne(text.slice(0, -2).trim()) };
  if (text.startsWith("(")) return parseUnion(text.slice(1, -1));
  if (text.startsWith('"')) return { is: "literal", value: text.slice(1, -1) };
  return { is: "named", name: text };
}

/** At the bars that are not inside parentheses. */
function split(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "|" && depth === 0) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}
