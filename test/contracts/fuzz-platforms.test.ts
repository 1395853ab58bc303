/** Mutated updates of Telegram and events of Discord through the adapters' own doors: 62,000 of the 100,000 (SECURITY.md). */
import { expect, test } from "vitest";
import type { Actor, Inbox } from "../../src/platforms/platform.ts";
import { createDeliver as deliverOnDiscord } from "../../src/platforms/discord/deliver.ts";
import { rememberHidden } from "../../src/platforms/discord/hidden.ts";
import { createInbound as fromDiscord } from "../../src/platforms/discord/inbound.ts";
import { createDeliver } from "../../src/platforms/telegram/deliver.ts";
import { createAnswers } from "../../src/platforms/telegram/held-answer.ts";
import { createInbound } from "../../src/platforms/telegram/inbound.ts";
import { createMigrations } from "../../src/platforms/telegram/migrations.ts";
import { createPickers } from "../../src/platforms/telegram/pickers.ts";
import { createPresses } from "../../src/platforms/telegram/presses.ts";
import { createPrompts } from "../../src/platforms/telegram/prompts.ts";
import { createReply } from "../../src/platforms/telegram/reply.ts";
import { createTexts } from "../../src/platforms/telegram/texts.ts";
import { silent } from "../support/log.ts";
import { mutated, pick, seeded } from "../support/mutate.ts";
import { memoryInbox, memoryShelf } from "../support/telegram-adapter.ts";

const seed = 20_261_122;
const UPDATES = 58_000;
const EVENTS = 4_000;
/** Then everything begins anew: what adapters remember of strange places is not what is tested. */
const ROUND = 1_000;
const quiet = { ...silent, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Who did things, as the inbox heard it; an approver is never among those whose doing it was. */
function heard() {
  const actors: Actor[] = [];
  const inbox: Inbox = memoryInbox({
    press: async ({ actor }) => void actors.push(actor),
    command: async ({ actor }) => void actors.push(actor),
    form: async ({ actor }) => void actors.push(actor),
  });
  return { inbox, actors };
}

/** A refusal in words is fine; what only a bug throws is not. */
function isBug(failure: unknown): boolean {
  return failure instanceof TypeError || failure instanceof ReferenceError || failure instanceof RangeError;
}

const user = { id: 5550004, is_bot: false, first_name: "Oskar", username: "oskar", language_code: "de" };
const chat = { id: -1002000000001, type: "supergroup", title: "Team" };
const bot = { id: 7000000001, is_bot: true, first_name: "Countersign", username: "countersign_bot" };
const message = { message_id: 71, date: 1_795_348_800, chat, from: bot, text: "Approval needed" };
const member = { user: { ...user, id: 7000000002, is_bot: true }, status: "member" };
const updates = [
  {
    callback_query: {
      id: "1",
      from: user,
      chat_instance: "7",
      message,
      data: "approve:req_77rx0phd0wsvqvg9f6qjgnwydx",
    },
  },
  {
    callback_query: {
      id: "2",
      from: user,
      chat_instance: "7",
      message: { ...message, date: 0 },
      data: "s:0:setup",
    },
  },
  {
    message: {
      ...message,
      from: user,
      text: "/audit@countersign_bot helpdesk",
      entities: [{ type: "bot_command", offset: 0, length: 22 }],
      reply_to_message: message,
    },
  },
  {
    message: {
      ...message,
      from: user,
      chat: { id: 5550004, type: "private", first_name: "Oskar" },
      text: "/start setup",
    },
  },
  {
    message: {
      ...message,
      from: user,
      chat: { id: 5550004, type: "private" },
      chat_shared: { request_id: 3, chat_id: -1 },
    },
  },
  { message: { ...message, from: user, new_chat_members: [member.user], text: undefined } },
  { message: { ...message, from: user, migrate_to_chat_id: -1002000000009, text: undefined } },
  {
    message: {
      ...message,
      from: user,
      pinned_message: message,
      forward_origin: { type: "user", sender_user: user, date: 1 },
    },
  },
  {
    my_chat_member: {
      chat,
      from: user,
      date: 1,
      old_chat_member: { user: bot, status: "left" },
      new_chat_member: { user: bot, status: "administrator", can_manage_chat: true },
    },
  },
  {
    chat_member: {
      chat,
      from: user,
      date: 1,
      old_chat_member: member,
      new_chat_member: { ...member, status: "administrator", can_delete_messages: true },
    },
  },
];

test(`no update of Telegram's is a crash, nor anybody else's doing: ${UPDATES}`, async () => {
  const random = seeded(seed);
  const { inbox, actors } = heard();
  const begin = () => {
    const shelf = memoryShelf();
    const now = () => 1_795_348_860_000;
    const results = [true, { message_id: 9, chat, date: 1 }, [], {}, null];
    const callApi: Parameters<typeof createAnswers>[0] = async (_method, _params, read) => {
      for (const result of results) {
        const fits = read.safeParse(result);
        if (fits.success) return fits.data;
      }
      throw new Error("no answer fits");
    };
    const me = { ...bot, id: String(bot.id), is_bot: true as const };
    const migrations = createMigrations((event) => inbox.change(event));
    const pickers = createPickers(shelf);
    const deliver = createDeliver({ callApi, shelf, migrations, pickers, log: quiet });
    const prompts = createPrompts({ callApi, deliver, shelf, log: quiet, now, promptMs: 900_000 });
    const replyTo = createReply(deliver, me.username);
    return createInbound({
      me,
      inbox,
      migrations,
      log: quiet,
      onText: createTexts({ me, inbox, prompts, pickers, replyTo, now, log: quiet }),
      onPress: createPresses({ inbox, prompts, answerOf: createAnswers(callApi, quiet, 1), replyTo }),
    });
  };
  let handle = begin();
  const bugs: unknown[] = [];
  let refused = 0;
  for (let n = 0; n < UPDATES; n += 1) {
    if (n % ROUND === 0) handle = begin();
    const update = mutated(pick(random, updates), random);
    await handle({ ...update, update_id: n }).catch((failure: unknown) => {
      refused += 1;
      if (isBug(failure)) bugs.push([failure, update]);
    });
  }
  expect(
    bugs
      .slice(0, 3)
      .map((each) =>
        JSON.stringify(each, (_, value: unknown) =>
          value instanceof Error ? String(value.stack).slice(0, 600) : value,
        ).slice(0, 1_500),
      ),
  ).toEqual([]);
  // Some of each: what is hopeless is refused, what is still somebody's doing arrives.
  expect(refused).toBeGreaterThan(UPDATES / 100);
  expect(actors.length).toBeGreaterThan(UPDATES / 20);
  for (const { id } of actors) expect(id).toMatch(/^-?\d{1,20}$/);
  expect(({} as Record<string, unknown>)["manages"]).toBeUndefined();
}, 120_000);

const guild = "110000000000000001";
const oskar = { id: "210000000000000004", username: "oskar", global_name: "Oskar", bot: false };
const interaction = {
  id: "900000000000000001",
  application_id: "310000000000000001",
  type: 3,
  token: "interaction-token",
  guild_id: guild,
  channel_id: "130000000000000007",
  channel: { id: "130000000000000007", type: 0, parent_id: null },
  context: 0,
  authorizing_integration_owners: { "0": guild },
  app_permissions: "3200",
  member: { user: oskar, nick: null, permissions: "3072", roles: [] },
  locale: "de",
  message: { id: "71", flags: 0 },
  data: { component_type: 2, custom_id: "approve:req_77rx0phd0wsvqvg9f6qjgnwydx" },
};
const events = [
  { t: "INTERACTION_CREATE", d: interaction },
  {
    t: "INTERACTION_CREATE",
    d: { ...interaction, data: { component_type: 3, custom_id: "choose:1", values: ["a", "b"] } },
  },
  {
    t: "INTERACTION_CREATE",
    d: {
      ...interaction,
      type: 2,
      data: { id: "1", name: "audit", type: 1, options: [{ name: "agent", type: 3, value: "helpdesk" }] },
    },
  },
  {
    t: "INTERACTION_CREATE",
    d: {
      ...interaction,
      type: 4,
      data: {
        id: "1",
        name: "audit",
        type: 1,
        options: [{ name: "agent", type: 3, value: "h", focused: true }],
      },
    },
  },
  {
    t: "INTERACTION_CREATE",
    d: {
      ...interaction,
      type: 5,
      data: {
        custom_id: "deny:req_77rx0phd0wsvqvg9f6qjgnwydx",
        components: [{ type: 18, component: { type: 4, custom_id: "reason", value: "no" } }],
      },
    },
  },
  {
    t: "GUILD_CREATE",
    d: {
      id: guild,
      name: "Lamps",
      preferred_locale: "en-US",
      channels: [{ id: "1", type: 0, permission_overwrites: [] }],
    },
  },
  { t: "GUILD_DELETE", d: { id: guild, unavailable: true } },
  {
    t: "CHANNEL_UPDATE",
    d: {
      id: "1",
      guild_id: guild,
      type: 0,
      permission_overwrites: [{ id: guild, type: 0, allow: "0", deny: "1024" }],
    },
  },
  {
    t: "GUILD_ROLE_UPDATE",
    d: {
      guild_id: guild,
      role: { id: "2", name: "Bots", permissions: "8", tags: { bot_id: "310000000000000002" } },
    },
  },
  {
    t: "GUILD_AUDIT_LOG_ENTRY_CREATE",
    d: {
      guild_id: guild,
      id: "950000000000000001",
      user_id: "310000000000000002",
      target_id: oskar.id,
      action_type: 22,
      reason: "spam",
      changes: [{ key: "permissions", old_value: "0", new_value: "8" }],
      options: { channel_id: "1", count: "2" },
    },
  },
  { t: "READY", d: { guilds: [{ id: guild, unavailable: true }] } },
] as const;

test(`no event of Discord's is a crash, nor anybody else's doing: ${EVENTS}`, async () => {
  const random = seeded(seed + 1);
  const { inbox, actors } = heard();
  const begin = () => {
    const shelf = memoryShelf();
    const now = () => 1_795_348_860_000;
    const discord = { rest: {}, call: async () => ({ id: "71", channel_id: "1" }) } as unknown as Parameters<
      typeof deliverOnDiscord
    >[0];
    return fromDiscord({
      discord,
      deliver: deliverOnDiscord(discord, shelf, now),
      inbox,
      hidden: rememberHidden(shelf),
      shelf,
      self: "310000000000000001",
      messages: false,
      now,
      log: quiet,
    });
  };
  let listener = begin();
  const bugs: unknown[] = [];
  const late: unknown[] = [];
  let refused = 0;
  for (let n = 0; n < EVENTS; n += 1) {
    if (n % ROUND === 0) listener = begin();
    const { t, d } = pick(random, events);
    const event = { op: 0, s: n, t, d: mutated(d as unknown, random) } as unknown as Parameters<
      typeof listener.take
    >[0];
    // What fails inside is asked again after a pause: that pause is not what is tested here.
    const done = listener.take(event, { id: 0, count: 1 }).catch((failure: unknown) => {
      refused += 1;
      if (isBug(failure)) bugs.push([failure, event]);
    });
    late.push(done);
    if (late.length >= 200)
      await Promise.race([Promise.all(late.splice(0)), new Promise((resolve) => setTimeout(resolve, 5))]);
  }
  expect(
    bugs
      .slice(0, 3)
      .map((each) =>
        JSON.stringify(each, (_, value: unknown) =>
          value instanceof Error ? String(value.stack).slice(0, 600) : value,
        ).slice(0, 1_500),
      ),
  ).toEqual([]);
  expect(refused).toBeGreaterThan(EVENTS / 100);
  expect(actors.length).toBeGreaterThan(EVENTS / 20);
  for (const { platform } of actors) expect(platform).toBe("discord");
  expect(({} as Record<string, unknown>)["manages"]).toBeUndefined();
}, 120_000);
