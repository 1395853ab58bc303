import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { InteractionType, Routes, type GatewayInteractionCreateDispatchData } from "@discordjs/core";
import type { REST } from "@discordjs/rest";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { connect, type Connected } from "../support/discord-sdk.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { ids, smallWorld, tokens } from "../support/discord-world.ts";

const ACK_MS = 120;
let sandbox: DiscordSandbox;
let bot: Connected;
let rest: REST;
/** What the application does with each interaction; tests set it. */
let answer: (interaction: GatewayInteractionCreateDispatchData) => Promise<unknown>;
let now: number;

beforeEach(async () => {
  now = Date.parse("2026-11-22T12:00:00Z");
  sandbox = await startDiscordSandbox({ world: smallWorld(), ackMs: ACK_MS, now: () => now });
  bot = await connect(sandbox, tokens.countersign);
  ({ rest } = bot.client);
  answer = () => Promise.resolve();
  bot.client.on("INTERACTION_CREATE", ({ data }) => void answer(data));
  await rest.put(Routes.applicationCommands(ids.countersign), {
    body: [
      { name: "ping", description: "Says pong" },
      {
        name: "audit",
        description: "Looks closely",
        default_member_permissions: "32",
        contexts: [0],
        options: [
          { type: 6, name: "bot", description: "Which bot" },
          { type: 3, name: "agent", description: "Which agent", autocomplete: true },
        ],
      },
    ],
  });
});

afterEach(async () => {
  const stopping = bot.stop();
  await sandbox.close();
  await stopping;
});

const olga = () => sandbox.control.as(ids.owner);
const otto = () => sandbox.control.as(ids.outsider);
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function callback({ id, token }: GatewayInteractionCreateDispatchData, body: object) {
  return rest.post(Routes.interactionCallback(id, token), { auth: false, body });
}

const pong = { type: 4, data: { content: "pong" } };
const row = (...components: object[]) => ({ type: 1, components });
const button = (label: string, more: object = {}) => ({
  type: 2,
  style: 1,
  label,
  custom_id: label,
  ...more,
});
const card = (...components: object[]) => ({ flags: 1 << 15, components });

describe("three seconds to acknowledge", () => {
  test("in silence the person is told that it failed, and an answer afterwards is 10062", async () => {
    let late: unknown;
    answer = async (interaction) => {
      await later(ACK_MS + 40);
      late = await callback(interaction, pong).catch((error: unknown) => error);
    };
    const outcome = await olga().type(ids.general, "/ping");
    expect(outcome).toMatchObject({
      acknowledged: false,
      notice: "The application did not respond",
      kind: null,
    });
    await expect.poll(() => late).toMatchObject({ status: 404, code: 10062, message: "Unknown interaction" });
  });

  test("a second acknowledgement is 40060", async () => {
    let second: unknown;
    answer = async (interaction) => {
      await callback(interaction, pong);
      second = await callback(interaction, pong).catch((error: unknown) => error);
    };
    await olga().type(ids.general, "/ping");
    await expect
      .poll(() => second)
      .toMatchObject({
        status: 400,
        code: 40060,
        message: "Interaction has already been acknowledged.",
      });
  });

  test("a press in silence says so in the words for presses", async () => {
    const { id } = (await rest.post(Routes.channelMessages(ids.general), {
      body: card(row(button("Go"))),
    })) as {
      id: string;
    };
    expect((await olga().press(ids.general, id, "Go")).notice).toBe("This interaction failed");
  });

  test("an answer of a kind that does not fit is refused and does not acknowledge", async () => {
    let refused: unknown;
    answer = async (interaction) => {
      refused = await callback(interaction, { type: 7, data: {} }).catch((error: unknown) => error);
      await callback(interaction, pong);
    };
    const outcome = await olga().type(ids.general, "/ping");
    expect([outcome.kind, refused]).toMatchObject(["reply", { status: 400, code: 50035 }]);
  });
});

describe("answers", () => {
  test("a deferred reply is filled in later, and only its person sees it when it is ephemeral", async () => {
    answer = async (interaction) => {
      await callback(interaction, { type: 5, data: { flags: 64 } });
      await later(20);
      await rest.patch(Routes.webhookMessage(ids.countersign, interaction.token), {
        auth: false,
        body: card({ type: 10, content: "for you alone" }),
      });
      await rest.post(Routes.webhook(ids.countersign, interaction.token), {
        auth: false,
        body: { content: "for everybody" },
      });
    };
    const outcome = await olga().type(ids.general, "/ping");
    expect(outcome.reply()).toMatchObject({ thinking: true, ephemeral: true });
    expect(await outcome.finished()).toMatchObject({
      text: "for you alone",
      thinking: false,
      ephemeral: true,
    });
    await otto().waitFor(ids.general, ({ text }) => text === "for everybody");
    expect(
      otto()
        .sees(ids.general)
        .map((each) => each.text),
    ).toEqual(["for everybody"]);
    expect(checkDiscordTraffic(sandbox.requests)).toEqual([]);
  });

  test("a form opens, is checked by the client, and its answer comes back with its message", async () => {
    let submitted: GatewayInteractionCreateDispatchData | undefined;
    answer = async (interaction) => {
      if (interaction.type === InteractionType.ModalSubmit) {
        submitted = interaction;
        await callback(interaction, { type: 7, data: card({ type: 10, content: "denied" }) });
      } else
        await callback(interaction, {
          type: 9,
          data: {
            custom_id: "deny",
            title: "Why?",
            components: [
              {
                type: 18,
                label: "Reason",
                component: { type: 4, custom_id: "reason", style: 2, max_length: 10 },
              },
            ],
          },
        });
    };
    const { id } = (await rest.post(Routes.channelMessages(ids.general), {
      body: card(row(button("Deny"))),
    })) as {
      id: string;
    };
    const opened = await olga().press(ids.general, id, "Deny");
    expect(opened.modal).toEqual({
      customId: "deny",
      title: "Why?",
      fields: [{ customId: "reason", label: "Reason", required: true, max: 10 }],
    });
    await expect(olga().submit({ Reason: "far too long" })).rejects.toThrow(
      "takes 0 to 10 characters, not 12",
    );
    await olga().submit({ Reason: "no" });
    expect(submitted).toMatchObject({
      data: {
        custom_id: "deny",
        components: [{ type: 18, component: { custom_id: "reason", value: "no" } }],
      },
      message: { id },
    });
    expect(
      olga()
        .sees(ids.general)
        .map((each) => each.text),
    ).toEqual(["denied"]);
    expect(checkDiscordTraffic(sandbox.requests)).toEqual([]);
  });

  test("suggestions while typing", async () => {
    answer = async (interaction) => {
      await callback(interaction, { type: 8, data: { choices: [{ name: "Helper", value: "h" }] } });
    };
    const choices = await olga().autocomplete(ids.general, "/audit", "agent", "He");
    expect(choices).toEqual([{ name: "Helper", value: "h" }]);
    expect((await bot.event("INTERACTION_CREATE")).d).toMatchObject({
      type: 4,
      data: { options: [{ name: "agent", value: "He", focused: true }] },
    });
  });

  test("with_response tells where the message is", async () => {
    const answered = Promise.withResolvers<unknown>();
    answer = async ({ id, token }) => {
      const query = new URLSearchParams({ with_response: "true" });
      answered.resolve(
        await rest.post(Routes.interactionCallback(id, token), { auth: false, body: pong, query }),
      );
    };
    const outcome = await olga().type(ids.general, "/ping");
    expect(await answered.promise).toMatchObject({
      interaction: { response_message_id: outcome.reply()?.id, response_message_loading: false },
      resource: { type: 4, message: { content: "pong" } },
    });
    expect(checkDiscordTraffic(sandbox.requests)).toEqual([]);
  });

  test("the token lives 15 minutes, the message longer", async () => {
    let token = "";
    answer = async (interaction) => {
      ({ token } = interaction);
      await callback(interaction, pong);
    };
    const outcome = await olga().type(ids.general, "/ping");
    const edit = () =>
      rest.patch(Routes.webhookMessage(ids.countersign, token), { auth: false, body: { content: "pang" } });
    now += 14 * 60_000;
    await edit();
    now += 2 * 60_000;
    await expect(edit()).rejects.toMatchObject({ status: 401, code: 50027 });
    const id = outcome.reply()?.id ?? "";
    await rest.patch(Routes.channelMessage(ids.general, id), { body: { content: "peng" } });
    expect(outcome.reply()?.text).toBe("peng");
  });

  test("replies need no right to write in the channel", async () => {
    olga().setOverwrite(ids.general, {
      id: ids.csRole,
      type: "role",
      deny: ["VIEW_CHANNEL", "SEND_MESSAGES"],
    });
    answer = (interaction) => callback(interaction, pong);
    expect((await olga().type(ids.general, "/ping")).reply()?.text).toBe("pong");
  });
});

describe("what an interaction says", () => {
  test("who, where, with which rights; and the asked-about bot's rights in this channel", async () => {
    answer = (interaction) => callback(interaction, pong);
    await sandbox.control.as(ids.moderator).type(ids.secret, "/audit", { bot: ids.helper });
    const { d } = await bot.event("INTERACTION_CREATE");
    const all = (1n << 53n) - 1n - (1n << 47n);
    expect(d).toMatchObject({
      application_id: ids.countersign,
      guild_id: ids.guild,
      channel_id: ids.secret,
      context: 0,
      authorizing_integration_owners: { "0": ids.guild },
      member: { user: { id: ids.moderator }, roles: [ids.modRole] },
      data: {
        name: "audit",
        options: [{ name: "bot", type: 6, value: ids.helper }],
        resolved: {
          users: { [ids.helper]: { bot: true } },
          members: { [ids.helper]: { permissions: all.toString() } },
        },
      },
    });
    expect((d as { channel: object }).channel).not.toHaveProperty("permission_overwrites");
  });

  test("in a direct message there is a user and no member", async () => {
    answer = (interaction) => callback(interaction, pong);
    const dm = otto().dm(ids.countersign);
    await otto().type(dm, "/ping");
    const { d } = await bot.event("INTERACTION_CREATE");
    expect(d).toMatchObject({ user: { id: ids.outsider }, context: 1 });
    expect(d).not.toHaveProperty("member");
    await expect(otto().type(dm, "/audit")).rejects.toThrow("There is no command /audit here.");
  });
});

describe("what the client would not let a person do", () => {
  test("commands beyond their rights, disabled and missing buttons, channels out of view", async () => {
    const buttons = [
      button("Off", { disabled: true }),
      { type: 2, style: 5, label: "Web", url: "https://example.org" },
    ];
    const { id } = (await rest.post(Routes.channelMessages(ids.general), {
      body: card(row(...buttons)),
    })) as {
      id: string;
    };
    await expect(otto().type(ids.general, "/audit")).rejects.toThrow("lack its default member permissions");
    await expect(otto().press(ids.general, id, "Off")).rejects.toThrow('"Off" is disabled');
    await expect(otto().press(ids.general, id, "Web")).rejects.toThrow("is a link to https://example.org");
    await expect(otto().press(ids.general, id, "On")).rejects.toThrow(
      'has no button "On"; it has "Off", "Web"',
    );
    expect(() => otto().sees(ids.secret)).toThrow("Missing Access");
    await expect(otto().press(ids.secret, id, "Off")).rejects.toThrow("Missing Access");
  });

  test("a timed-out member does nothing", async () => {
    olga().timeout(ids.outsider, 10);
    await expect(otto().type(ids.general, "/ping")).rejects.toMatchObject({ code: 50013 });
    expect(() => otto().say(ids.general, "hi")).toThrow("Missing Permissions");
    now += 11 * 60_000;
    otto().say(ids.general, "hi");
  });
});
