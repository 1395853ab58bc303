import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Routes } from "@discordjs/core";
import type { REST } from "@discordjs/rest";
import { startDiscordSandbox, type DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { restFor } from "../support/discord-sdk.ts";
import { checkDiscordTraffic, discordSpecFound } from "../support/discord-spec.ts";
import { ids, smallWorld, tokens } from "../support/discord-world.ts";

let sandbox: DiscordSandbox;
let mine: REST;
let helper: REST;

beforeEach(async () => {
  sandbox = await startDiscordSandbox({ world: smallWorld() });
  mine = restFor(sandbox, tokens.countersign);
  helper = restFor(sandbox, tokens.helper);
});

afterEach(() => sandbox.close());

const button = (id: string, label = "Go") => ({ type: 2, style: 1, label, custom_id: id });
const v2 = (...components: object[]) => ({ flags: 1 << 15, components });
const pings = (message: unknown) => {
  const { mentions, mention_roles, mention_everyone } = message as Record<string, unknown[]>;
  return [mentions?.length, mention_roles?.length, mention_everyone];
};
const rows = (count: number) => Array.from({ length: count }, () => ({ type: 10, content: "x" }));
const names = async (rest: REST) =>
  ((await rest.get(Routes.guildChannels(ids.guild))) as { name: string }[]).map((each) => each.name);
const post = (body: object) => mine.post(Routes.channelMessages(ids.general), { body });

describe("refusals carry Discord's status, code and words", () => {
  test.each<[string, () => Promise<unknown>, number, number, string]>([
    ["a hidden channel", () => mine.get(Routes.channel(ids.secret)), 403, 50001, "Missing Access"],
    ["a channel that is not", () => mine.get(Routes.channel("1")), 404, 10003, "Unknown Channel"],
    ["a server that is not", () => mine.get(Routes.guild("1")), 404, 10004, "Unknown Guild"],
    [
      "a message that is not",
      () => mine.patch(Routes.channelMessage(ids.general, "1")),
      404,
      10008,
      "Unknown Message",
    ],
    ["a role that is not", () => helper.delete(Routes.guildRole(ids.guild, "1")), 404, 10011, "Unknown Role"],
    [
      "a member that is not",
      () => mine.get(Routes.guildMember(ids.guild, "1")),
      404,
      10007,
      "Unknown Member",
    ],
    ["an empty message", () => post({}), 400, 50006, "Cannot send an empty message"],
    [
      "a role beyond one's rights",
      () => mine.post(Routes.guildRoles(ids.guild), { body: {} }),
      403,
      50013,
      "Missing Permissions",
    ],
    [
      "deleting a managed role",
      () => helper.delete(Routes.guildRole(ids.guild, ids.csRole)),
      400,
      50028,
      "Invalid Role",
    ],
    [
      "the member list without its intent",
      () => mine.get(Routes.guildMembers(ids.guild)),
      403,
      50001,
      "Missing Access",
    ],
    [
      "the integrations",
      () => mine.get(Routes.guildIntegrations(ids.guild)),
      403,
      50013,
      "Missing Permissions",
    ],
    ["the webhooks", () => mine.get(Routes.guildWebhooks(ids.guild)), 403, 50013, "Missing Permissions"],
    ["a route that is not", () => mine.get("/nowhere"), 404, 0, "404: Not Found"],
  ])("%s", async (_, ask, status, code, message) => {
    await expect(ask()).rejects.toMatchObject({ status, code, rawError: { code, message } });
    expect(sandbox.requests.at(-1)).toMatchObject({ status, response: { code, message } });
  });

  test("a wrong token", async () => {
    const answer = await fetch(`${sandbox.apiUrl}/v10/users/@me`, {
      headers: { authorization: "Bot wrong" },
    });
    expect([answer.status, await answer.json()]).toEqual([401, { message: "401: Unauthorized", code: 0 }]);
  });

  test("a message to somebody who closed their direct messages", async () => {
    const open = async (id: string) =>
      (await mine.post(Routes.userChannels(), { body: { recipient_id: id } })) as { id: string };
    const { id } = await open(ids.shy);
    const refused = { status: 403, code: 50007, message: "Cannot send messages to this user" };
    await expect(mine.post(Routes.channelMessages(id), { body: { content: "hi" } })).rejects.toMatchObject(
      refused,
    );
    const { id: other } = await open(ids.outsider);
    await mine.post(Routes.channelMessages(other), { body: { content: "hi" } });
    expect(sandbox.control.as(ids.outsider).sees(other)).toMatchObject([{ text: "hi" }]);
  });

  test("posting where SEND_MESSAGES is denied, until it is allowed again", async () => {
    const olga = sandbox.control.as(ids.owner);
    olga.setOverwrite(ids.general, { id: ids.csRole, type: "role", deny: ["SEND_MESSAGES"] });
    await expect(post({ content: "hi" })).rejects.toMatchObject({ status: 403, code: 50013 });
    olga.setOverwrite(ids.general, { id: ids.countersign, type: "member", allow: ["SEND_MESSAGES"] });
    await expect(post({ content: "hi" })).resolves.toMatchObject({ content: "hi" });
  });

  test("invalid JSON", async () => {
    const answer = await fetch(`${sandbox.apiUrl}/v10/channels/${ids.general}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${tokens.countersign}`, "content-type": "application/json" },
      body: "{",
    });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 50109 }]);
  });
});

describe("an invalid form names the field and the rule", () => {
  test.each<[string, object, string, string]>([
    [
      "content with Components V2",
      { ...v2({ type: 10, content: "x" }), content: "y" },
      "content",
      "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ],
    ["more than 40 components", v2(...rows(41)), "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"],
    [
      "more than 4000 characters",
      v2({ type: 10, content: "x".repeat(2001) }, { type: 10, content: "x".repeat(2000) }),
      "components",
      "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ],
    [
      "the same custom id twice",
      v2({ type: 1, components: [button("a"), button("a")] }),
      "components.0.components.1.custom_id",
      "COMPONENT_CUSTOM_ID_DUPLICATED",
    ],
    [
      "a custom id of 101",
      v2({ type: 1, components: [button("a".repeat(101))] }),
      "components.0.components.0.custom_id",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "a label of 81",
      v2({ type: 1, components: [button("a", "x".repeat(81))] }),
      "components.0.components.0.label",
      "BASE_TYPE_MAX_LENGTH",
    ],
    [
      "six buttons in a row",
      v2({ type: 1, components: [1, 2, 3, 4, 5, 6].map((n) => button(String(n))) }),
      "components.0.components",
      "BASE_TYPE_BAD_LENGTH",
    ],
    [
      "text display without the flag",
      { components: [{ type: 10, content: "x" }] },
      "components.0.type",
      "UNION_TYPE_CHOICES",
    ],
    [
      "an attachment nobody sent",
      v2({ type: 13, file: { url: "attachment://a" } }),
      "components.0.file.url",
      "MEDIA_ATTACHMENT_NOT_FOUND",
    ],
    ["content of 2001", { content: "x".repeat(2001) }, "content", "BASE_TYPE_MAX_LENGTH"],
    ["a nonce of 26", { content: "x", nonce: "x".repeat(26) }, "nonce", "BASE_TYPE_MAX_LENGTH"],
  ])("%s", async (_, body, path, code) => {
    const refusal: unknown = await post(body).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ status: 400, code: 50035 });
    const nested = path
      .split(".")
      .reduceRight<object>((inner, step) => ({ [step]: inner }), { _errors: [{ code }] });
    expect(refusal).toMatchObject({ rawError: { message: "Invalid Form Body", errors: nested } });
  });

  test.each<[string, object[]]>([
    ["an upper-case name", [{ name: "Audit", description: "x" }]],
    ["no description", [{ name: "audit" }]],
    [
      "two of a name",
      [
        { name: "a", description: "x" },
        { name: "a", description: "y" },
      ],
    ],
    [
      "a required option after an optional one",
      [
        {
          name: "a",
          description: "x",
          options: [
            { type: 3, name: "b", description: "x" },
            { type: 3, name: "c", description: "x", required: true },
          ],
        },
      ],
    ],
  ])("a command with %s", async (_, body) => {
    const put = mine.put(Routes.applicationCommands(ids.countersign), { body });
    await expect(put).rejects.toMatchObject({ status: 400, code: 50035 });
  });
});

describe("the check against Discord's description can fail", () => {
  test.runIf(discordSpecFound)("on what was sent, on what was answered, on an unknown route", async () => {
    await post({ content: "fine" });
    expect(checkDiscordTraffic(sandbox.requests)).toEqual([]);
    const [good] = sandbox.requests;
    if (!good) throw new Error("nothing was recorded");
    const wrong = [
      { ...good, body: { content: "x", contents: "y" } },
      { ...good, response: { id: "1" } },
      { ...good, status: 204 },
      { ...good, route: null },
    ];
    expect(wrong.map((each) => checkDiscordTraffic([each]).length > 0)).toEqual([true, true, true, true]);
    expect(checkDiscordTraffic([{ ...good, status: 500, injected: true }])).toEqual([]);
  });

  test("refusals are described, too", async () => {
    await post({}).catch(() => {});
    await post({ content: "x".repeat(2001) }).catch(() => {});
    const answers = sandbox.requests.map((each) => ({ ...each, body: null }));
    expect(checkDiscordTraffic(answers)).toEqual([]);
  });
});

describe("trouble on demand", () => {
  test("a rate limit is waited out by the SDK", async () => {
    sandbox.faults.fail("POST /channels/{channel_id}/messages", { status: 429, retryAfter: 0.2 });
    const from = performance.now();
    await post({ content: "hi" });
    expect(performance.now() - from).toBeGreaterThan(190);
    expect(sandbox.requests.map(({ status, injected }) => [status, injected])).toEqual([
      [429, true],
      [200, false],
    ]);
  });

  test("a server error as often as wanted, then no more", async () => {
    sandbox.faults.fail(/^GET \/users/, { status: 503, times: 2 });
    await expect(mine.get(Routes.user("@me"))).rejects.toMatchObject({ status: 503 });
    await expect(mine.get(Routes.user("@me"))).rejects.toMatchObject({ status: 503 });
    await expect(mine.get(Routes.user("@me"))).resolves.toMatchObject({ id: ids.countersign });
  });

  test("a request that hangs until it is let go", async () => {
    const release = sandbox.faults.hang("GET /users/@me");
    let answered = false;
    const asked = mine.get(Routes.user("@me")).then(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    release();
    await asked;
  });
});

test("a repeated nonce gives the message that is there; without enforcement a second one", async () => {
  const body = { content: "once", nonce: "n1", enforce_nonce: true };
  const [one, two] = (await Promise.all([post(body), post(body)])) as [{ id: string }, { id: string }];
  expect(one.id).toBe(two.id);
  await post({ content: "twice", nonce: "n2" });
  await post({ content: "twice", nonce: "n2" });
  expect(
    sandbox.control
      .as(ids.owner)
      .sees(ids.general)
      .map((each) => each.text),
  ).toEqual(["once", "twice", "twice"]);
});

test("hidden channels are left out over HTTP, unless obfuscation is off", async () => {
  expect(await names(mine)).toEqual(["general", "approvals", "staff"]);
  expect(await names(helper)).toEqual(["general", "approvals", "staff", "secret"]);
  const open = await startDiscordSandbox({ world: smallWorld(), obfuscate: false });
  expect(await names(restFor(open, tokens.countersign))).toContain("secret");
  await open.close();
});

test("who is pinged follows allowed_mentions and the sender's rights", async () => {
  const content = `@everyone <@${ids.owner}> <@&${ids.modRole}> <@&${ids.adminRole}>`;
  expect(pings(await post({ content }))).toEqual([1, 1, false]);
  expect(pings(await post({ content, allowed_mentions: { parse: [] } }))).toEqual([0, 0, false]);
  expect(pings(await post(v2({ type: 10, content })))).toEqual([1, 1, false]);
  const all = await helper.post(Routes.channelMessages(ids.general), { body: { content } });
  expect(pings(all)).toEqual([1, 2, true]);
});

test("nothing to say is said without a content type", async () => {
  const answer = await fetch(`${sandbox.apiUrl}/v10/channels/${ids.general}/typing`, {
    method: "POST",
    headers: { authorization: `Bot ${tokens.countersign}` },
  });
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([204, null, ""]);
});
