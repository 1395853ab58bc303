/** Cards on Discord: posted once, edited whole, with files or written out, and what is said when that fails. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Card, Inbox, Platform } from "../../src/platforms/platform.ts";
import { type DiscordHarness, discordHarness, eventually, general } from "../support/discord-adapter.ts";
import { ids } from "../support/discord-world.ts";

const card = (title: string, more: Partial<Card> = {}): Card => ({
  tone: "neutral",
  title,
  blocks: [],
  buttons: [],
  ...more,
});
const words = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`).join(" ");
const long = card("Long", { blocks: [{ kind: "code", text: words(2_000) }] });

const nothing = async () => undefined;
function inboxOf(): Inbox {
  return {
    commands: [],
    forms: {},
    command: nothing,
    press: nothing,
    form: nothing,
    complete: async () => [],
    change: nothing,
    action: nothing,
    hear: nothing,
  };
}

let harness: DiscordHarness;
beforeEach(async () => {
  harness = await discordHarness();
});
afterEach(() => harness.close());

async function started(inbox: Inbox = inboxOf()): Promise<Platform> {
  const platform = harness.adapter();
  await platform.start(inbox);
  await eventually(() => platform.health().ok, "connected");
  return platform;
}
const seen = () => harness.sandbox.control.as(ids.outsider).sees(ids.general);
const mara = () => harness.sandbox.control.as(ids.moderator);

describe("cards", () => {
  it("are posted once for one key", async () => {
    const platform = await started();
    const first = await platform.post(
      general,
      card("One"),
      "a key that is longer than twenty-five characters",
    );
    const again = await platform.post(
      general,
      card("One"),
      "a key that is longer than twenty-five characters",
    );
    expect(again).toEqual(first);
    expect(seen()).toHaveLength(1);
  });

  it("that are too long carry a file where that is allowed", async () => {
    harness.sandbox.control
      .as(ids.owner)
      .changeRole(ids.csRole, { permissions: ["VIEW_CHANNEL", "SEND_MESSAGES", "ATTACH_FILES"] });
    const platform = await started();
    const posted = await platform.post(general, long, "k");
    expect(seen()).toHaveLength(1);
    expect(seen()[0]?.attachments).toMatchObject([{ name: "code.txt", content: words(2_000) }]);
    expect(seen()[0]?.text).toContain("attached file code.txt");
    await platform.edit(posted, card("Short"));
    expect(seen()[0]).toMatchObject({ text: "## Short", attachments: [] });
  });

  it("are written out above where it is not, once, and their edits know that", async () => {
    const platform = await started();
    const posted = await platform.post(general, long, "k");
    const before = seen();
    expect(before.length).toBeGreaterThan(2);
    expect(before.at(-1)?.text).toContain("in the messages above");
    expect(
      before
        .slice(0, -1)
        .map(({ text }) => text)
        .join(" ")
        .match(/w\d+/g),
    ).toEqual(words(2_000).split(" "));
    await platform.edit(posted, { ...long, title: "Decided" });
    expect(seen().at(-1)?.text).toMatch(/Decided[\s\S]*in the messages above/);
    await platform.edit(posted, { ...card("Other"), blocks: [{ kind: "code", text: words(2_001) }] });
    expect(seen().at(-1)?.text).toMatch(/Other[\s\S]*is left out/);
    const refused = harness.sandbox.requests.filter(({ status }) => status === 403);
    expect(refused).toHaveLength(1);
  });

  it("can't be decided on without what belongs in a file: it follows, once, when an edit needs it", async () => {
    const platform = await started();
    const asking = (title: string, text: string): Card => ({
      ...card(title),
      blocks: [{ kind: "code", text }],
      buttons: [[{ press: "approve:1", label: "Approve", style: "success" }]],
    });
    // From here on it is known that files may not be attached here.
    await platform.post(general, long, "before");
    const earlier = seen().length;
    const posted = await platform.post(general, asking("Short", "w0"), "k");
    for (let n = 0; n < 2; n++) await platform.edit(posted, asking("Long", words(2_000)));
    const [shown, ...pages] = seen().slice(earlier);
    expect(shown?.text).toMatch(/Long[^]*in the messages around this one/);
    expect(
      pages
        .map(({ text }) => text)
        .join(" ")
        .match(/w\d+/g),
    ).toEqual(words(2_000).split(" "));
    await platform.edit(posted, { ...asking("Decided", words(2_001)), buttons: [] });
    expect(seen()).toHaveLength(earlier + 1 + pages.length);
    expect(seen()[earlier]?.text).toMatch(/Decided[^]*is left out/);
  });

  it("reach a person in direct messages, or say that they can't", async () => {
    const platform = await started();
    const posted = await platform.post(
      { platform: "discord", workspace: null, channel: ids.moderator },
      card("Psst"),
      "k",
    );
    expect(posted.place.channel).toBe(mara().dm(ids.countersign));
    expect(mara().sees(posted.place.channel)[0]?.text).toContain("Psst");
    await expect(
      platform.post({ platform: "discord", workspace: null, channel: ids.shy }, card("Psst"), "k2"),
    ).rejects.toMatchObject({ kind: "unreachable" });
  });

  it("say in the four kinds what went wrong", async () => {
    const platform = await started();
    const { faults } = harness.sandbox;
    const nowhere = platform.post({ ...general, channel: "1000000000000000999" }, card("x"), "k");
    await expect(nowhere).rejects.toMatchObject({ kind: "gone" });
    faults.fail("POST /channels", { status: 400, body: { code: 50035, message: "Invalid Form Body" } });
    const wrong = platform.post(general, card("x"), "k3");
    await expect(wrong).rejects.toMatchObject({ kind: "refused" });
    faults.fail("POST /channels", { status: 429, retryAfter: 60 });
    await expect(platform.post(general, card("x"), "k1")).rejects.toMatchObject({
      kind: "busy",
      retryAfterMs: expect.closeTo(60_000, -3),
    });
    faults.fail("PATCH /channels", { status: 503, times: 9 });
    const edit = platform.edit({ place: general, message: "1" }, card("x"));
    await expect(edit).rejects.toMatchObject({ kind: "busy" });
    faults.clear();
  });

  it("are sent again by themselves after a short 429 and a 5xx", async () => {
    const platform = await started();
    harness.sandbox.faults.fail("POST /channels", { status: 429, retryAfter: 0.1 });
    harness.sandbox.faults.fail("POST /channels", { status: 502, times: 2 });
    await platform.post(general, card("Through"), "k");
    expect(seen().map(({ text }) => text)).toEqual(["## Through"]);
  });
});
