/** From the plain seed to a live state. A seed that contradicts itself is refused with a sentence. */
import type { TelegramUser } from "@gramio/types";
import { allRights, newMember, permissionsFor, rightsFor } from "./rights.ts";
import type { Bot, Chat, Person, State } from "./state.ts";
import { chatKey, privateKey, userOf } from "./state.ts";
import { createInbox } from "./updates.ts";
import type { TelegramBotSeed, TelegramChatSeed, TelegramPersonSeed, TelegramWorld } from "./world.ts";
import { numericId } from "./world.ts";

export function seedState(world: TelegramWorld, now: () => number): State {
  let counter = 1000;
  const state: State = {
    now,
    people: new Map(world.users.map((seed) => [numericId(seed.id), person(seed)])),
    bots: new Map(world.bots.map((seed) => [numericId(seed.id), bot(seed)])),
    chats: new Map(),
    queries: new Map(),
    files: new Map(),
    upgraded: new Map(),
    messagesPerMinute: null,
    sent: new Map(),
    next: () => ++counter,
    perform: () => {},
  };
  for (const seed of world.chats) {
    const chat = groupChat(state, seed);
    state.chats.set(chat.key, chat);
  }
  for (const { user, bot } of world.started ?? [])
    openPrivateChat(state, numericId(bot), numericId(user)).private = {
      bot: numericId(bot),
      person: numericId(user),
      started: true,
      blocked: false,
    };
  return state;
}

/** The private chat of a bot and a person, made when it is first needed. */
export function openPrivateChat(state: State, bot: number, person: number): Chat {
  const key = privateKey(bot, person);
  const known = state.chats.get(key);
  if (known) return known;
  const chat = emptyChat(key, person, "private", userOf(state, person)?.first_name ?? "");
  chat.private = { bot, person, started: false, blocked: false };
  state.chats.set(key, chat);
  return chat;
}

export function emptyChat(key: string, id: number, type: Chat["type"], title: string): Chat {
  return {
    key,
    id,
    type,
    title,
    username: null,
    forum: false,
    members: new Map(),
    permissions: permissionsFor({}, type !== "channel"),
    topics: new Map(),
    messages: new Map(),
    lastMessageId: 0,
    lastBotToPost: null,
    pinned: null,
    private: null,
  };
}

function person(seed: TelegramPersonSeed): Person {
  const user: TelegramUser = { id: numericId(seed.id), is_bot: false, first_name: seed.firstName };
  if (seed.lastName) user.last_name = seed.lastName;
  if (seed.username) user.username = seed.username;
  if (seed.language) user.language_code = seed.language;
  return { user };
}

function bot(seed: TelegramBotSeed): Bot {
  const id = numericId(seed.id);
  if (!seed.token.startsWith(`${id}:`)) throw new Error(`the token of bot ${id} must begin with "${id}:"`);
  return {
    user: { id, is_bot: true, first_name: seed.name, username: seed.username },
    token: seed.token,
    owner: numericId(seed.owner),
    privacy: seed.privacy ?? true,
    canJoinGroups: seed.canJoinGroups ?? true,
    botToBot: seed.botToBot ?? false,
    features: seed.features ?? {},
    inbox: createInbox(700_000_000 + (id % 1000) * 1000),
    commands: new Map(),
    session: "open",
    defaultRights: { groups: null, channels: null },
  };
}

function groupChat(state: State, seed: TelegramChatSeed): Chat {
  const id = numericId(seed.id);
  if (id >= 0) throw new Error(`the id of chat "${seed.title}" must be negative: ${id}`);
  const chat = emptyChat(chatKey(id), id, seed.type, seed.title);
  chat.username = seed.username ?? null;
  if (seed.permissions) chat.permissions = permissionsFor(seed.permissions, seed.type !== "channel");
  if (seed.topics) {
    chat.forum = true;
    for (const topic of seed.topics)
      chat.topics.set(numericId(topic.id), { name: topic.name, closed: false });
    chat.lastMessageId = Math.max(0, ...chat.topics.keys());
  }
  fillMembers(chat, seed);
  for (const id of chat.members.keys())
    if (!userOf(state, id)) throw new Error(`chat "${seed.title}" names ${id}, who is not in the world`);
  const openDoors = new Set((seed.joinedWithPrivacyOff ?? []).map(numericId));
  for (const [id, member] of chat.members)
    member.readsAll = openDoors.has(id) || state.bots.get(id)?.privacy === false;
  return chat;
}

function fillMembers(chat: Chat, seed: TelegramChatSeed): void {
  const owner = numericId(seed.owner);
  chat.members.set(owner, {
    ...newMember("creator"),
    rights: { ...allRights(seed.type), is_anonymous: seed.ownerAnonymous ?? false },
  });
  for (const admin of seed.admins ?? [])
    chat.members.set(numericId(admin.id), {
      ...newMember("administrator"),
      rights: rightsFor(seed.type, admin.rights),
      customTitle: admin.customTitle ?? null,
      newer: admin.newer ?? [],
      promotedBy: numericId(admin.promotedBy ?? owner),
    });
  for (const id of seed.members ?? []) chat.members.set(numericId(id), newMember("member"));
  for (const { id, permissions, until } of seed.restricted ?? [])
    chat.members.set(numericId(id), {
      ...newMember("restricted"),
      permissions: permissionsFor(permissions, false),
      until: until ?? 0,
    });
  for (const id of seed.banned ?? []) chat.members.set(numericId(id), newMember("kicked"));
}
