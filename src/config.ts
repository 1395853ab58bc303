/** Everything the environment can say (api.md, section 2): one schema, read once, at the edge. */
import { z } from "zod";

export const roles = ["discord", "telegram", "http", "worker"] as const;
export type Role = (typeof roles)[number];

/** `auto`, or this process's share of a fixed number of shards: `0-3/16`. */
export type Shards = "auto" | { first: number; last: number; total: number };

export interface Config {
  /** `messages`: whether we are told that messages are posted, to know which bots post. */
  discord: { token: string; apiUrl: string | null; shards: Shards; messages: boolean } | null;
  telegram: { token: string; apiUrl: string | null; webhook: { url: string; secret: string } | null } | null;
  /** A postgres URL, or null: PGlite in `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  host: string;
  /** 0 picks a free port. */
  port: number;
  /** Where people and agents reach this instance, and the issuer of its grants. No slash at the end. */
  publicUrl: string;
  /** 32 bytes, or null: made once in `dataDir` (master-key.ts). */
  masterKey: Uint8Array | null;
  /** Host names that callbacks of agents may reach although they are private. */
  callbackHosts: string[];
  roles: ReadonlySet<Role>;
  log: { level: LogLevel; format: "pretty" | "json" };
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: string[] };

export const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Variables whose value is a secret: each may be given as `NAME_FILE`, a path to a file that holds it. */
export const secretNames = [
  "DISCORD_TOKEN",
  "TELEGRAM_TOKEN",
  "TELEGRAM_WEBHOOK_SECRET",
  "DATABASE_URL",
  "COUNTERSIGN_MASTER_KEY",
] as const;

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** An http or https address without query, kept without its last slash. */
function address(example: string, httpsOnly = false) {
  const hint = `expected an ${httpsOnly ? "https" : "http or https"} address such as ${example}`;
  return z
    .string()
    .refine(
      (text) => {
        const url = URL.parse(text);
        if (!url || url.search || url.hash || url.username) return false;
        if (httpsOnly && url.protocol === "http:") return loopback.has(url.hostname);
        return url.protocol === "https:" || url.protocol === "http:";
      },
      { error: hint },
    )
    .transform((text) => text.replace(/\/+$/, ""))
    .optional();
}

const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(", ")}` });

const environment = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(/^[^\s"']+$/, {
      error:
        'expected the bot token alone, without "Bot" in front, quotes or spaces; copy it again from the Bot page of your application on discord.com/developers',
    })
    .optional(),
  DISCORD_API_URL: address("https://discord.com/api"),
  DISCORD_SHARDS: z.string().default("auto").transform(shards),
  DISCORD_MESSAGE_EVENTS: oneOf(["on", "off"])
    .default("off")
    .transform((text) => text === "on"),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^[0-9]+:[A-Za-z0-9_-]+$/, {
      error:
        "expected digits, a colon and letters, as @BotFather prints it; send /token to @BotFather to see it again",
    })
    .optional(),
  TELEGRAM_API_URL: address("https://api.telegram.org"),
  TELEGRAM_WEBHOOK_URL: address("https://countersign.example.org/telegram", true),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/, {
      error: "expected 16 to 256 letters, digits, _ or -; make one with: openssl rand -hex 32",
    })
    .optional(),
  DATABASE_URL: z
    .string()
    .refine((text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text), {
      error:
        "expected a PostgreSQL address such as postgres://user:password@host:5432/countersign; leave it empty to use the built-in database",
    })
    .optional(),
  DATA_DIR: z.string().default("./data"),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, {
      error: "expected an address to listen on, such as 127.0.0.1 or 0.0.0.0, without a port",
    })
    .default("127.0.0.1"),
  PORT: z
    .string()
    .regex(/^[0-9]{1,5}$/, { error: "expected a port number from 0 to 65535, such as 8787" })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: "expected a port number from 0 to 65535, such as 8787" })
    .default(8787),
  PUBLIC_URL: address("https://countersign.example.org"),
  COUNTERSIGN_MASTER_KEY: z
    .string()
    .refine((text) => /^[A-Za-z0-9+/]{43}=$/.test(text), {
      error:
        "expected 32 bytes in base64 (44 characters); make one with: openssl rand -base64 32; or leave it empty and one is made in DATA_DIR",
    })
    .transform((text) => new Uint8Array(Buffer.from(text, "base64")))
    .optional(),
  COUNTERSIGN_CALLBACK_HOSTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((host) => host.trim().toLowerCase() || []))
    .pipe(
      z.array(
        z.string().regex(/^[a-z0-9.:-]+$/, {
          error:
            "expected host names or addresses without a port, separated by commas, such as agents.internal",
        }),
      ),
    ),
  COUNTERSIGN_ROLES: z
    .string()
    .default(roles.join(","))
    .transform((text) => text.split(",").map((role) => role.trim()))
    .pipe(z.array(oneOf(roles)).min(1)),
  LOG_LEVEL: oneOf(logLevels).default("info"),
  LOG_FORMAT: oneOf(["pretty", "json"]).default("pretty"),
});

/** Every variable, in the order of the documentation. `.env.example` lists the same ones. */
export const variableNames: readonly string[] = Object.keys(environment.shape);

/**
 * Reads the environment. Empty means unset. `readFile` gives the text of a `NAME_FILE`; it may throw.
 * A problem is one sentence that names the variable, says what was expected and what to do, and never repeats a secret.
 */
export function loadConfig(
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
): ConfigResult {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  for (const name of variableNames) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  for (const name of secretNames)
    readSecretFile(name, env[`${name}_FILE`]?.trim(), given, readFile, problems);

  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(`${String(issue.path[0])}: ${issue.message}.`);
    return { ok: false, problems };
  }
  const e = parsed.data;
  if (e.TELEGRAM_WEBHOOK_URL && !e.TELEGRAM_WEBHOOK_SECRET)
    problems.push(
      "TELEGRAM_WEBHOOK_SECRET: needed when TELEGRAM_WEBHOOK_URL is set, so that nobody else can send updates; make one with: openssl rand -hex 32.",
    );
  if (problems.length > 0) return { ok: false, problems };

  const webhook =
    e.TELEGRAM_WEBHOOK_URL && e.TELEGRAM_WEBHOOK_SECRET
      ? { url: e.TELEGRAM_WEBHOOK_URL, secret: e.TELEGRAM_WEBHOOK_SECRET }
      : null;
  const config: Config = {
    discord: e.DISCORD_TOKEN
      ? {
          token: e.DISCORD_TOKEN,
          apiUrl: e.DISCORD_API_URL ?? null,
          shards: e.DISCORD_SHARDS,
          messages: e.DISCORD_MESSAGE_EVENTS,
        }
      : null,
    telegram: e.TELEGRAM_TOKEN
      ? { token: e.TELEGRAM_TOKEN, apiUrl: e.TELEGRAM_API_URL ?? null, webhook }
      : null,
    databaseUrl: e.DATABASE_URL ?? null,
    dataDir: e.DATA_DIR,
    host: e.HOST,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL ?? `http://localhost:${e.PORT}`,
    masterKey: e.COUNTERSIGN_MASTER_KEY ?? null,
    callbackHosts: e.COUNTERSIGN_CALLBACK_HOSTS,
    roles: new Set(e.COUNTERSIGN_ROLES),
    log: { level: e.LOG_LEVEL, format: e.LOG_FORMAT },
  };
  return { ok: true, config };
}

/** Every secret value in a configuration: what the log must never show. */
export function secretsOf(config: Config): string[] {
  const secrets = [config.discord?.token, config.telegram?.token, config.telegram?.webhook?.secret];
  if (config.masterKey) secrets.push(Buffer.from(config.masterKey).toString("base64"));
  if (config.databaseUrl) {
    const { password } = new URL(config.databaseUrl);
    secrets.push(config.databaseUrl, password, decodeURIComponent(password));
  }
  return secrets.filter((secret) => secret !== undefined && secret !== "") as string[];
}

function readSecretFile(
  name: (typeof secretNames)[number],
  path: string | undefined,
  given: Record<string, string>,
  readFile: (path: string) => string,
  problems: string[],
): void {
  if (!path) return;
  if (given[name] !== undefined) {
    problems.push(`${name}: both ${name} and ${name}_FILE are set; keep one of them.`);
    return;
  }
  try {
    const text = readFile(path).trim();
    if (text) given[name] = text;
    else
      problems.push(
        `${name}_FILE: the file ${path} is empty; write the secret into it, or unset ${name}_FILE.`,
      );
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const why =
      code === "ENOENT"
        ? "does not exist"
        : code === "EACCES"
          ? "can't be read by this user"
          : "can't be read";
    problems.push(`${name}_FILE: the file ${path} ${why}; correct the path or its permissions.`);
  }
}

function shards(text: string, context: z.RefinementCtx): Shards {
  if (text === "auto") return "auto";
  const match = /^([0-9]{1,5})(?:-([0-9]{1,5}))?\/([0-9]{1,5})$/.exec(text);
  const [first, last, total] = match ? [match[1], match[2] ?? match[1], match[3]].map(Number) : [];
  if (first === undefined || last === undefined || total === undefined || first > last || last >= total) {
    context.addIssue({
      code: "custom",
      message:
        "expected auto, or this process's shards of the total such as 0-3/16 (counted from 0, so the last one of 16 is 15)",
    });
    return z.NEVER;
  }
  return { first, last, total };
}
