/**
 * Every command and every button, done by a person on each platform in the sandbox's shop, and what that cost the platform in
 * HTTP calls. Used by the contract test, which looks at what was said, and by the benchmark, which counts.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { commands } from "../../src/commands/index.ts";
import { presses } from "../../src/commands/presses/index.ts";
import { attestations, copies, findings } from "../../src/db/schema.ts";
import type { Block, Card, PlatformId } from "../../src/platforms/platform.ts";
import { discordIds, telegramIds } from "../../src/sandbox/world/ids.ts";
import type { PersonName } from "../../src/sandbox/world/people.ts";
import { unfreezeAgent } from "../../src/use-cases/unfreeze-agent.ts";
import { eventually, refundOf, type shopWorld } from "./shop-world.ts";

type Shop = Awaited<ReturnType<typeof shopWorld>>;

/** One thing that a person did. */
export interface Interaction {
  platform: PlatformId;
  kind: "command" | "button" | "form";
  name: string;
  /** In the order in which they arrived, without what only waits for news. */
  calls: { call: string; body: unknown }[];
  /** Which of the calls, from 0, is the acknowledgement; -1 where there is none. Telegram has none for what people write. */
  acknowledged: number;
}

const home = {
  discord: { place: discordIds.approvals, workspace: discordIds.guild, bot: discordIds.helpdesk },
  telegram: { place: telegramIds.team, workspace: telegramIds.team, bot: telegramIds.helpdesk },
} as const;
/** Whoever may decide; everything else is done by the owner. */
const approver = { discord: "fiona", telegram: "mo" } as const;
const isDecision = (verb: string) => /^(approve(-|$)|deny|details|freeze)/.test(verb);
const platforms = ["discord", "telegram"] as const;

/** What is typed behind a command that asks for more. */
const typed: Record<string, string[]> = {
  freeze: ["herald", "it spams"],
  unfreeze: ["herald", "it is well again"],
  agent: ["helpdesk"],
};
const named: Record<string, string[]> = {
  freeze: ["agent", "reason"],
  unfreeze: ["agent", "reason"],
  agent: ["agent"],
};

/** Nothing waits behind these here: what they cost is looking that up and saying so. */
const over = new Set(
  "forget confirm-change drop-change confirm-setup leave-setup unfreeze stay-frozen cancel".split(" "),
);

interface Prepared {
  subject: string[];
  /** For what is chosen from a menu. */
  value?: string;
}

/** What each button is about; made anew each time, because many can be pressed only once. */
async function prepare(shop: Shop, platform: PlatformId, verb: string, turn: number): Promise<Prepared> {
  const { workspace, bot } = home[platform];
  if (over.has(verb)) return { subject: ["none_0123456789abcdef"] };
  if (isDecision(verb)) {
    // An agent may ask only so often, and not for a while when people keep saying no: each asks an hour after the last.
    shop.clock.ahead += 3_700_000;
    const { request } = await shop.ask(refundOf(70_000 + turn));
    return { subject: [request.id] };
  }
  if (verb === "stop") return { subject: ["helpdesk"] };
  if (verb === "finding" || verb.startsWith("finding-")) {
    const rows = await shop.ctx.db.select().from(findings);
    const row = rows.find((one) => one.platform === platform && one.closedAt === null);
    return { subject: [row?.id ?? "none"] };
  }
  if (verb === "findings") return { subject: [workspace, "o", "a", "-", "0"] };
  if (verb === "setup-place") return { subject: [workspace, "reports"], value: home[platform].place };
  if (verb === "setup-purpose") return { subject: [workspace, bot], value: "support" };
  if (verb === "setup-approvers")
    return { subject: [workspace], value: platform === "discord" ? discordIds.finance : "5550002" };
  if (verb === "agent-pick") return { subject: ["all"], value: `${workspace}:${bot}` };
  if (verb === "agent-purpose") return { subject: [workspace, bot], value: "support" };
  if (verb.startsWith("agent")) return { subject: [workspace, bot] };
  if (verb === "checklist-agree" || verb === "checklist-revoke") {
    const rows = await shop.ctx.db.select().from(attestations);
    return { subject: [rows.find((one) => one.platform === platform)?.id ?? "none"] };
  }
  if (verb === "checklist") return { subject: [workspace] };
  if (verb.startsWith("checklist-")) return { subject: [workspace, "5", "-"] };
  return { subject: [workspace, "0"] };
}

/** Everything, one after the other, so that each one's calls are its own. */
export async function everyInteraction(shop: Shop): Promise<Interaction[]> {
  // The look that a change leads to some seconds later would run into the middle of something else.
  Object.assign(shop.ctx.effects, { lookAgain: async () => {} });
  await shop.ctx.db.execute(sql`delete from pgboss.job where name = 'look-again'`);
  await quiet(shop);
  const done: Interaction[] = [];
  let turn = 0;
  for (const platform of platforms) {
    for (const { spec } of commands) {
      if (spec.only !== undefined && spec.only !== platform) continue;
      const once = async () => [
        told(
          platform,
          "command",
          spec.name,
          await during(shop, platform, () => type(shop, platform, spec.name)),
        ),
      ];
      done.push(...(await surely(shop, once)));
    }
    for (const { verb, form } of presses) {
      const once = () => pressing(shop, platform, verb, form?.field.id, (turn += 1));
      done.push(...(await surely(shop, once)));
    }
  }
  return done;
}

/** What something earlier still sends may arrive in the middle on a busy machine; a second time that is over. */
async function surely(shop: Shop, once: () => Promise<Interaction[]>): Promise<Interaction[]> {
  const first = await once();
  await melt(shop);
  if (first.every(({ platform, acknowledged }) => platform === "telegram" || acknowledged === 0))
    return first;
  await sleep(1_000);
  const second = await once();
  await melt(shop);
  return second;
}

/** One press, and the form that it opens. */
async function pressing(
  shop: Shop,
  platform: PlatformId,
  verb: string,
  field: string | undefined,
  turn: number,
): Promise<Interaction[]> {
  const { subject, value } = await prepare(shop, platform, verb, turn);
  const press = [verb, ...subject].join(":");
  const who = isDecision(verb) ? approver[platform] : "olivia";
  const message = await put(shop, platform, cardWith(press, value), isDecision(verb) ? subject[0] : null);
  const calls = await during(shop, platform, () => use(shop, platform, who, { message, press, value }));
  const pressed = told(platform, "button", verb, calls);
  if (field === undefined) return [pressed];
  const filled = await during(shop, platform, () => fill(shop, platform, who, field));
  return [pressed, told(platform, "form", verb, filled)];
}

/** Puts a card into the room, or in the place of a request's own: those are believed only where they were posted. */
async function put(
  shop: Shop,
  platform: PlatformId,
  card: Card,
  request: string | null | undefined,
): Promise<string> {
  const { place: channel, workspace } = home[platform];
  const place = { platform, workspace, channel };
  const there = shop.ctx.platforms[platform];
  if (!there) throw new Error(`${platform} is not connected`);
  if (!request) return (await there.post(place, card, newKey())).message;
  const message = await eventually("the request's card", async () => {
    const rows = await shop.ctx.db.select().from(copies);
    return rows.find((row) => row.requestId === request && row.platform === platform)?.message;
  });
  await quiet(shop);
  await there.edit({ place, message }, card);
  return message;
}

let posts = 0;
const newKey = () => `every-${(posts += 1)}`;

function cardWith(press: string, value: string | undefined): Card {
  const blocks: Block[] =
    value === undefined
      ? []
      : [
          {
            kind: "select",
            select: {
              of: "options",
              press,
              label: "Which",
              chosen: [],
              options: [{ value, label: "This one" }],
            },
          },
        ];
  const buttons: Card["buttons"] = value === undefined ? [[{ press, label: "Go on", style: "primary" }]] : [];
  return { tone: "neutral", title: "Something to press", blocks, buttons };
}

async function type(shop: Shop, platform: PlatformId, name: string): Promise<void> {
  const words = typed[name] ?? [];
  if (platform === "telegram") {
    const alone = name === "start" || name === "link";
    const line = alone ? `/${name}` : `/${name}@countersign_bot ${words.join(" ")}`.trim();
    shop.onTelegram("olivia").type(alone ? telegramIds.countersign : telegramIds.team, line);
    return;
  }
  const person = shop.onDiscord("olivia");
  const options = Object.fromEntries((named[name] ?? []).map((option, at) => [option, words[at] ?? ""]));
  const alone = name === "link";
  await person.type(alone ? person.dm(discordIds.countersign) : discordIds.approvals, `/${name}`, options);
}

async function use(
  shop: Shop,
  platform: PlatformId,
  who: PersonName,
  { message, press, value }: { message: string; press: string; value: string | undefined },
): Promise<void> {
  const { place } = home[platform];
  if (platform === "telegram")
    await shop.onTelegram(who).press(place, message, value === undefined ? press : `${press}=${value}`);
  else if (value === undefined) await shop.onDiscord(who).press(place, message, press);
  else await shop.onDiscord(who).select(place, message, [value]);
}

async function fill(shop: Shop, platform: PlatformId, who: PersonName, field: string): Promise<void> {
  const words = "I looked at it myself";
  if (platform === "discord") return void (await shop.onDiscord(who).submit({ [field]: words }));
  const person = shop.onTelegram(who);
  const asked = await eventually("the question", () =>
    person.sees(telegramIds.team).findLast(({ prompt }) => prompt?.kind === "force_reply"),
  );
  person.type(telegramIds.team, words, { replyTo: asked.id });
}

/** Nobody stays frozen for what comes next. */
async function melt(shop: Shop): Promise<void> {
  for (const id of ["helpdesk", "herald"])
    await unfreezeAgent(shop.ctx, { agentId: id, by: "operator", reason: "it was a test" });
}

type Call = Interaction["calls"][number];

/** Waits for news, says nothing. */
const waiting = new Set(["getUpdates", "getMe"]);

function callsOf(shop: Shop, platform: PlatformId): Call[] {
  if (platform === "discord")
    return shop.discord.requests.map(({ method, route, path, body }) => ({
      call: `${method} ${route ?? path}`,
      body,
    }));
  return shop.telegram.requests
    .filter(({ method, botId }) => botId === telegramIds.countersign && !waiting.has(method))
    .map(({ method, params }) => ({ call: method, body: params }));
}

/** Until nothing was sent to either platform for a while: people see what there is, and the queue has run dry. */
const QUIET_MS = 60;

async function quiet(shop: Shop): Promise<void> {
  const count = () => callsOf(shop, "discord").length + callsOf(shop, "telegram").length;
  let last = -1;
  for (let now = count(); now !== last; now = count()) {
    last = now;
    await sleep(QUIET_MS);
  }
}

async function during(shop: Shop, platform: PlatformId, act: () => Promise<void>): Promise<Call[]> {
  await quiet(shop);
  const before = callsOf(shop, platform).length;
  await act();
  await eventually("an answer", () => callsOf(shop, platform).length > before);
  await quiet(shop);
  return callsOf(shop, platform).slice(before);
}

const answers = /^(answerCallbackQuery|POST \/interactions\/)/;

function told(platform: PlatformId, kind: Interaction["kind"], name: string, calls: Call[]): Interaction {
  return { platform, kind, name, calls, acknowledged: calls.findIndex(({ call }) => answers.test(call)) };
}
