import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Command } from "commander";
import { resolve } from "../../../src/cli/resolve.ts";
import { CliFailure } from "../../../src/cli/verb.ts";
import { CHANNEL_BITS, KNOWN, maskOf } from "../../../src/domain/discord/flags.ts";

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/discord/${name}.json`, import.meta.url));
const bits = (names: string): string => maskOf(names.split(" ").filter(Boolean)).toString();
const id = (n: number): string => `11800000000000${String(n).padStart(4, "0")}`;

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  let code: number | null = null;
  const program = new Command().exitOverride();
  resolve(
    program,
    {
      env: {},
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      stdin: () => Promise.resolve(""),
    },
    (chosen) => {
      code = chosen;
    },
  );
  await program.parseAsync(["resolve", ...args], { from: "user" });
  const lines = out
    .join("\n")
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, string | null>);
  return { lines, err, code };
}

const [hal, sue, tim, countersign] = [id(21), id(22), id(23), id(20)];
const [category, general, news, staff, voice, hidden, thread, privateThread] = [
  40, 41, 42, 43, 44, 45, 46, 47,
].map(id);
const EVERYONE =
  "VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY ADD_REACTIONS USE_APPLICATION_COMMANDS SEND_MESSAGES_IN_THREADS";
const SUE = `${EVERYONE} EMBED_LINKS MENTION_EVERYONE MANAGE_ROLES`;
const FUTURE = "BIT_54 BIT_63 BIT_70";
const without = (names: string, ...gone: string[]): string =>
  names
    .split(" ")
    .filter((name) => !gone.includes(name))
    .join(" ");
const ALL = (KNOWN | BigInt(bits(FUTURE))).toString();
const OPEN = (CHANNEL_BITS | BigInt(bits(FUTURE))).toString();
const LEFT = "VIEW_CHANNEL READ_MESSAGE_HISTORY";

/** member, channel, raw, effective, unknown: worked out by hand from test/fixtures/discord/small.json. */
const expected: [string, string | null | undefined, string, string, string][] = [
  [hal, null, ALL, ALL, "0"],
  [hal, hidden, ALL, ALL, "0"],
  [hal, privateThread, ALL, ALL, "0"],
  [sue, null, bits(SUE), bits(SUE), "0"],
  [
    sue,
    category,
    bits(without(SUE, "SEND_MESSAGES")),
    bits(without(SUE, "SEND_MESSAGES", "EMBED_LINKS", "MENTION_EVERYONE")),
    "0",
  ],
  [sue, general, bits(SUE), bits(SUE), "0"],
  [sue, news, bits(without(SUE, "MENTION_EVERYONE")), bits(without(SUE, "MENTION_EVERYONE")), "0"],
  [sue, staff, bits(without(SUE, "VIEW_CHANNEL")), "0", "0"],
  [sue, voice, bits(SUE), bits("VIEW_CHANNEL"), "0"],
  [sue, hidden, "0", "0", OPEN],
  [
    sue,
    thread,
    bits(without(SUE, "MENTION_EVERYONE")),
    bits(without(SUE, "MENTION_EVERYONE", "SEND_MESSAGES")),
    "0",
  ],
  [sue, privateThread, bits(SUE), bits(without(SUE, "SEND_MESSAGES")), "0"],
  [tim, null, bits(`${EVERYONE} ${FUTURE}`), bits(LEFT), "0"],
  [tim, general, bits(`${EVERYONE} ${FUTURE}`), bits(LEFT), "0"],
  [
    tim,
    privateThread,
    bits(`${without(EVERYONE, "VIEW_CHANNEL", "READ_MESSAGE_HISTORY")} ${FUTURE}`),
    "0",
    bits(LEFT),
  ],
  [countersign, null, bits(`${EVERYONE} VIEW_AUDIT_LOG`), bits(`${EVERYONE} VIEW_AUDIT_LOG`), "0"],
  [
    countersign,
    news,
    bits(`${without(EVERYONE, "READ_MESSAGE_HISTORY")} VIEW_AUDIT_LOG`),
    bits(`${without(EVERYONE, "READ_MESSAGE_HISTORY")} VIEW_AUDIT_LOG`),
    "0",
  ],
  [
    countersign,
    privateThread,
    bits("SEND_MESSAGES"),
    "0",
    bits(`${without(EVERYONE, "SEND_MESSAGES")} VIEW_AUDIT_LOG`),
  ],
];

it("prints exact masks for every bot at guild level and in every channel", async () => {
  const { lines, code, err } = await run("--snapshot", fixture("small"));
  expect(code).toBe(0);
  expect(err).toEqual([]);
  expect(lines).toHaveLength(4 * 9);
  expect(Object.keys(lines[0]!)).toEqual(["snapshot", "member", "channel", "raw", "effective", "unknown"]);
  for (const [member, channel, raw, effective, unknown] of expected)
    expect(lines).toContainEqual({ snapshot: fixture("small"), member, channel, raw, effective, unknown });
});

it("--all adds the people; several files follow one another", async () => {
  const { lines } = await run("--all", "--snapshot", fixture("small"), fixture("unknown-role"));
  expect(lines).toHaveLength(6 * 9 + 6 * 3);
  const owner = lines.filter((line) => line["member"] === id(10) && line["snapshot"] === fixture("small"));
  expect(new Set(owner.map((line) => line["effective"]))).toEqual(new Set([ALL]));
});

it("a role that is not in the guild is unknown, and said so beside the lines", async () => {
  const { lines, err, code } = await run("--snapshot", fixture("unknown-role"));
  expect(code).toBe(0);
  expect(err).toEqual([
    `${fixture("unknown-role")}: members[4].roles: role ${id(39)} not in guild.roles: what they grant is unknown`,
  ]);
  const atGuild = lines.find((line) => line["member"] === sue && line["channel"] === null)!;
  expect(atGuild["raw"]).toBe(bits(SUE));
  expect(atGuild["unknown"]).toBe((BigInt(ALL) & ~BigInt(bits(SUE))).toString());
});

it.each([
  [
    "bad-mask",
    'channels[2].permission_overwrites[1].allow: expected a permission mask as a decimal string, such as "3072".',
  ],
  ["duplicate-member", `members[3].user.id: ${countersign} is already used by members[2].`],
  ["not-there", "there is no such file."],
])("%s: one sentence that names the file and the place, exit code 3", async (name, sentence) => {
  const failure: unknown = await run("--snapshot", fixture(name)).catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(CliFailure);
  expect((failure as CliFailure).exitCode).toBe(3);
  expect((failure as CliFailure).message).toBe(`${fixture(name)}: ${sentence}`);
});
