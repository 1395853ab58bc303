import { z } from "zod";
import type { Config } from "../../config.ts";
import { askPlatform, clockCheck, ok, problem, unknown, type Check, type Fetch } from "./check.ts";

const named = z.object({ id: z.string(), username: z.string() });
const application = z.object({ flags: z.number().default(0) });
const guilds = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));

const needed: [bigint, string][] = [
  [1n << 10n, "View Channels"],
  [1n << 11n, "Send Messages"],
  [1n << 7n, "View Audit Log"],
];
/** What would let whoever stole our token do harm. */
const powers: [bigint, string][] = [
  [1n << 3n, "Administrator"],
  [1n << 5n, "Manage Server"],
  [1n << 28n, "Manage Roles"],
  [1n << 4n, "Manage Channels"],
  [1n << 29n, "Manage Webhooks"],
  [1n << 13n, "Manage Messages"],
  [1n << 1n, "Kick Members"],
  [1n << 2n, "Ban Members"],
  [1n << 40n, "Moderate Members"],
];
/** Presence, Server Members and Message Content, each as approved and as limited. */
const privileged = (1 << 12) | (1 << 13) | (1 << 14) | (1 << 15) | (1 << 18) | (1 << 19);

export async function checkDiscord(
  discord: NonNullable<Config["discord"]>,
  fetch: Fetch,
  now: number,
): Promise<Check[]> {
  const base = `${discord.apiUrl ?? "https://discord.com/api"}/v10`;
  const ask = async (path: string) =>
    await askPlatform(fetch, base + path, { authorization: `Bot ${discord.token}` });
  const me = await ask("/users/@me");
  if (me.status === null)
    return [
      unknown("Discord", `${base} can't be reached (${me.why}). Check the network and DISCORD_API_URL.`),
    ];
  if (me.status === 401)
    return [
      problem(
        "Discord",
        "Discord refuses DISCORD_TOKEN. Make a new one: discord.com/developers, your application, Bot, Reset Token.",
      ),
    ];
  const who = named.safeParse(me.body);
  if (me.status !== 200 || !who.success)
    return [
      unknown("Discord", `${base} answered ${me.status} in a way we don't know. Check DISCORD_API_URL.`),
    ];
  const checks = [
    ok("Discord", `Signed in as ${who.data.username} (${who.data.id}).`),
    clockCheck("Discord", me.takenAt, now),
  ];

  const app = application.safeParse(bodyOf(await ask("/applications/@me")));
  if (!app.success) checks.push(unknown("Discord intents", "Discord did not say which intents are on."));
  else if (app.data.flags & privileged)
    checks.push(
      problem(
        "Discord intents",
        "Privileged intents are on, and Countersign needs none: turn Presence, Server Members and Message Content off on the Bot page.",
      ),
    );
  else checks.push(ok("Discord intents", "No privileged intent is on."));

  const list = guilds.safeParse(bodyOf(await ask("/users/@me/guilds?limit=200")));
  if (!list.success) return [...checks, unknown("Discord servers", "Discord did not list the servers.")];
  if (list.data.length === 0)
    checks.push(
      problem(
        "Discord servers",
        "Countersign is in no server yet. Add it with the invite link that `npm start` prints.",
      ),
    );
  return [...checks, ...list.data.map(serverCheck)];
}

function serverCheck(guild: z.infer<typeof guilds>[number]): Check {
  const about = `Discord server ${guild.name}`;
  const held = BigInt(/^[0-9]+$/.test(guild.permissions) ? guild.permissions : "0");
  const tooMuch = powers.filter(([bit]) => held & bit).map(([, name]) => name);
  if (tooMuch.length > 0)
    return problem(
      about,
      `Countersign holds ${tooMuch.join(", ")} and needs none of it. Take it out of Countersign's role.`,
    );
  const missing = needed.filter(([bit]) => !(held & bit)).map(([, name]) => name);
  if (missing.length > 0)
    return problem(about, `Countersign lacks ${missing.join(", ")}. Allow it in Countersign's role.`);
  return ok(about, "Countersign holds what it needs and no power.");
}

function bodyOf(answer: Awaited<ReturnType<typeof askPlatform>>): unknown {
  return answer.status === 200 ? answer.body : null;
}
