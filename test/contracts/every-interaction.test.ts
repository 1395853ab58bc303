/**
 * Every command and every button on both platforms, through the real adapters against the protocol servers: there is an answer,
 * acknowledged before anything is looked up, as the platforms describe it, in words for people.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { presses } from "../../src/commands/presses/index.ts";
import { checkDiscordTraffic } from "../support/discord-spec.ts";
import { everyInteraction, type Interaction } from "../support/every-interaction.ts";
import { shopWorld } from "../support/shop-world.ts";
import { checkTelegramTraffic } from "../support/telegram-spec.ts";

let shop: Awaited<ReturnType<typeof shopWorld>>;
let all: Interaction[] = [];
beforeAll(async () => {
  shop = await shopWorld();
  all = await everyInteraction(shop);
}, 240_000);
afterAll(async () => {
  await shop.stop();
});

const named = (one: Interaction) => `${one.platform} ${one.kind} ${one.name}`;
const shown = (one: Interaction) => `${named(one)}: ${one.calls.map(({ call }) => call).join(", ")}`;

it("each of them was done, on each platform", () => {
  const done = new Set(all.map(named));
  for (const platform of ["discord", "telegram"]) {
    for (const { spec } of commands)
      if (spec.only === undefined || spec.only === platform)
        expect(done).toContain(`${platform} command ${spec.name}`);
    for (const { verb, form } of presses) {
      expect(done).toContain(`${platform} button ${verb}`);
      if (form) expect(done).toContain(`${platform} form ${verb}`);
    }
  }
});

it("Discord's are acknowledged before anything else is asked", () => {
  const late = all.filter(({ platform, acknowledged }) => platform === "discord" && acknowledged !== 0);
  expect(late.map(shown)).toEqual([]);
});

it("Telegram's presses are answered once, and no pop-up comes twice", () => {
  const presses = all.filter(({ platform, kind }) => platform === "telegram" && kind === "button");
  const wrong = presses.filter(
    ({ calls }) => calls.filter(({ call }) => call === "answerCallbackQuery").length !== 1,
  );
  expect(wrong.map(shown)).toEqual([]);
});

it("no press or command costs a platform more than a look at the whole place and its answer", () => {
  const many = all.filter(({ calls }) => calls.length > 40);
  expect(many.map(shown)).toEqual([]);
});

it("what was said is for people, and as the platforms take it", () => {
  const texts = all.flatMap((one) =>
    one.calls.flatMap(({ body }) => wordsIn(body).map((text) => [named(one), text])),
  );
  expect(texts.length).toBeGreaterThan(200);
  const wrong = texts.filter(
    ([, text = ""]) =>
      /\bundefined\b|\[object |\bNaN\b|Invalid Date/.test(text) ||
      /\b(agt|copy|unf|chg|ntc|fnd|att|dty|stq|rem|grt)_/.test(text),
  );
  expect(wrong).toEqual([]);
  const spoken = shop.discord.requests.filter(({ path }) => path.startsWith("/api/"));
  expect(checkDiscordTraffic(spoken)).toEqual([]);
  const ours = shop.telegram.requests.filter(({ encoding }) => encoding !== "query");
  expect(checkTelegramTraffic(ours)).toEqual([]);
});

/** What people read of a call's body: texts and labels. */
function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string"
      ? ["content", "label", "text", "title", "placeholder", "description"].includes(key)
        ? [inner]
        : []
      : wordsIn(inner),
  );
}
