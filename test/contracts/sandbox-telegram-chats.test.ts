import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";
import {
  ada,
  basic,
  ben,
  call,
  cem,
  channel,
  countersign,
  forum,
  group,
  helper,
  refusal,
  sdk,
  smallWorld,
  snoop,
} from "../support/telegram-world.ts";

let sandbox: TelegramSandbox;
beforeEach(async () => {
  sandbox = await startTelegramSandbox({ world: smallWorld() });
});
afterEach(async () => {
  const complaints = checkTelegramTraffic(sandbox.requests.filter(({ status }) => status === 200));
  await sandbox.close();
  expect(complaints).toEqual([]);
});

const api = <T = Record<string, unknown>>(method: string, params: object = {}) =>
  call<T>(sdk(sandbox), method, params);
const refused = (method: string, params: object = {}) => refusal(api(method, params));

const admins = (params: object) =>
  api<{ user: { id: number } }[]>("getChatAdministrators", { chat_id: group, ...params });

describe("reading chats", () => {
  test("admins: other bots only with return_bots, each with the whole set of rights", async () => {
    sandbox.control.as(ada).promote(group, helper, { can_pin_messages: true });
    expect((await admins({})).map(({ user }) => user.id)).toEqual([ada, countersign, ben]);
    const withBots = await admins({ return_bots: true });
    expect(withBots.map(({ user }) => user.id)).toEqual([ada, countersign, ben, helper]);
    expect(withBots.at(-1)).toMatchObject({
      status: "administrator",
      can_manage_chat: true,
      can_pin_messages: true,
      can_delete_messages: false,
      can_be_edited: false,
    });
    expect(withBots.at(-1)).not.toHaveProperty("can_post_messages");
    sandbox.control.as(ada).asAnonymousAdmin(group);
    expect(await admins({ return_bots: true }), "an admin still sees who is anonymous").toHaveLength(4);
    const asMember = await call<object[]>(sdk(sandbox, snoop), "getChatAdministrators", { chat_id: group });
    expect(asMember).toMatchObject([{ user: { id: ben } }]);
    expect(await refused("getChatAdministrators", { chat_id: ada })).toBe(
      "400: Bad Request: there are no administrators in the private chat",
    );
  });

  test("members: creator, member, restricted, kicked, left, nobody", async () => {
    const status = async (user_id: number) =>
      (await api("getChatMember", { chat_id: group, user_id }))["status"];
    expect(await status(ada)).toBe("creator");
    expect(await status(helper)).toBe("member");
    sandbox.control.as(ben).restrict(group, cem, { can_send_messages: true });
    expect(await api("getChatMember", { chat_id: group, user_id: cem })).toMatchObject({
      status: "restricted",
      is_member: true,
      can_send_messages: true,
      can_send_documents: false,
    });
    sandbox.control.as(cem).leave(group);
    expect(await status(cem)).toBe("left");
    sandbox.control.as(ben).removeMember(group, helper);
    expect(await status(helper)).toBe("kicked");
    expect(await refused("getChatMember", { chat_id: group, user_id: 999 })).toBe(
      "400: Bad Request: user not found",
    );
    expect(await api("getChatMemberCount", { chat_id: group })).toBe(4);
  });

  test("getChat shows default permissions, and the forum flag", async () => {
    sandbox.control.as(ada).setPermissions(group, { can_invite_users: false });
    expect(await api("getChat", { chat_id: group })).toMatchObject({
      title: "Shop",
      permissions: { can_send_messages: true, can_invite_users: false },
    });
    expect(await api("getChat", { chat_id: forum })).toMatchObject({ is_forum: true });
    expect(await api("getChat", { chat_id: ada })).toMatchObject({ type: "private", first_name: "Ada" });
    expect(await refused("getChat", { chat_id: -100999 })).toBe("400: Bad Request: chat not found");
  });

  test("in a basic group an admin has every right, and a bot can't change that", async () => {
    sandbox.control.as(ada).promote(basic, helper, { can_manage_chat: true });
    expect(await api("getChatMember", { chat_id: basic, user_id: helper })).toMatchObject({
      can_delete_messages: true,
    });
    expect(await refused("promoteChatMember", { chat_id: basic, user_id: cem })).toBe(
      "400: Bad Request: method is available for supergroup and channel chats only",
    );
    expect(await refused("restrictChatMember", { chat_id: basic, user_id: cem, permissions: {} })).toBe(
      "400: Bad Request: method is available only for supergroups",
    );
  });
});

const as = (bot: 42 | 43, method: string, params: object) =>
  refusal(call(sdk(sandbox, bot), method, { chat_id: group, ...params }));

describe("changing chats", () => {
  test("Countersign with can_manage_chat alone can change nothing", async () => {
    const cannot = "400: Bad Request: not enough rights to ";
    expect(await as(42, "promoteChatMember", { user_id: cem, can_invite_users: true })).toBe(
      "400: Bad Request: CHAT_ADMIN_REQUIRED",
    );
    expect(await as(42, "banChatMember", { user_id: cem })).toBe(`${cannot}restrict/unrestrict chat member`);
    expect(await as(42, "restrictChatMember", { user_id: cem, permissions: {} })).toBe(
      `${cannot}restrict/unrestrict chat member`,
    );
    expect(await as(42, "setChatPermissions", { permissions: {} })).toBe(`${cannot}change chat permissions`);
    sandbox.requests.length = 0;
  });

  test("a bot with the rights promotes, restricts and bans people, but not owners, admins or other bots", async () => {
    sandbox.control.as(ada).promote(group, helper, { can_promote_members: true, can_restrict_members: true });
    const bot = sdk(sandbox, helper);
    const does = (method: string, params: object) => call(bot, method, { chat_id: group, ...params });
    expect(await as(43, "promoteChatMember", { user_id: cem, can_delete_messages: true })).toBe(
      "400: Bad Request: RIGHT_FORBIDDEN",
    );
    await does("promoteChatMember", { user_id: cem, can_restrict_members: true });
    expect(await does("getChatMember", { user_id: cem })).toMatchObject({ can_be_edited: true });
    expect(await as(43, "banChatMember", { user_id: cem })).toBe(
      "400: Bad Request: user is an administrator of the chat",
    );
    await does("promoteChatMember", { user_id: cem });
    expect(await does("getChatMember", { user_id: cem })).toMatchObject({ status: "member" });
    expect(await as(43, "promoteChatMember", { user_id: countersign })).toBe(
      "400: Bad Request: BOT_CHANNELS_NA",
    );
    expect(await as(43, "banChatMember", { user_id: ada })).toBe("400: Bad Request: can't remove chat owner");
    await does("restrictChatMember", { user_id: cem, permissions: {} });
    expect(() => sandbox.control.as(cem).type(group, "hi")).toThrow("CHAT_WRITE_FORBIDDEN");
    await does("banChatMember", { user_id: cem });
    expect(() => sandbox.control.as(cem).sees(group)).toThrow("CHANNEL_PRIVATE");
    await does("unbanChatMember", { user_id: cem });
    expect(await does("getChatMember", { user_id: cem })).toMatchObject({ status: "left" });
    await does("setChatPermissions", { permissions: { can_send_messages: true } });
    expect(await does("getChat", {})).toMatchObject({ permissions: { can_send_documents: false } });
  });

  test("in a channel, promoting without saying so also gives can_restrict_members", async () => {
    const rights = { can_promote_members: true, can_restrict_members: true, can_post_messages: true };
    sandbox.control.as(ada).promote(channel, helper, rights);
    const bot = sdk(sandbox, helper);
    await call(bot, "promoteChatMember", { chat_id: channel, user_id: cem, can_post_messages: true });
    expect(await call(bot, "getChatMember", { chat_id: channel, user_id: cem })).toMatchObject({
      can_post_messages: true,
      can_restrict_members: true,
    });
  });

  test("pins and copies", async () => {
    const { message_id } = await api("sendMessage", { chat_id: forum, text: "keep this" });
    await api("pinChatMessage", { chat_id: forum, message_id });
    expect(await api("getChat", { chat_id: forum })).toMatchObject({ pinned_message: { text: "keep this" } });
    expect(await as(42, "pinChatMessage", { message_id: 1 })).toMatch("manage pinned messages in the chat");
    await api("copyMessage", { chat_id: group, from_chat_id: forum, message_id });
    expect(sandbox.control.as(cem).sees(group).at(-1)?.text).toBe("keep this");
  });

  test("a link that adds a bot as admin only ever adds rights", async () => {
    const owner = sandbox.control.as(ada);
    owner.promote(group, helper, { can_delete_messages: true });
    owner.addMember(group, helper, { rights: { can_manage_chat: true } });
    expect(await api("getChatMember", { chat_id: group, user_id: helper })).toMatchObject({
      can_delete_messages: true,
    });
    owner.removeMember(group, helper);
    owner.addMember(group, helper, { rights: { can_manage_chat: true } });
    expect(await api("getChatMember", { chat_id: group, user_id: helper })).toMatchObject({
      can_delete_messages: false,
    });
  });
});

describe("the bot's own settings", () => {
  test("commands are kept by scope and language", async () => {
    const commands = [{ command: "audit", description: "Audit the bots here" }];
    const scope = { type: "chat", chat_id: group };
    await api("setMyCommands", { commands, scope, language_code: "de" });
    expect(sandbox.control.as(cem).menu(group)).toEqual([]);
    const manage = [{ command: "freeze", description: "Stop an agent" }];
    await api("setMyCommands", { commands: manage, scope: { type: "all_chat_administrators" } });
    expect(sandbox.control.as(cem).menu(group), "for admins only").toEqual([]);
    expect(sandbox.control.as(ada).menu(group)).toMatchObject([{ command: "freeze", bot: "42" }]);
    expect(await api("getMyCommands", { scope, language_code: "de" })).toEqual(commands);
    expect(await api("getMyCommands", { scope })).toEqual([]);
    expect(await api("getMyCommands")).toEqual([]);
    await api("deleteMyCommands", { scope, language_code: "de" });
    expect(await api("getMyCommands", { scope, language_code: "de" })).toEqual([]);
    expect(await refused("setMyCommands", { commands: [{ command: "Audit!", description: "x" }] })).toBe(
      "400: Bad Request: BOT_COMMAND_INVALID",
    );
  });

  test("default administrator rights, apart for groups and channels", async () => {
    expect(await api("getMyDefaultAdministratorRights")).toMatchObject({ can_manage_chat: false });
    await api("setMyDefaultAdministratorRights", { rights: { can_delete_messages: true } });
    expect(await api("getMyDefaultAdministratorRights")).toMatchObject({
      can_manage_chat: true,
      can_delete_messages: true,
    });
    expect(await api("getMyDefaultAdministratorRights", { for_channels: true })).toMatchObject({
      can_delete_messages: false,
      can_post_messages: false,
    });
    sandbox.requests.length = 0; // the partial rights object above is not what the specification asks for
  });
});
