/** What a choice from a list is on every platform: part of the platform contract. */
import { describe, expect, it } from "vitest";
import type { Card, Inbox, Select } from "../../src/platforms/platform.ts";
import { eventually, type Harness, inboxOf, plain } from "./platform-harness.ts";

export function selectLaws({
  harness,
  start,
  seen,
}: {
  harness: () => Harness;
  start: (inbox: Inbox) => Promise<void>;
  seen: (person: string, text: string) => Promise<unknown>;
}): void {
  describe("selects", () => {
    const choosing = (count: number, more: Partial<Extract<Select, { of: "options" }>> = {}): Card => ({
      ...plain("What is Helper for?"),
      blocks: [
        {
          kind: "select",
          select: {
            of: "options",
            press: "purpose:1",
            label: "Helper",
            chosen: ["v1"],
            options: Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `Option ${at}` })),
            ...more,
          },
        },
      ],
    });

    it("tell what was chosen, and on which message", async () => {
      const { inbox, events } = inboxOf();
      await start(inbox);
      const posted = await harness().platform.post(harness().place, choosing(5), "k1");
      await harness().choose(harness().people.manager, posted, "purpose:1", "v3");
      await eventually(() => events.presses.length === 1, "the choice arrives");
      const [event] = events.presses;
      expect(event).toMatchObject({ press: "purpose:1", values: ["v3"], on: posted, place: harness().place });
      expect(event?.page).toBeUndefined();
    });

    it("of more options than a message holds are paged: a page is no choice", async () => {
      const { inbox, events } = inboxOf({
        press: async ({ on, page }) => {
          if (page !== undefined) await harness().platform.edit(on, choosing(60, { page }));
        },
      });
      await start(inbox);
      const posted = await harness().platform.post(harness().place, choosing(60), "k1");
      await harness().turn(harness().people.manager, posted, "purpose:1", 1);
      await eventually(() => events.presses.length === 1, "the page is asked for");
      expect(events.presses[0]).toMatchObject({ press: "purpose:1", page: 1 });
      expect(events.presses[0]?.values).toBeUndefined();
      await harness().turn(harness().people.manager, posted, "purpose:1", 2);
      await eventually(() => events.presses.length === 2, "the next page is asked for");
      expect(events.presses[1]).toMatchObject({ page: 2 });
    });

    it("stand beside buttons and sections, each of which says what it was", async () => {
      const { inbox, events } = inboxOf();
      await start(inbox);
      const card: Card = {
        ...choosing(3),
        buttons: [[{ press: "done:1", label: "Done", style: "primary" }]],
      };
      card.blocks.push({
        kind: "section",
        text: ["Helper: support"],
        button: { press: "agent:1", label: "Look at Helper", style: "secondary" },
      });
      const posted = await harness().platform.post(harness().place, card, "k1");
      await seen(harness().people.member, "Helper: support");
      await harness().press(harness().people.manager, posted, "agent:1");
      await harness().press(harness().people.manager, posted, "done:1");
      await eventually(() => events.presses.length === 2, "both presses arrive");
      expect(events.presses.map(({ press }) => press)).toEqual(["agent:1", "done:1"]);
    });
  });
}
