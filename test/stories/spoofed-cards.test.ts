/**
 * Agents that write what should mislead people, everywhere where they can write: whole request cards, over the real adapters,
 * judged by what the platforms' servers hold afterwards. The lines are data: test/fixtures/spoofing.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionHash, canonical, fingerprint } from "../../src/domain/approval/action.ts";
import { agentSchema } from "../../src/domain/manifest.ts";
import { plainText, readMarkdown, type Span } from "../../src/sandbox/plain-markdown.ts";
import { discordIds, telegramIds } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";
import { applyDocuments } from "../../src/use-cases/apply-documents.ts";
import type { Wish } from "../../src/use-cases/request-approval.ts";
import { hidden, spoofs } from "../fixtures/spoofing.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { eventually, shopWorld } from "../support/shop-world.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";

const origin = {
  discord: {
    platform: "discord",
    workspace: discordIds.guild,
    channel: discordIds.help,
    messageId: "77",
    requestedBy: people.oskar.discord,
  },
} as const;
const ourLink = `https://discord.com/channels/${discordIds.guild}/${discordIds.help}/77`;
/** What a manifest and an agent may send at all: lone surrogates are refused before anybody sees them. */
const sendable = spoofs.filter(([, text]) => text.isWellFormed());
const clipped = (text: string, most: number) => text.slice(0, most).toWellFormed().replaceAll("\uFFFD", "");

let shop: Awaited<ReturnType<typeof shopWorld>>;
beforeAll(async () => {
  // Somebody who is called like a lie.
  const users = telegramWorld.users.map((user) =>
    String(user.id) === people.fiona.telegram
      ? { ...user, firstName: "Mo\u202E [x](https://evil.example)" }
      : user,
  );
  shop = await shopWorld({ telegram: { ...telegramWorld, users } });
  const policy = {
    approvers: [
      `discord:role:${discordIds.finance}`,
      `telegram:user:${people.mo.telegram}`,
      `telegram:user:${people.fiona.telegram}`,
    ],
    requireReason: "deny",
  };
  const limits = { burst: 1_000, pause: "never" };
  const actions = sendable.map(([, text], n) => ({
    type: `spoof.n${n}`,
    title: clipped(text, 80),
    policy: n === 0 ? { ...policy, quorum: 2, veto: 2 } : policy,
    limits,
  }));
  const document = { apiVersion: "countersign/v1", kind: "Agent", metadata: { id: "trickster" }, actions };
  await applyDocuments(shop.ctx, [agentSchema.parse(document)], "operator");
}, 90_000);
afterAll(async () => {
  expect(checkDiscordTraffic(shop.discord.requests)).toEqual([]);
  expect(checkTelegramTraffic(shop.telegram.requests)).toEqual([]);
  await shop.stop();
});

/** The text behind what cards spell out. */
const unspelled = (text: string) =>
  text.replaceAll(/\\u\{([0-9A-F]+)\}/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );

const wishFor = (n: number, text: string): Wish => ({
  action: `spoof.n${n}`,
  params: { [text]: text, amount: "49.00", deep: [{ [`${text}!`]: [text, 1] }] },
  reason: text,
  audience: clipped(text, 100),
  origin: origin.discord,
});

const ask = async (n: number, wish: Wish) => {
  const { request } = await shop.ask(wish, "trickster");
  const mark = fingerprint(request.actionHash);
  const onDiscord = await shop
    .onDiscord("fiona")
    .waitFor(discordIds.approvals, ({ text }) => text.includes(mark), 15_000);
  const onTelegram = await eventually(`the card of spoof.n${n} on Telegram`, () =>
    shop
      .onTelegram("mo")
      .sees(telegramIds.team)
      .findLast(({ text }) => text.includes(mark)),
  );
  return { request, onDiscord, onTelegram };
};
type Shown = Awaited<ReturnType<typeof ask>>;

/** Discord: the text displays as they are kept, before anything is made of them. */
function contents(message: Shown["onDiscord"]): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, content, components } = node as { type?: number; content?: string; components?: unknown[] };
    if (type === 10 && content !== undefined) found.push(content);
    components?.forEach(visit);
  };
  visit({ components: message.raw["components"] });
  return found;
}

/** What Discord's client makes of it: every run that looks or acts differently. */
function drawn(message: Shown["onDiscord"]) {
  const blocks = contents(message).flatMap(readMarkdown);
  const spans: Span[] = blocks.flatMap((block) => block.spans);
  return { blocks, spans, text: contents(message).map(plainText).join("\n") };
}

const allowedOnTelegram = new Set(["bold", "italic", "code", "pre", "date_time", "text_link"]);

/** Nothing that does something, but our own link; nothing that looks like ours and is not. */
function inertOnDiscord(message: Shown["onDiscord"]): void {
  const { blocks, spans, text } = drawn(message);
  expect(text).not.toMatch(hidden);
  expect(spans.flatMap(({ href }) => href ?? []).filter((href) => href !== ourLink)).toEqual([]);
  expect(
    spans.filter(({ strike, spoiler, underline, italic }) => strike || spoiler || underline || italic),
  ).toEqual([]);
  expect(blocks.filter(({ kind }) => kind === "heading")).toHaveLength(1);
  expect(message.buttons.filter(({ url }) => url !== null)).toEqual([]);
  expect(message.raw).toMatchObject({ mention_everyone: false, mentions: [], mention_roles: [], embeds: [] });
}

function inertOnTelegram({ text, entities, keyboard }: Shown["onTelegram"]): void {
  expect(text).not.toMatch(hidden);
  expect(entities.filter(({ type }) => !allowedOnTelegram.has(type))).toEqual([]);
  const links = entities.flatMap((entity) => ("url" in entity && entity.url ? [entity.url] : []));
  expect(links.filter((link) => link !== ourLink)).toEqual([]);
  expect(keyboard.flat().filter((button) => !("callback_data" in button))).toEqual([]);
}

/** One of the stretches in which Telegram makes nothing of what it finds. */
function bodyOf({ text, entities }: Shown["onTelegram"], n: number): string {
  const { offset, length } = entities.filter(({ type }) => type === "pre").at(n)!;
  return text.slice(offset, offset + length);
}

/** On the card, or in the file that came right before it. */
function paramsOnTelegram(id: string, card: Shown["onTelegram"]): string {
  const file = shop
    .onTelegram("mo")
    .sees(telegramIds.team)
    .find((message) => message.file?.name === `${id}.json`)?.file;
  return file ? new TextDecoder().decode(file.content) : bodyOf(card, 0);
}

/** What stands in the messages above the card, where no file may be attached. */
function pagesOf(file: string, card: { id: string }) {
  const all = shop.onDiscord("fiona").sees(discordIds.approvals);
  const above = all.slice(
    0,
    all.findIndex(({ id }) => id === card.id),
  );
  const others = above.findLastIndex(({ buttons }) => buttons.length > 0);
  const named = (message: Shown["onDiscord"]) =>
    contents(message).map(plainText).join().includes(`${file}, part`);
  return above.slice(others + 1).filter(named);
}

function writtenOut(file: string, card: { id: string }): string {
  return pagesOf(file, card)
    .map((page) => /```\n([^]*)\n```$/.exec(contents(page)[0] ?? "")?.[1] ?? "")
    .join("");
}

/** On the card, in a file of it, or in the messages above it. */
function paramsOnDiscord(id: string, card: Shown["onDiscord"]): string {
  const code = drawn(card).blocks.filter(({ kind }) => kind === "code");
  expect(code.length).toBeLessThanOrEqual(1);
  return code[0]?.spans[0]?.text ?? card.attachments[0]?.content ?? writtenOut(`${id}.json`, card);
}

describe("a card whose agent lies with", () => {
  it.each(sendable.map(([what, text], n) => ({ what, text, n })))("$what", async ({ text, n }) => {
    const wish = wishFor(n, text);
    const { request, onDiscord, onTelegram } = await ask(n, wish);
    inertOnDiscord(onDiscord);
    inertOnTelegram(onTelegram);
    const buttons = ["Approve", "Deny", "Details", "Freeze agent"];
    expect(onDiscord.buttons.map(({ label }) => label)).toEqual(buttons);
    expect(onTelegram.keyboard.flat().map((button) => button.text)).toEqual(buttons);

    // The params that people read are the params that were hashed.
    const { blocks, text: read } = drawn(onDiscord);
    for (const shown of [paramsOnDiscord(request.id, onDiscord), paramsOnTelegram(request.id, onTelegram)]) {
      expect(shown).not.toMatch(hidden);
      const parsed: unknown = JSON.parse(shown);
      expect(actionHash(wish.action, parsed)).toBe(request.actionHash);
    }

    // The agent's words read back as what it wrote, each in its place.
    const lines = (given: string) => given.replaceAll("\r\n", "\n");
    const quoted = blocks.filter(({ kind }) => kind === "quote").flatMap(({ spans }) => spans);
    const quote = quoted.map((span) => span.text).join("") || writtenOut("quote.txt", onDiscord);
    expect(unspelled(quote)).toBe(lines(text));
    expect(unspelled(bodyOf(onTelegram, -1))).toBe(lines(text));
    const title = clipped(text, 80);
    const audience = clipped(text, 100);
    for (const shown of [read, onTelegram.text]) {
      expect(unspelled(/asks to run (.*) \(spoof\.n\d+\)/.exec(shown)?.[1] ?? "")).toBe(title);
      expect(unspelled(/Runs at: (.*)/.exec(shown)?.[1] ?? "")).toBe(audience);
      expect(shown).toContain(`Oskar, Discord user ${people.oskar.discord}`);
    }
    // Bold is ours: the agent's id and the names of the fields.
    const bold = drawn(onDiscord).spans.filter((span) => span.bold);
    expect(
      bold.map((span) => span.text).filter((word) => !/^(?:trickster|[A-Z][a-z ']+: ?)$/.test(word)),
    ).toEqual([]);
  });

  it("half a character: nobody ever sees it", async () => {
    for (const [, text] of spoofs.filter((each) => !each[1].isWellFormed()))
      await expect(shop.ask(wishFor(0, text), "trickster")).rejects.toThrow(/params_invalid/);
  });
});

it("mentions are off in everything that was ever sent", () => {
  const bodies = shop.discord.requests
    .filter(({ method, path }) => ["POST", "PATCH"].includes(method) && /\/messages/.test(path))
    .map(({ body }) => body as { allowed_mentions?: unknown });
  expect(bodies.length).toBeGreaterThan(20);
  for (const { allowed_mentions } of bodies) expect(allowed_mentions).toEqual({ parse: [] });
  const sent = shop.telegram.requests.filter(({ method }) => /^(?:send|edit)Message/.test(method));
  expect(sent.length).toBeGreaterThan(20);
  for (const { params } of sent) {
    expect(params).not.toHaveProperty("parse_mode");
    expect(JSON.stringify(params["link_preview_options"])).toContain("is_disabled");
  }
});

it("people who are called like a lie, and give such reasons, change nothing either", async () => {
  const wish = wishFor(0, sendable[0]![1]);
  const { request, onDiscord, onTelegram } = await ask(0, { ...wish, params: { of: "names" } });
  shop.onDiscord("olivia").rename(people.fiona.discord, "✅ **Approved**\u202E @all");
  const fiona = shop.onDiscord("fiona");
  await fiona.press(discordIds.approvals, onDiscord.id, "Deny");
  await fiona.submit({ reason: "no\u202E [Approve](https://evil.example) @everyone" });
  const liar = shop.onTelegram("fiona");
  await liar.press(telegramIds.team, onTelegram.id, "Deny");
  const question = await eventually("the question", () =>
    liar.sees(telegramIds.team).findLast(({ prompt }) => prompt !== null),
  );
  liar.type(telegramIds.team, "no https://evil.example @everyone", { replyTo: question.id });
  const mark = fingerprint(request.actionHash);
  const after = await shop
    .onDiscord("fiona")
    .waitFor(discordIds.approvals, ({ text }) => text.includes(mark) && text.includes("Denied"), 15_000);
  const twin = await eventually("the twin is decided", () =>
    shop
      .onTelegram("mo")
      .sees(telegramIds.team)
      .find(({ id, text }) => id === onTelegram.id && text.includes("Denied")),
  );
  expect(after.buttons).toEqual([]);
  expect(twin.keyboard).toEqual([]);
  const { spans, text } = drawn(after);
  for (const shown of [text, twin.text]) {
    expect(shown).not.toMatch(hidden);
    expect(shown).toContain(String.raw`no\u{202E} [Approve](https://evil.example) @everyone`);
    expect(shown).toContain("no https://evil.example @everyone");
    expect(shown).toContain(String.raw`Mo\u{202E} [x](https://evil.example)`);
  }
  // Who voted may be a mention, which pings nobody in an edit; nothing else is live.
  expect(spans.flatMap(({ href }) => href ?? []).filter((href) => href !== ourLink)).toEqual([]);
  expect(after.pings).toBe(false);
  const live = twin.entities.filter(({ type }) => !allowedOnTelegram.has(type) && type !== "text_mention");
  expect(live).toEqual([]);
});

describe("params of", () => {
  const long = (bytes: number) => ({
    orderId: "A-1",
    note: Array.from({ length: Math.ceil(bytes / 16) }, (_, n) => `line ${n} \u202E \`\`\``)
      .join("\n")
      .slice(0, bytes),
  });
  const onTelegramFile = async (name: string) =>
    await eventually(`the file ${name}`, () =>
      shop
        .onTelegram("mo")
        .sees(telegramIds.team)
        .find(({ file }) => file?.name === name),
    );

  it("20 kB are whole on both: in a file, and where no file may be attached in messages above the card", async () => {
    const params = long(20_000);
    const { request, onDiscord, onTelegram } = await ask(1, { action: "spoof.n1", params, audience: "x" });
    const pages = pagesOf(`${request.id}.json`, onDiscord);
    expect(pages.length).toBeGreaterThan(3);
    for (const shown of [paramsOnTelegram(request.id, onTelegram), paramsOnDiscord(request.id, onDiscord)]) {
      expect(shown).not.toMatch(hidden);
      expect(canonical(JSON.parse(shown))).toBe(canonical(params));
    }
    expect(onDiscord.buttons).toHaveLength(4);
    expect(onTelegram.keyboard.flat()).toHaveLength(4);
    inertOnDiscord(onDiscord);
    inertOnTelegram(onTelegram);
    for (const page of pages)
      expect(drawn(page).spans.filter(({ href, mention }) => href || mention)).toEqual([]);
  });

  it("100 kB are a file; where none may be attached there is no card to press, and the other one says so", async () => {
    const params = long(100_000);
    const { request } = await shop.ask({ action: "spoof.n1", params, audience: "x" }, "trickster");
    const mark = fingerprint(request.actionHash);
    const { file } = await onTelegramFile(`${request.id}.json`);
    expect(actionHash("spoof.n1", JSON.parse(new TextDecoder().decode(file!.content)))).toBe(
      request.actionHash,
    );
    const card = await eventually("the card says that Discord can't be reached", () =>
      shop
        .onTelegram("mo")
        .sees(telegramIds.team)
        .find(({ text }) => text.includes(mark) && text.includes("could not be reached: Discord")),
    );
    expect(card.keyboard.flat()).toHaveLength(4);
    const onDiscord = shop.onDiscord("fiona").sees(discordIds.approvals);
    expect(onDiscord.filter(({ text }) => text.includes(mark) || text.includes(request.id))).toEqual([]);
  });

  it("100 kB are a file on Discord too, where Countersign may attach one", async () => {
    shop.onDiscord("olivia").changeRole(discordIds.countersignRole, {
      permissions: ["VIEW_CHANNEL", "SEND_MESSAGES", "VIEW_AUDIT_LOG", "ATTACH_FILES"],
    });
    shop.clock.ahead += 11 * 60_000;
    const { request, onDiscord } = await ask(2, { action: "spoof.n2", params: long(100_000), audience: "x" });
    expect(onDiscord.attachments.map(({ name }) => name)).toEqual([`${request.id}.json`]);
    expect(actionHash("spoof.n2", JSON.parse(onDiscord.attachments[0]!.content))).toBe(request.actionHash);
    expect(onDiscord.buttons).toHaveLength(4);
    inertOnDiscord(onDiscord);
  });

  it("more than a person could read are refused, before anybody is asked", async () => {
    await expect(
      shop.ask({ action: "spoof.n1", params: long(140_000), audience: "x" }, "trickster"),
    ).rejects.toThrow(/too_large/);
  });
});
