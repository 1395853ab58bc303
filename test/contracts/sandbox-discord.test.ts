import { afterEach, beforeEach, expect, test } from "vitest";
import { DiscordAPIError } from "@discordjs/rest";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { connect, type Connected } from "../support/discord-sdk.ts";
import { ids, smallWorld, tokens } from "../support/discord-world.ts";

let sandbox: DiscordSandbox;
let bot: Connected;

beforeEach(async () => {
  sandbox = await startDiscordSandbox({ world: smallWorld(), ackMs: 150 });
  bot = await connect(sandbox, tokens.countersign);
});

afterEach(async () => {
  await bot.stop();
  await sandbox.close();
});

test("a bot gets READY, then its server with hidden channels as stubs", async () => {
  const created = await bot.event("GUILD_CREATE");
  const { channels, members, roles } = created.d as {
    channels: { id: string; name: string; flags: number }[];
    members: object[];
    roles: object[];
  };
  expect(channels.map(({ id, name, flags }) => [id, name, flags])).toEqual([
    [ids.general, "general", 0],
    [ids.approvals, "approvals", 0],
    [ids.secrets, "staff", 0],
    [ids.secret, "___hidden___", 131072],
  ]);
  expect(members).toHaveLength(1);
  expect(roles).toHaveLength(5);
});

test("a command is answered, a button pressed, the card updated", async () => {
  const { api } = bot.client;
  await api.applicationCommands.bulkOverwriteGlobalCommands(ids.countersign, [
    { name: "ping", description: "Says pong" },
  ]);
  bot.client.on("INTERACTION_CREATE", async ({ data }) => {
    if (data.type === 2)
      await api.interactions.reply(data.id, data.token, {
        flags: 1 << 15,
        components: [
          { type: 10, content: "pong" },
          { type: 1, components: [{ type: 2, style: 1, label: "Again", custom_id: "again" }] },
        ],
      });
    else
      await api.interactions.updateMessage(data.id, data.token, {
        components: [{ type: 10, content: "done" }],
      });
  });
  const olga = sandbox.control.as(ids.owner);
  const outcome = await olga.type(ids.general, "/ping");
  expect(outcome.reply()).toMatchObject({ text: "pong", buttons: [{ label: "Again", style: "primary" }] });
  const pressed = await olga.press(ids.general, outcome.reply()?.id ?? "", "Again");
  expect(pressed).toMatchObject({ kind: "update", acknowledged: true });
  expect(olga.sees(ids.general).map((each) => each.text)).toEqual(["done"]);
});

test("nobody can post where they may not, or look where they cannot", async () => {
  const post = bot.client.api.channels.createMessage(ids.secret, { content: "hello" });
  await expect(post).rejects.toMatchObject({ status: 403, code: 50001, message: "Missing Access" });
  await expect(post).rejects.toBeInstanceOf(DiscordAPIError);
});
