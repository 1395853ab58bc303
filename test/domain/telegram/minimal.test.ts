import { describe, expect, it } from "vitest";
import { plain } from "../../../src/domain/audit/phrase.ts";
import {
  addLink,
  botFatherLink,
  dismissAdmin,
  privacyOn,
  switchOff,
  telegramNeed,
} from "../../../src/domain/telegram/minimal.ts";
import { telegramManifest } from "../../fixtures/audit/build.ts";

describe("the least a bot needs on Telegram", () => {
  it("is no administrator for support, and none for an unknown purpose", () => {
    expect(telegramNeed(null, "support", "supergroup")).toMatchObject({
      admin: false,
      rights: [],
      readsAll: false,
    });
    expect(telegramNeed(null, null, "supergroup")).toMatchObject({ admin: false, rights: [] });
  });

  it("is deleting and restricting for moderation", () => {
    expect(telegramNeed(null, "moderation", "supergroup")).toMatchObject({
      admin: true,
      rights: ["can_delete_messages", "can_restrict_members"],
      readsAll: true,
    });
  });

  it("is always an administrator in a channel, with posting only for those who announce", () => {
    expect(telegramNeed(null, "announcements", "channel")).toMatchObject({
      admin: true,
      rights: ["can_post_messages"],
    });
    expect(telegramNeed(null, "reader", "channel")).toMatchObject({ admin: true, rights: [] });
  });

  it("is what the manifest says, when there is one", () => {
    const { manifest } = telegramManifest({
      rights: { can_pin_messages: "rules" },
      groups: ["-1"],
      dmOnly: false,
    });
    expect(telegramNeed(manifest, null, "supergroup")).toEqual({
      admin: true,
      rights: ["can_pin_messages"],
      readsAll: false,
      dmOnly: false,
      groups: ["-1"],
    });
  });
});

describe("links and taps", () => {
  it("adds with exactly these rights, in Telegram's own names", () => {
    expect(addLink("x_bot", ["can_delete_messages", "is_anonymous"], "supergroup")).toBe(
      "https://t.me/x_bot?startgroup&admin=delete_messages+anonymous",
    );
    expect(addLink("x_bot", [], "channel")).toBe("https://t.me/x_bot?startchannel");
    expect(addLink(null, [], "group")).toBeNull();
    expect(botFatherLink("x_bot")).toBe("https://t.me/BotFather?start=x_bot");
  });

  it("names the switches as the apps do", () => {
    expect(switchOff("Bot", ["can_promote_members"], "supergroup").map(plain)).toContain(
      "Turn off: Add New Admins.",
    );
    expect(dismissAdmin("Bot", "supergroup").map(plain).join(" ")).toContain("Dismiss Admin");
  });

  it("turns privacy mode on with the owner first, then out and in again", () => {
    const steps = privacyOn("Bot", "x_bot", "supergroup").map(plain);
    expect(steps[0]).toContain("Group Privacy → Turn on");
    expect(steps.at(-1)).toContain("https://t.me/x_bot?startgroup");
    expect(steps.join(" ")).toContain("Remove from group");
  });
});
