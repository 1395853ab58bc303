/** What one person sees on both platforms, as data for the page. */
import { ControlRefused } from "../telegram/control/refused.ts";
import { discordWorld } from "../world/discord.ts";
import { telegramIds } from "../world/ids.ts";
import { people, type PersonName } from "../world/people.ts";
import { telegramWorld } from "../world/telegram.ts";
import type { Sandbox } from "../run.ts";

export interface ShownButton {
  label: string;
  /** What to send back to press it; null for a link or a dead button. */
  press: string | null;
  url: string | null;
  style: string;
}

export interface ShownMessage {
  id: string;
  from: string;
  bot: boolean;
  text: string;
  buttons: ShownButton[];
  files: { name: string; text: string }[];
  onlyYou: boolean;
  edited: boolean;
  /** The app opens a reply to this message. */
  prompt: boolean;
}

export interface ShownRoom {
  id: string;
  name: string;
  messages: ShownMessage[];
}

export interface View {
  person: { key: PersonName; name: string; part: string };
  discord: {
    title: string;
    rooms: ShownRoom[];
    form: { title: string; fields: { id: string; label: string }[] } | null;
  };
  telegram: { title: string; rooms: ShownRoom[] };
}

export function viewOf(sandbox: Sandbox, who: PersonName): View {
  const { name, part, discord, telegram } = people[who];
  const modal = sandbox.discord.control.as(discord).lastModal();
  return {
    person: { key: who, name, part },
    discord: {
      title: discordWorld.guilds[0]?.name ?? "",
      rooms: discordRooms(sandbox, discord),
      form: modal && {
        title: modal.title,
        fields: modal.fields.map(({ customId, label }) => ({ id: customId, label })),
      },
    },
    telegram: { title: "Telegram", rooms: telegramRooms(sandbox, telegram) },
  };
}

/** The text channels this person can view. */
function discordRooms(sandbox: Sandbox, userId: string): ShownRoom[] {
  const person = sandbox.discord.control.as(userId);
  const channels = discordWorld.guilds[0]?.channels.filter(({ type }) => type === 0) ?? [];
  return channels.flatMap(({ id, name }) => {
    try {
      const messages = person.sees(id).map((message) => ({
        id: message.id,
        from: message.author.name,
        bot: message.author.bot,
        text: message.text,
        buttons: message.buttons.map(({ label, customId, url, style, disabled }) => ({
          label,
          press: disabled ? null : customId,
          url,
          style,
        })),
        files: message.attachments.map(({ name, content }) => ({ name, text: content })),
        onlyYou: message.ephemeral,
        edited: message.edited,
        prompt: false,
      }));
      return [{ id, name: `#${name}`, messages }];
    } catch {
      // A channel this person may not view is not in their list.
      return [];
    }
  });
}

/** The group, and the private chat with Countersign. */
function telegramRooms(sandbox: Sandbox, userId: string): ShownRoom[] {
  const person = sandbox.telegram.control.as(userId);
  const bots = new Set(telegramWorld.bots.map(({ name }) => name));
  const rooms = [
    ...telegramWorld.chats.map(({ id, title }) => ({ id: String(id), name: title })),
    { id: telegramIds.countersign, name: "Countersign (private)" },
  ];
  return rooms.flatMap(({ id, name }) => {
    try {
      const messages = person.sees(id).map((message) => ({
        id: message.id,
        from: message.from,
        bot: bots.has(message.from),
        text: message.service ? `(${message.service.replaceAll("_", " ")})` : message.text,
        buttons: message.keyboard.flat().map((button) => ({
          label: button.text,
          press: button.disabled ? null : (button.callback_data ?? null),
          url: button.url ?? null,
          style: button.style ?? "secondary",
        })),
        files: message.file
          ? [{ name: message.file.name, text: Buffer.from(message.file.content).toString() }]
          : [],
        onlyYou: message.ephemeral,
        edited: message.edited,
        prompt: message.prompt !== null,
      }));
      return [{ id, name, messages }];
    } catch (refusal) {
      if (refusal instanceof ControlRefused) return [];
      throw refusal;
    }
  });
}
