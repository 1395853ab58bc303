/** The keyboard that a Telegram bot last put in the place of the letters, with what the app's own pickers would list. */
import type { TelegramKeyboardButton } from "@gramio/types";
import type { SeenMessage } from "../telegram/control/see.ts";
import type { TelegramPerson } from "../telegram/control.ts";
import { ControlRefused } from "../telegram/control/refused.ts";
import { people } from "../world/people.ts";
import { telegramWorld } from "../world/telegram.ts";
import type { ShownChoice, ShownKey, ShownRoom } from "./shown.ts";

export function replyKeyboard(
  person: TelegramPerson,
  me: string,
  seen: readonly SeenMessage[],
): ShownRoom["keyboard"] {
  // A question that wants a reply does not take the keyboard away.
  const last = seen.findLast(
    ({ prompt }) => prompt?.kind === "keyboard" || prompt?.kind === "remove_keyboard",
  );
  const rows = last?.prompt?.buttons;
  if (!last || !rows) return null;
  return { message: last.id, rows: rows.map((row) => row.map((button) => keyOf(person, me, button))) };
}

function keyOf(person: TelegramPerson, me: string, button: TelegramKeyboardButton): ShownKey {
  const { text: label, request_users: users, request_chat: chat } = button;
  if (users) {
    const choices = usersFor(users.user_is_bot);
    return { label, picks: { of: "users", most: users.max_quantity ?? 1, choices } };
  }
  if (chat) return { label, picks: { of: "group", most: 1, choices: groupsOf(person, me) } };
  return { label, picks: null };
}

function usersFor(bots: boolean | undefined): ShownChoice[] {
  const listed = telegramWorld.bots.map(({ id, name, username }) => ({
    value: String(id),
    label: name,
    hint: `@${username}`,
  }));
  const persons = Object.values(people).map(({ telegram, name }) => ({
    value: telegram,
    label: name,
    hint: null,
  }));
  if (bots === undefined) return [...persons, ...listed];
  return bots ? listed : persons;
}

/** Only groups that this person runs: the others' rights would not be enough for what bots ask. */
function groupsOf(person: TelegramPerson, me: string): ShownChoice[] {
  return telegramWorld.chats.flatMap(({ id, title }) => {
    const members = membersOf(person, String(id));
    const runs = members.some((member) => member.id === me && member.status === "owner");
    return runs ? [{ value: String(id), label: title, hint: `${members.length} members` }] : [];
  });
}

function membersOf(person: TelegramPerson, chat: string) {
  try {
    return person.members(chat);
  } catch (refusal) {
    if (refusal instanceof ControlRefused) return [];
    throw refusal;
  }
}
