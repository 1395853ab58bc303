/**
 * What every platform adapter does, whatever the platform: the laws of `Platform`, tested once.
 * A harness brings the platform's protocol server and its people; nothing here knows which platform it is.
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hidden, markup, saying, spoofs } from "../fixtures/spoofing.ts";
import { type Card, type Inbox, type Platform, PlatformError } from "../../src/platforms/platform.ts";
import { asking, eventually, type Harness, inboxOf, plain } from "./platform-harness.ts";
import { selectLaws } from "./platform-selects.ts";

export function platformContract(name: string, makeHarness: () => Promise<Harness>): void {
  describe(`${name} keeps the platform contract`, () => {
    let harness: Harness;
    let running: Platform[] = [];
    const start = async (inbox: Inbox, platform = harness.platform) => {
      running.push(platform);
      await platform.start(inbox);
      await eventually(() => platform.health().ok, "connected");
    };
    const seen = (person: string, text: string) =>
      eventually(
        () => harness.seenBy(person).find((message) => message.text.includes(text)),
        `${person} sees "${text}"`,
      );

    beforeEach(async () => {
      running = [];
      harness = await makeHarness();
    });
    afterEach(async () => {
      for (const platform of running) await platform.stop();
      await harness.close();
    });

    it("is not healthy before it starts nor after it stops, and says why", async () => {
      expect(harness.platform.health()).toMatchObject({ ok: false, why: expect.stringMatching(/\w+ .*\.$/) });
      await start(inboxOf().inbox);
      expect(harness.platform.health()).toMatchObject({ ok: true, why: null });
      expect(Math.abs(Date.now() - (harness.platform.health().heardAt ?? 0))).toBeLessThan(60_000);
      await harness.platform.stop();
      expect(harness.platform.health().ok).toBe(false);
    });

    it("says in one helpful sentence that a token is wrong", async () => {
      const failure = await harness
        .withWrongToken()
        .start(inboxOf().inbox)
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(PlatformError);
      expect(failure).toMatchObject({ kind: "refused", message: expect.stringMatching(/token.*_TOKEN/is) });
    });

    describe("commands", () => {
      it("arrive with who, where and what; an open answer is seen by all", async () => {
        const { inbox, events } = inboxOf({
          command: async ({ reply }) => void (await reply(plain("Here you are"), { private: false })),
        });
        await start(inbox);
        await harness.type(harness.people.manager, "echo", { what: "hello" });
        await seen(harness.people.manager, "Here you are");
        await seen(harness.people.member, "Here you are");
        expect(events.commands).toHaveLength(1);
        expect(events.commands[0]).toMatchObject({
          name: "echo",
          options: { what: "hello" },
          actor: { platform: harness.platform.id, id: harness.people.manager, bot: false, anonymous: false },
          place: harness.place,
        });
      });

      it("are answered in private so that nobody else sees it", async () => {
        const { inbox } = inboxOf({
          command: async ({ reply }) => void (await reply(plain("Only for you"), { private: true })),
        });
        await start(inbox);
        await harness.type(harness.people.member, "help");
        await seen(harness.people.member, "Only for you");
        expect(
          harness
            .seenBy(harness.people.manager)
            .map(({ text }) => text)
            .join(),
        ).not.toContain("Only for you");
      });

      it("give an open answer that can be edited", async () => {
        const { inbox } = inboxOf({
          async command({ reply }) {
            const posted = await reply(plain("First"), { private: false });
            if (posted) await harness.platform.edit(posted, plain("Second"));
          },
        });
        await start(inbox);
        await harness.type(harness.people.manager, "help");
        await seen(harness.people.member, "Second");
      });
    });

    describe("presses", () => {
      it("are acknowledged in time even if the handler is slow, and say what was pressed on which message", async () => {
        const slow = Promise.withResolvers<void>();
        const { inbox, events } = inboxOf({ press: () => slow.promise });
        await start(inbox);
        const posted = await harness.platform.post(harness.place, asking("Refund?"), "k1");
        expect(await harness.press(harness.people.manager, posted, "approve:req_1")).toBe(true);
        await eventually(() => events.presses.length === 1, "the press arrives");
        expect(events.presses[0]).toMatchObject({
          press: "approve:req_1",
          on: posted,
          actor: { id: harness.people.manager, bot: false },
          place: harness.place,
        });
        slow.resolve();
      });

      it("come twice when pressed twice, each with its own id", async () => {
        const { inbox, events } = inboxOf();
        await start(inbox);
        const posted = await harness.platform.post(harness.place, asking("Refund?"), "k1");
        expect(await harness.press(harness.people.manager, posted, "approve:req_1")).toBe(true);
        expect(await harness.press(harness.people.manager, posted, "approve:req_1")).toBe(true);
        await eventually(() => events.presses.length === 2, "both presses arrive");
        expect(new Set(events.presses.map(({ id }) => id)).size).toBe(2);
      });

      it("by somebody without a say get an answer that only they see", async () => {
        const { inbox } = inboxOf({
          press: async ({ reply }) => void (await reply(plain("You can't decide this"), { private: true })),
        });
        await start(inbox);
        const posted = await harness.platform.post(harness.place, asking("Refund?"), "k1");
        const pressed = harness.press(harness.people.member, posted, "approve:req_1");
        await seen(harness.people.member, "You can't decide this");
        await pressed;
        expect(
          harness
            .seenBy(harness.people.manager)
            .map(({ text }) => text)
            .join(),
        ).not.toContain("You can't decide");
      });

      it("with a form open it at once; what was filled in comes with the press", async () => {
        const { inbox, events } = inboxOf();
        await start(inbox);
        const posted = await harness.platform.post(harness.place, asking("Refund?"), "k1");
        expect(await harness.press(harness.people.manager, posted, "deny:req_1")).toBe(true);
        await harness.submit(harness.people.manager, "too *expensive*");
        await eventually(() => events.forms.length === 1, "the form arrives");
        expect(events.forms[0]).toMatchObject({
          press: "deny:req_1",
          fields: { reason: "too *expensive*" },
          actor: { id: harness.people.manager },
          on: posted,
        });
        expect(events.presses).toEqual([]);
      });
    });

    describe("cards", () => {
      it("are posted, then edited for everybody; the same content again is success", async () => {
        await start(inboxOf().inbox);
        const posted = await harness.platform.post(harness.place, asking("Refund of 49 EUR"), "k1");
        expect((await seen(harness.people.member, "Refund of 49 EUR")).buttons).toEqual(["Approve", "Deny"]);
        await harness.platform.edit(posted, plain("Approved by Mo"));
        const after = await seen(harness.people.member, "Approved by Mo");
        expect(after.buttons).toEqual([]);
        expect(after.text).not.toContain("Refund of 49 EUR");
        await harness.platform.edit(posted, plain("Approved by Mo"));
      });

      it("that were deleted are gone", async () => {
        await start(inboxOf().inbox);
        const posted = await harness.platform.post(harness.place, plain("Soon gone"), "k1");
        harness.remove(posted);
        await expect(harness.platform.edit(posted, plain("Too late"))).rejects.toMatchObject({
          name: "PlatformError",
          kind: "gone",
        });
      });

      it("are not posted where Countersign may not write, and trying again is not suggested", async () => {
        await start(inboxOf().inbox);
        const failure = harness.platform.post(harness.closed, plain("Nobody sees this"), "k1");
        await expect(failure).rejects.toMatchObject({ name: "PlatformError", kind: "unreachable" });
      });

      it("show everything, even what is too long for one message", async () => {
        await start(inboxOf().inbox);
        const text = Array.from({ length: 3_000 }, (_, n) => `word${n}`).join(" ");
        const posted = await harness.platform.post(
          harness.place,
          { ...plain("Long"), blocks: [{ kind: "quote", text }] },
          "k1",
        );
        await seen(harness.people.member, "Long");
        const all = harness.seenBy(harness.people.member).map((message) => message.text);
        for (const part of ["word0 ", "word1500 ", "word2999"]) expect(all.join("\n")).toContain(part);
        await harness.platform.edit(posted, plain("Short again"));
        await seen(harness.people.member, "Short again");
      });
    });

    describe("an agent's words", () => {
      for (const kind of ["said", "quote", "code"] as const)
        it(`stay words (${kind})`, async () => {
          await start(inboxOf().inbox);
          for (const [n, text] of markup.entries()) {
            const block: Card["blocks"][number] =
              kind === "said" ? { kind: "text", text: [{ said: text }] } : { kind, text };
            await harness.platform.post(harness.place, { ...plain("Agent says"), blocks: [block] }, `k${n}`);
            const message = harness.seenBy(harness.people.member).at(-1);
            const shown = kind === "code" ? text.replace("```fence```", "``\\u{60}fence``\\u{60}") : text;
            expect(message?.text).toContain(message?.text.includes(text) ? text : shown);
            expect(message?.acts).toBe(false);
          }
        });

      it.each(spoofs)("can't pass for ours, hide, ping or be clicked: %s", async (_, text) => {
        await start(inboxOf().inbox);
        for (const [n, block] of saying(text).entries())
          await harness.platform.post(harness.place, { ...plain("Agent says"), blocks: [block] }, `k${n}`);
        for (const { text: shown, acts } of harness.seenBy(harness.people.member).slice(-3)) {
          expect(acts).toBe(false);
          expect(shown).not.toMatch(hidden);
        }
      });

      it("hide nothing", async () => {
        await start(inboxOf().inbox);
        const text = "pay \u202e001\u202c\u200b EUR";
        for (const kind of ["quote", "code"] as const)
          await harness.platform.post(
            harness.place,
            { ...plain("Agent says"), blocks: [{ kind, text }] },
            kind,
          );
        const shown = harness.seenBy(harness.people.member).slice(-2);
        for (const message of shown) expect(message.text).toContain("pay \\u{202E}001\\u{202C}\\u{200B} EUR");
      });
    });

    describe("what the platform knows now", () => {
      it("about people: who manages, who does not, who is not there", async () => {
        await start(inboxOf().inbox);
        const { manager, member, stranger } = harness.people;
        const of = (person: string) => harness.platform.standing(person, harness.place.workspace);
        expect(await of(manager)).toMatchObject({ state: "member", manages: true, bot: false });
        expect(await of(member)).toMatchObject({ state: "member", manages: false, bot: false });
        expect(await of(stranger)).toMatchObject({ state: "gone", manages: false, roles: [] });
        expect(await harness.platform.standing(manager, "1")).toMatchObject({ manages: false, roles: [] });
      });

      it("about the workspace, as raw objects with the viewer among them", async () => {
        await start(inboxOf().inbox);
        const file = await harness.platform.snapshot(harness.place.workspace, []);
        expect(file.platform).toBe(harness.platform.id);
        expect(file.viewer).toMatch(/^\d+$/);
        expect(Math.abs(Date.now() - Date.parse(file.takenAt))).toBeLessThan(60_000);
        expect(JSON.stringify(file.members)).toContain(file.viewer);
        expect(JSON.parse(JSON.stringify(file))).toEqual(file);
      });
    });

    selectLaws({ harness: () => harness, start, seen });

    it("gives a new process what happened while the old one was away, once", async () => {
      const first = inboxOf();
      await start(first.inbox);
      const posted = await harness.platform.post(harness.place, asking("Refund?"), "k1");
      await harness.press(harness.people.manager, posted, "approve:req_1");
      await eventually(() => first.events.presses.length === 1, "the first press arrives");
      await harness.platform.stop();

      const pressed = harness.press(harness.people.manager, posted, "approve:req_1");
      const typed = harness.type(harness.people.manager, "help");
      const second = inboxOf();
      await start(second.inbox, harness.again());
      await Promise.allSettled([pressed, typed]);
      await eventually(() => second.events.commands.length === 1, "the missed command arrives");
      await eventually(() => second.events.presses.length === 1, "the missed press arrives");
      expect(second.events.presses[0]?.id).not.toBe(first.events.presses[0]?.id);
    });
  });
}
