/** A small Telegram world for protocol tests: an owner, an admin, a member, an outsider, Countersign and two siblings. */
import { Telegram } from "telegraf";
import type { TelegramSandbox, TelegramWorld } from "../../src/sandbox/telegram/server.ts";

export const ada = 5551; // owns the chats and the bots
export const ben = 5552; // admin, may promote
export const cem = 5553; // member
export const dot = 5559; // in no chat

export const countersign = 42;
export const helper = 43; // privacy on, plain member
export const snoop = 44; // privacy off, plain member

export const group = -1001;
export const forum = -1002;
export const channel = -1003;
export const basic = -77;

export const topic = 9;

const tokens: Record<number, string> = { [countersign]: "42:cs", [helper]: "43:he", [snoop]: "44:sn" };
export type BotId = typeof countersign | typeof helper | typeof snoop;

export function smallWorld(): TelegramWorld {
  return {
    users: [
      { id: ada, firstName: "Ada", language: "en" },
      { id: ben, firstName: "Ben", lastName: "Okri", username: "benokri" },
      { id: cem, firstName: "Cem" },
      { id: dot, firstName: "Dot" },
    ],
    bots: [
      { id: countersign, token: "42:cs", name: "Countersign", username: "countersign_bot", owner: ada },
      { id: helper, token: "43:he", name: "Helper", username: "helper_bot", owner: ada },
      { id: snoop, token: "44:sn", name: "Snoop", username: "snoop_bot", owner: ada, privacy: false },
    ],
    chats: [
      {
        id: group,
        type: "supergroup",
        title: "Shop",
        owner: ada,
        admins: [
          { id: countersign, rights: { can_manage_chat: true } },
          {
            id: ben,
            rights: { can_promote_members: true, can_restrict_members: true, can_invite_users: true },
          },
        ],
        members: [cem, helper, snoop],
      },
      {
        id: forum,
        type: "supergroup",
        title: "Topics",
        owner: ada,
        admins: [{ id: countersign, rights: { can_manage_topics: true, can_pin_messages: true } }],
        members: [cem],
        topics: [{ id: topic, name: "Refunds" }],
      },
      {
        id: channel,
        type: "channel",
        title: "News",
        owner: ada,
        admins: [
          { id: helper, rights: { can_post_messages: true } },
          { id: countersign, rights: { can_manage_chat: true } },
        ],
        members: [cem],
      },
      { id: basic, type: "group", title: "Small", owner: ada, members: [cem, countersign, helper] },
    ],
    started: [{ user: ada, bot: countersign }],
  };
}

/** The real SDK, as the bot with this id. */
export function sdk(sandbox: TelegramSandbox, bot: BotId = countersign): Telegram {
  return new Telegram(tokens[bot] ?? "", { apiRoot: sandbox.apiUrl });
}

/** Methods and parameters that telegraf's types are too old for. */
export function call<T = unknown>(telegram: Telegram, method: string, params: object = {}): Promise<T> {
  return telegram.callApi(method as never, params as never);
}

/** Telegram's words for why not; fails when the call succeeds. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the call should have been refused, but it succeeded");
}

/** What waits for a bot, without confirming it. */
export async function pending<T = Record<string, never>>(telegram: Telegram): Promise<T[]> {
  return await call<T[]>(telegram, "getUpdates");
}

/** Takes everything that waits, so that the next look sees only what is new. */
export async function drain(...telegrams: Telegram[]): Promise<void> {
  for (const telegram of telegrams) {
    const last = (await call<{ update_id: number }[]>(telegram, "getUpdates", { offset: -1 })).at(-1);
    if (last) await call(telegram, "getUpdates", { offset: last.update_id + 1 });
  }
}
