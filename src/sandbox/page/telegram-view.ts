/** Telegram as one person sees it: the groups, and the private chat with Countersign. */
import type { SeenMessage } from "../telegram/control/see.ts";
import { ControlRefused } from "../telegram/control/refused.ts";
import type { TelegramPerson } from "../telegram/control.ts";
import type { Sandbox } from "../run.ts";
import { telegramIds } from "../world/ids.ts";
import { people, type PersonName } from "../world/people.ts";
import { telegramWorld } from "../world/telegram.ts";
import { entityBlocks } from "./entities.ts";
import { replyKeyboard } from "./reply-keyboard.ts";
import type { Part, ShownButton, ShownMember, ShownMessage, ShownPlatform, ShownRoom } from "./shown.ts";

const SHOWN = 80;

export function telegramView(sandbox: Sandbox, who: PersonName): ShownPlatform {
  const me = people[who].telegram;
  const person = sandbox.telegram.control.as(me);
  const groups = telegramWorld.chats.map(({ id, title }) => ({ id: String(id), title }));
  const rooms = [
    ...groups.map(({ id, title }) => room(person, who, { id, name: title, kind: "group" })),
    room(person, who, { id: telegramIds.countersign, name: "Countersign", kind: "private" }),
  ].filter((each) => each !== null);
  return { title: "Telegram", rooms, members: rooms.flatMap((each) => membersOf(person, me, each)) };
}

function room(
  person: TelegramPerson,
  who: PersonName,
  place: Pick<ShownRoom, "id" | "name"> & { kind: "group" | "private" },
): ShownRoom | null {
  const seen = seenIn(person, place.id);
  if (!seen) return null;
  const count = place.kind === "group" ? person.members(place.id).length : 0;
  return {
    ...place,
    group: null,
    locked: false,
    writable: true,
    needsStart: place.kind === "private" && seen.length === 0,
    messages: seen.slice(-SHOWN).map((message) => shown(message, seen, who, place.id)),
    commands: person.menu(place.id).map(({ command, description, bot }) => ({
      name: place.kind === "group" ? `/${command}@${usernameOf(bot)}` : `/${command}`,
      description,
      bot: nameOf(bot),
      options: [],
    })),
    about: place.kind === "group" ? `${count} members` : "bot",
    keyboard: place.kind === "private" ? replyKeyboard(person, people[who].telegram, seen) : null,
  };
}

/** Null where this person is no member. */
function seenIn(person: TelegramPerson, id: string): SeenMessage[] | null {
  try {
    return person.sees(id);
  } catch (refusal) {
    if (refusal instanceof ControlRefused) return null;
    throw refusal;
  }
}

function shown(message: SeenMessage, all: SeenMessage[], who: PersonName, chat: string): ShownMessage {
  const answered = all.find(({ id }) => id === message.replyTo);
  const file: Part[] = message.file
    ? [
        {
          kind: "file",
          file: {
            name: message.file.name,
            url: `/files/telegram/${who}/${chat}/${message.id}`,
            picture: /^image\/(?:png|jpeg|webp)$/.test(message.file.mime),
          },
        },
      ]
    : [];
  const text: Part[] =
    message.text === "" ? [] : [{ kind: "text", blocks: entityBlocks(message.text, message.entities) }];
  const rows: Part[] = message.keyboard.map((row) => ({ kind: "row", controls: row.map(button) }));
  return {
    id: message.id,
    from: message.from,
    bot: telegramWorld.bots.some(({ id }) => String(id) === message.fromId),
    mine: message.fromId === people[who].telegram,
    at: Date.parse(message.at),
    parts: [...file, ...text, ...rows],
    above: answered ? `${answered.from}: ${answered.text.slice(0, 60)}` : null,
    onlyYou: message.ephemeral,
    edited: message.edited,
    thinking: false,
    pings: false,
    prompt: message.prompt?.kind === "force_reply" ? (message.prompt.placeholder ?? "Your answer") : null,
    event: message.service ? eventWords(message.service, message.from) : null,
  };
}

function button(raw: SeenMessage["keyboard"][number][number]): ShownButton {
  return {
    kind: "button",
    label: raw.text,
    press: raw.disabled ? null : (raw.callback_data ?? null),
    url: raw.url ?? null,
    style: raw.style ?? (raw.url ? "link" : "secondary"),
    consent: null,
  };
}

function eventWords(kind: string, by: string): string {
  const words: Record<string, string> = {
    new_chat_members: `${by} added somebody`,
    left_chat_member: `${by} took somebody out of the group`,
    new_chat_title: `${by} renamed the group`,
    users_shared: `${by} chose bots in Telegram's own list`,
    chat_shared: `${by} chose a group in Telegram's own list`,
    pinned_message: `${by} pinned a message`,
  };
  return words[kind] ?? kind.replaceAll("_", " ");
}

function membersOf(person: TelegramPerson, me: string, place: ShownRoom): ShownMember[] {
  if (place.kind !== "group") return [];
  const all = person.members(place.id);
  const owns = all.some(({ id, status }) => id === me && status === "owner");
  return all.map(({ id, name, bot, status }) => ({
    id,
    name,
    bot,
    me: id === me,
    group: place.name,
    marks: status === "member" ? [] : [{ name: status, color: null }],
    deeds:
      owns && bot
        ? [
            ...(status === "admin" ? [{ what: "dismiss" as const, label: `Dismiss ${name} as admin` }] : []),
            { what: "remove" as const, label: `Remove ${name} from the group` },
          ]
        : [],
  }));
}

function nameOf(bot: string): string {
  return telegramWorld.bots.find(({ id }) => String(id) === bot)?.name ?? "";
}

function usernameOf(bot: string): string {
  return telegramWorld.bots.find(({ id }) => String(id) === bot)?.username ?? "";
}
