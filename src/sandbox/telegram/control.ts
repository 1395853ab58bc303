/** People in the sandbox: what they type, press, see and change, each with their own rights and no more. */
import * as manage from "./control/manage.ts";
import { members } from "./control/members.ts";
import type { SeenMember } from "./control/members.ts";
import { menu } from "./control/menu.ts";
import type { MenuEntry } from "./control/menu.ts";
import { pick } from "./control/pick.ts";
import { press } from "./control/press.ts";
import type { Pressed, PressOptions } from "./control/press.ts";
import { notAllowed } from "./control/refused.ts";
import { sees } from "./control/see.ts";
import type { SeenMessage } from "./control/see.ts";
import * as speak from "./control/speak.ts";
import type { TypeOptions } from "./control/speak.ts";
import type { Permissions, Rights, State } from "./state.ts";
import type { BotFeature, Id } from "./world.ts";
import { numericId } from "./world.ts";

export interface TelegramControl {
  as(userId: Id): TelegramPerson;
}

/** Everything that Telegram's client refuses is thrown as a `ControlRefused` with the words of its API. */
export interface TelegramPerson {
  /** Returns the new message's id. In a private chat `chatId` is the bot's id. */
  type(chatId: Id, text: string, options?: TypeOptions): string;
  edit(chatId: Id, messageId: Id, text: string): void;
  /** Presses Start, with the payload of a `?start=` link. Returns the id of the `/start` message. */
  startBot(botId: Id, payload?: string): string;
  block(botId: Id): void;
  unblock(botId: Id): void;
  press(chatId: Id, messageId: Id, dataOrLabel: string, options?: PressOptions): Promise<Pressed>;
  /** Picks with a button of a reply keyboard: bots or people by id, or one group. Returns the id of the message that says so. */
  pick(chatId: Id, messageId: Id, label: string, picked: Id[]): string;
  /** The language of this person's app, as BCP 47. */
  appLanguage(tag: string): void;
  sees(chatId: Id): SeenMessage[];
  members(chatId: Id): SeenMember[];
  /** The commands that the client offers here. */
  menu(chatId: Id): MenuEntry[];
  /** Replaces the whole set of rights, as the client's Save does. */
  promote(chatId: Id, userId: Id, rights: Partial<Rights>): void;
  demote(chatId: Id, userId: Id): void;
  /** `rights`: a `?startgroup&admin=` link, which only adds to what the bot already has. */
  addMember(chatId: Id, userId: Id, options?: { rights?: Partial<Rights> }): void;
  removeMember(chatId: Id, userId: Id): void;
  leave(chatId: Id): void;
  restrict(chatId: Id, userId: Id, permissions: Partial<Permissions>): void;
  setPermissions(chatId: Id, permissions: Partial<Permissions>): void;
  rename(chatId: Id, title: string): void;
  /** BotFather's Group Privacy; in groups it counts from the bot's next joining on. */
  changePrivacy(botId: Id, on: boolean): void;
  /** BotFather's other switches, such as Guest Mode, by what getMe calls them. */
  switchFeature(botId: Id, feature: BotFeature, on: boolean): void;
  /** BotFather's "Allow Groups?". */
  allowGroups(botId: Id, on: boolean): void;
  /** Returns the supergroup's id. */
  upgradeToSupergroup(chatId: Id): string;
  /** From now on this admin's messages in the chat are sent as the group (needs `is_anonymous`). */
  asAnonymousAdmin(chatId: Id): TelegramPerson;
  /** The end of `asAnonymousAdmin`. */
  asMyself(chatId: Id): TelegramPerson;
}

export function createControl(state: State): TelegramControl {
  return {
    as(userId) {
      const id = numericId(userId);
      if (!state.people.has(id)) throw notAllowed.noPerson();
      return personControl(state, id);
    },
  };
}

function personControl(state: State, id: number): TelegramPerson {
  const person: TelegramPerson = {
    type: (chat, text, options = {}) => speak.type(state, id, chat, text, options),
    edit: (chat, message, text) => speak.edit(state, id, chat, message, text),
    startBot: (bot, payload) => speak.startBot(state, id, bot, payload),
    block: (bot) => speak.block(state, id, bot),
    unblock: (bot) => speak.unblock(state, id, bot),
    press: (chat, message, wanted, options = {}) => press(state, id, chat, message, wanted, options),
    pick: (chat, message, label, picked) => pick(state, id, chat, message, label, picked),
    appLanguage: (tag) => speak.appLanguage(state, id, tag),
    sees: (chat) => sees(state, id, chat),
    members: (chat) => members(state, id, chat),
    menu: (chat) => menu(state, id, chat),
    promote: (chat, user, rights) => manage.promote(state, id, chat, user, rights),
    demote: (chat, user) => manage.promote(state, id, chat, user, {}),
    addMember: (chat, user, options = {}) => manage.addMember(state, id, chat, user, options.rights),
    removeMember: (chat, user) => manage.removeMember(state, id, chat, user),
    leave: (chat) => manage.removeMember(state, id, chat, id),
    restrict: (chat, user, permissions) => manage.restrict(state, id, chat, user, permissions),
    setPermissions: (chat, permissions) => manage.setPermissions(state, id, chat, permissions),
    rename: (chat, title) => manage.rename(state, id, chat, title),
    changePrivacy: (bot, on) => manage.changePrivacy(state, id, bot, on),
    switchFeature: (bot, feature, on) => manage.switchFeature(state, id, bot, feature, on),
    allowGroups: (bot, on) => manage.allowGroups(state, id, bot, on),
    upgradeToSupergroup: (chat) => manage.upgradeToSupergroup(state, id, chat),
    asAnonymousAdmin(chat) {
      manage.setAnonymous(state, id, chat, true);
      return person;
    },
    asMyself(chat) {
      manage.setAnonymous(state, id, chat, false);
      return person;
    },
  };
  return person;
}
