/** The catalogue itself: read when it is read, in the language of whoever reads. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/words/catalogue.ts";
import { countingIn } from "../../src/words/counting.ts";
import { forReader, inEveryLanguage, inLanguage, languageFor, languageNow } from "../../src/words/index.ts";
import { retold } from "../../src/words/kept.ts";
import { moment } from "../../src/words/moment.ts";

const en = {
  shop: {
    open: "Open",
    greet: (name: string) => `Hello ${name}`,
    state: { on: "on", off: "off" },
    days: ["Monday", "Tuesday"],
  },
};
const de = {
  shop: {
    open: "Offen",
    greet: (name: string) => `Hallo ${name}`,
    state: { on: "an", off: "aus" },
    days: ["Montag", "Dienstag"],
  },
};
const { shop } = catalogue({ en, de });
const { state, greet } = shop;

describe("a topic", () => {
  it("speaks English to nobody in particular, and everybody's language to them", () => {
    expect([shop.open, greet("Ada"), state.on, shop.days[0]]).toEqual(["Open", "Hello Ada", "on", "Monday"]);
    inLanguage("de-AT", () => {
      expect([shop.open, greet("Ada"), state.on, shop.days[0]]).toEqual([
        "Offen",
        "Hallo Ada",
        "an",
        "Montag",
      ]);
    });
    expect(shop.open).toBe("Open");
  });

  it("can be looked through, spread and asked for keys like the object it stands for", () => {
    inLanguage("de", () => {
      expect(Object.keys(shop)).toEqual(["open", "greet", "state", "days"]);
      expect({ ...state }).toEqual({ on: "an", off: "aus" });
      expect(Object.entries(state)).toEqual([
        ["on", "an"],
        ["off", "aus"],
      ]);
      expect("on" in state && !("onward" in state)).toBe(true);
      expect(JSON.stringify(state)).toBe('{"on":"an","off":"aus"}');
    });
    expect(shop.state).toBe(state);
  });

  it("can't be changed by whoever reads it", () => {
    expect(() => Object.assign(state as object, { on: "x" })).toThrow(TypeError);
    expect(() => delete (state as { on?: string }).on).toThrow(TypeError);
    expect(state.on).toBe("on");
  });
});

describe("the reader", () => {
  it("stays the same over whatever is awaited, and readers don't mix", async () => {
    const read = async (language: string, ms: number) =>
      await inLanguage(language, async () => {
        await sleep(ms);
        return shop.open;
      });
    expect(await Promise.all([read("de", 4), read("en", 2), read("de", 1)])).toEqual([
      "Offen",
      "Open",
      "Offen",
    ]);
  });

  it("is read the language that comes closest, or English", () => {
    expect(["de", "de-AT", "DE", "de_CH"].map(languageFor)).toEqual(["de", "de", "de", "de"]);
    expect(["en-GB", "pl", "", "den", null].map(languageFor)).toEqual(["en", "en", "en", "en", "en"]);
  });

  it("may be several: the same thing in each language", () => {
    expect(inEveryLanguage(() => [languageNow(), shop.open])).toEqual({
      en: ["en", "Open"],
      de: ["de", "Offen"],
    });
  });

  it("has a time zone, and daylight saving", () => {
    const winter = Date.parse("2026-01-08T12:00:00Z");
    const summer = Date.parse("2026-07-08T12:00:00Z");
    expect(moment(winter)).toBe("8 Jan 2026, 12:00 UTC");
    const inBerlin = (language: string, at: number) =>
      forReader({ language, timeZone: "Europe/Berlin" }, () => moment(at));
    expect(inBerlin("de", winter)).toBe("8. Jan. 2026, 13:00 MEZ");
    expect(inBerlin("de", summer)).toBe("8. Juli 2026, 14:00 MESZ");
    expect(inBerlin("en", summer)).toBe("8 Jul 2026, 14:00 CEST");
  });
});

describe("counting", () => {
  it("has the numbers and the forms of the language", () => {
    const german = countingIn("de");
    const forms = { one: "Bot", other: "Bots" };
    expect([0, 1, 2, 1234].map((n) => german.count(n, forms))).toEqual([
      "0 Bots",
      "1 Bot",
      "2 Bots",
      "1.234 Bots",
    ]);
    const polish = { one: "kanał", few: "kanały", many: "kanałów", other: "kanału" };
    expect([1, 3, 5].map((n) => countingIn("pl").count(n, polish))).toEqual([
      "1 kanał",
      "3 kanały",
      "5 kanałów",
    ]);
  });
});

describe("what was kept in English", () => {
  const told = retold(
    { gone: "it is gone", frozen: (why: string) => `frozen: ${why}` },
    { gone: "es ist weg", frozen: (why: string) => `eingefroren: ${why}` },
  );
  it("is told again, with what people said in it; anything else stays", () => {
    expect(["it is gone", "frozen: it spams", "somebody's words"].map(told)).toEqual([
      "es ist weg",
      "eingefroren: it spams",
      "somebody's words",
    ]);
  });
});
