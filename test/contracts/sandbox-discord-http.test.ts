import { afterAll, beforeAll, expect, test } from "vitest";
import { Routes } from "@discordjs/core";
import type { REST } from "@discordjs/rest";
import { discordRoutes } from "../../src/sandbox/discord/routes/index.ts";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { restFor } from "../support/discord-sdk.ts";
import {
  checkDiscordTraffic,
  describedRoutes,
  discordSpecFound,
  discordSpecMissing,
} from "../support/discord-spec.ts";
import { ids, smallWorld, tokens } from "../support/discord-world.ts";

let sandbox: DiscordSandbox;
let mine: REST;
let helper: REST;

beforeAll(async () => {
  sandbox = await startDiscordSandbox({ world: smallWorld() });
  mine = restFor(sandbox, tokens.countersign);
  helper = restFor(sandbox, tokens.helper);
});

afterAll(async () => {
  await sandbox.close();
});

const card = {
  flags: 1 << 15,
  allowed_mentions: { parse: [] },
  nonce: "one",
  enforce_nonce: true,
  components: [
    {
      type: 17,
      accent_color: 0xff0000,
      components: [
        { type: 10, content: "# Refund?" },
        { type: 14 },
        {
          type: 9,
          components: [{ type: 10, content: "more" }],
          accessory: { type: 2, style: 2, label: "Details", custom_id: "d" },
        },
        { type: 13, file: { url: "attachment://a.json" } },
        {
          type: 1,
          components: [
            { type: 2, style: 3, label: "Approve", custom_id: "a" },
            { type: 2, style: 5, label: "Open", url: "https://example.org/" },
          ],
        },
        { type: 1, components: [{ type: 3, custom_id: "s", options: [{ label: "x", value: "x" }] }] },
      ],
    },
  ],
};

test("everything a bot reads and writes is as Discord describes it", async () => {
  await mine.get(Routes.gatewayBot());
  await mine.get(Routes.user("@me"));
  await mine.get(Routes.user(ids.owner));
  await mine.get(Routes.currentApplication());
  await mine.get(Routes.oauth2CurrentApplication());
  const commands = (await mine.put(Routes.applicationCommands(ids.countersign), {
    body: [
      {
        name: "audit",
        description: "Looks",
        options: [
          { type: 3, name: "agent", description: "Which", autocomplete: true },
          { type: 6, name: "who", description: "x" },
        ],
        default_member_permissions: "32",
        contexts: [0],
        integration_types: [0],
      },
    ],
  })) as { id: string }[];
  await mine.get(Routes.applicationCommand(ids.countersign, commands[0]?.id ?? ""));
  await mine.post(Routes.applicationGuildCommands(ids.countersign, ids.guild), {
    body: { name: "x", description: "y" },
  });
  await mine.get(Routes.guild(ids.guild), { query: new URLSearchParams({ with_counts: "true" }) });
  for (const path of [
    Routes.guildRoles(ids.guild),
    Routes.guildChannels(ids.guild),
    Routes.guildMember(ids.guild, ids.moderator),
    "/users/@me/guilds" as const,
    `/guilds/${ids.guild}/roles/member-counts` as const,
    Routes.channel(ids.general),
    Routes.guildAuditLog(ids.guild),
    Routes.guildActiveThreads(ids.guild),
    Routes.guildRole(ids.guild, ids.modRole),
  ])
    await mine.get(path);
  await mine.get(Routes.guildMembersSearch(ids.guild), { query: new URLSearchParams({ query: "ma" }) });
  const posted = (await mine.post(Routes.channelMessages(ids.general), {
    body: { content: "hi <@1000000000000000010>", nonce: "q" },
  })) as { id: string };
  await mine.get(Routes.channelMessages(ids.general));
  await mine.get(Routes.channelMessage(ids.general, posted.id)).catch(() => {});
  await mine.patch(Routes.channelMessage(ids.general, posted.id), {
    body: { content: "ho", allowed_mentions: { parse: [] } },
  });
  await helper.post(Routes.channelMessages(ids.general), {
    body: card,
    files: [{ name: "a.json", data: "{}" }],
  });
  await helper.post(Routes.channelMessages(ids.general), {
    body: { content: "re", message_reference: { message_id: posted.id }, embeds: [{ title: "t" }] },
  });
  await mine.delete(Routes.channelMessage(ids.general, posted.id));
  await mine.post(Routes.userChannels(), { body: { recipient_id: ids.owner } });
  for (const path of [
    Routes.guildIntegrations(ids.guild),
    Routes.guildWebhooks(ids.guild),
    Routes.guildBans(ids.guild),
  ])
    await helper.get(path);
  await helper.post(Routes.channelWebhooks(ids.general), { body: { name: "hook" } });
  await helper.get(Routes.guildWebhooks(ids.guild));
  const role = (await helper.post(Routes.guildRoles(ids.guild), {
    body: { name: "Temp", permissions: "1024" },
  })) as { id: string };
  await helper.patch(Routes.guildRole(ids.guild, role.id), { body: { name: "Temp 2" }, reason: "tidy" });
  await helper.put(Routes.guildMemberRole(ids.guild, ids.outsider, role.id));
  await helper.patch(Routes.guildMember(ids.guild, ids.outsider), {
    body: {
      nick: "Otto the First",
      communication_disabled_until: new Date(Date.now() + 60_000).toISOString(),
    },
  });
  await helper.delete(Routes.guildMemberRole(ids.guild, ids.outsider, role.id));
  await helper.delete(Routes.guildRole(ids.guild, role.id));
  await helper.put(Routes.channelPermission(ids.general, ids.outsider), {
    body: { type: 1, allow: "0", deny: "2048" },
  });
  await helper.delete(Routes.channelPermission(ids.general, ids.outsider));
  const channel = (await helper.post(Routes.guildChannels(ids.guild), {
    body: { name: "new", type: 0 },
  })) as { id: string };
  await helper.patch(Routes.channel(channel.id), { body: { topic: "t" } });
  await helper.post(Routes.threads(ids.general), { body: { name: "thread", type: 11 } });
  await helper.delete(Routes.channel(channel.id));
  await helper.put(Routes.guildBan(ids.guild, ids.outsider));
  await helper.get(Routes.guildBans(ids.guild));
  await helper.delete(Routes.guildBan(ids.guild, ids.outsider));
  await helper.get(Routes.guildAuditLog(ids.guild));
  expect(checkDiscordTraffic(sandbox.requests)).toEqual([]);
});

if (!discordSpecFound) console.log(discordSpecMissing);

test.runIf(discordSpecFound)("every implemented route is one of Discord's", () => {
  const described = describedRoutes();
  expect(
    discordRoutes.map(({ method, path }) => `${method} ${path}`).filter((each) => !described.has(each)),
  ).toEqual([]);
});
