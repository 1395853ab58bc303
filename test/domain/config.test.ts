import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadConfig, secretNames, secretsOf, variableNames } from "../../src/config.ts";

const noFile = (path: string): string => {
  throw Object.assign(new Error(path), { code: "ENOENT" });
};
const good = (env: Record<string, string>, readFile = noFile) => {
  const result = loadConfig(env, readFile);
  if (!result.ok) throw new Error(result.problems.join("\n"));
  return result.config;
};
const problems = (env: Record<string, string>, readFile = noFile) => {
  const result = loadConfig(env, readFile);
  return result.ok ? [] : result.problems;
};

const secrets = new Set<string>(secretNames);
const masterKey = Buffer.alloc(32, 7).toString("base64");

test("an empty environment gives the defaults", () => {
  expect(good({ DISCORD_TOKEN: "", PORT: " ", UNKNOWN: "x" })).toEqual({
    discord: null,
    telegram: null,
    databaseUrl: null,
    dataDir: "./data",
    host: "127.0.0.1",
    port: 8787,
    publicUrl: "http://localhost:8787",
    masterKey: null,
    callbackHosts: [],
    roles: new Set(["discord", "telegram", "http", "worker"]),
    log: { level: "info", format: "pretty" },
  });
});

test("everything set", () => {
  const config = good({
    DISCORD_TOKEN: "abc.def.ghi",
    DISCORD_API_URL: "http://127.0.0.1:4001/api/",
    DISCORD_SHARDS: "0-3/16",
    DISCORD_MESSAGE_EVENTS: "on",
    TELEGRAM_TOKEN: "6123:AAE_x-y",
    TELEGRAM_WEBHOOK_URL: "https://bot.example/telegram",
    TELEGRAM_WEBHOOK_SECRET: "a".repeat(32),
    DATABASE_URL: "postgres://u:p%40ss-word@db:5432/c",
    COUNTERSIGN_MASTER_KEY: masterKey,
    COUNTERSIGN_ROLES: "http, worker",
    COUNTERSIGN_CALLBACK_HOSTS: "agents.internal, 10.0.0.7",
    PUBLIC_URL: "https://countersign.example/",
    PORT: "0",
    LOG_FORMAT: "json",
  });
  expect(config.discord).toEqual({
    token: "abc.def.ghi",
    apiUrl: "http://127.0.0.1:4001/api",
    shards: { first: 0, last: 3, total: 16 },
    messages: true,
  });
  expect(config.telegram?.webhook).toEqual({ url: "https://bot.example/telegram", secret: "a".repeat(32) });
  expect(config.publicUrl).toBe("https://countersign.example");
  expect(config.roles).toEqual(new Set(["http", "worker"]));
  expect(config.callbackHosts).toEqual(["agents.internal", "10.0.0.7"]);
  expect(config.masterKey).toEqual(new Uint8Array(32).fill(7));
  expect(secretsOf(config)).toEqual(
    expect.arrayContaining([
      "abc.def.ghi",
      "6123:AAE_x-y",
      "a".repeat(32),
      masterKey,
      "p@ss-word",
      "p%40ss-word",
    ]),
  );
});

test("one shard may be named alone", () => {
  expect(good({ DISCORD_TOKEN: "t", DISCORD_SHARDS: "5/16" }).discord?.shards).toEqual({
    first: 5,
    last: 5,
    total: 16,
  });
});

describe("what is wrong is said in one sentence that names the variable", () => {
  test.each([
    ["PORT", "99999", "expected a port number from 0 to 65535"],
    ["PORT", "http", "expected a port number from 0 to 65535"],
    ["DATABASE_URL", "mysql://root:hunter22@db/x", "expected a PostgreSQL address"],
    ["DISCORD_SHARDS", "0-16/16", "the last one of 16 is 15"],
    ["DISCORD_MESSAGE_EVENTS", "yes", "expected one of on, off"],
    ["DISCORD_SHARDS", "3-1/16", "such as 0-3/16"],
    ["DISCORD_TOKEN", "Bot abc.def", 'without "Bot" in front'],
    ["TELEGRAM_TOKEN", "AAE_secret-part", "as @BotFather prints it"],
    ["TELEGRAM_WEBHOOK_URL", "http://bot.example/x", "expected an https address"],
    ["TELEGRAM_WEBHOOK_SECRET", "short", "openssl rand -hex 32"],
    ["COUNTERSIGN_MASTER_KEY", "c2hvcnQ=", "openssl rand -base64 32"],
    ["COUNTERSIGN_CALLBACK_HOSTS", "http://agents.internal", "expected host names or addresses"],
    ["COUNTERSIGN_ROLES", "http,web", "expected one of discord, telegram, http, worker"],
    ["PUBLIC_URL", "countersign.example", "expected an http or https address"],
    ["PUBLIC_URL", "https://a.example/?x=1", "expected an http or https address"],
    ["DISCORD_API_URL", "ftp://discord", "expected an http or https address"],
    ["HOST", "127.0.0.1/8", "without a port"],
    ["LOG_LEVEL", "loud", "expected one of trace, debug"],
    ["LOG_FORMAT", "xml", "expected one of pretty, json"],
  ])("%s=%s", (name, value, expected) => {
    const found = problems({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name}: .*[^.]\\.$`));
    expect(found[0]).toContain(expected);
    if (secrets.has(name)) expect(found[0]).not.toContain(value.slice(-8));
  });

  test("all problems at once", () => {
    expect(problems({ PORT: "x", LOG_LEVEL: "y" })).toHaveLength(2);
  });

  test("a webhook needs its secret", () => {
    expect(problems({ TELEGRAM_TOKEN: "1:a", TELEGRAM_WEBHOOK_URL: "https://bot.example/x" })[0]).toMatch(
      /^TELEGRAM_WEBHOOK_SECRET: needed/,
    );
  });
});

const file = (path: string) => {
  if (path === "/run/secrets/telegram") return "6123:AAE_x\n";
  if (path === "/run/secrets/empty") return "\n";
  throw Object.assign(new Error(), { code: path === "/root/x" ? "EACCES" : "ENOENT" });
};

describe("a secret from a file", () => {
  test("is read and trimmed", () => {
    expect(good({ TELEGRAM_TOKEN_FILE: "/run/secrets/telegram" }, file).telegram?.token).toBe("6123:AAE_x");
  });

  test.each([
    [
      { TELEGRAM_TOKEN: "1:a", TELEGRAM_TOKEN_FILE: "/run/secrets/telegram" },
      /^TELEGRAM_TOKEN: both .* keep one/,
    ],
    [{ DISCORD_TOKEN_FILE: "/nowhere" }, /^DISCORD_TOKEN_FILE: the file \/nowhere does not exist;/],
    [{ DATABASE_URL_FILE: "/root/x" }, /^DATABASE_URL_FILE: the file \/root\/x can't be read by this user;/],
    [{ DISCORD_TOKEN_FILE: "/run/secrets/empty" }, /is empty; write the secret into it/],
  ])("%j", (env, expected) => {
    const found = problems(env, file);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  test("is not a way to give other variables", () => {
    expect(good({ PORT_FILE: "/run/secrets/telegram" }, file).port).toBe(8787);
  });
});

test(".env.example and the schema name the same variables, all empty", () => {
  const text = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => /^[A-Z]/.test(line));
  expect(lines.toSorted()).toEqual(variableNames.map((name) => `${name}=`).toSorted());
});
