/** What may stand in a card: names and words of others, long, empty, in other scripts, and meant to do harm. */
import type { PlatformId } from "../../src/platforms/platform.ts";

export interface Any {
  /** Somebody's words, of at most so many UTF-16 units. */
  words(most: number): string;
  /** What people call themselves, their bots, roles and channels. */
  name(): string;
  /** Where the card is shown. */
  platform: PlatformId;
  /** The id of a person, a role, a channel or a message there; as long as they get. */
  id(): string;
  /** The id of a server, or of a group. */
  workspace(): string;
  yes(): boolean;
  of<T>(...values: readonly T[]): T;
  many<T>(most: number, make: (index: number) => T): T[];
  /** Milliseconds since the epoch. */
  time(): number;
  count(most: number): number;
}

const pieces = [
  "Helper",
  "",
  " ",
  "مساعد الدعم",
  "שלום\u202e",
  "客户支持机器人",
  "かがくしゃ",
  "ผู้ช่วย",
  "👩‍👩‍👧‍👦🏳️‍🌈",
  "e\u0301\u0301\u0301\u0301\u0301",
  "Z\u0351\u036b\u0343a\u0321l",
  "а\u0440р",
  "ﷺ",
  "@everyone @here <@1> <@&2> <#3>",
  "[click](https://evil.example) https://evil.example",
  "```js\n`*_~|<>#-+",
  "<b>&amp;</b><script>",
  "a\u0000b\u0007\u200b\u2028\ufeff",
  "\ud800",
  "line\n\n# one\n> two\n1. three",
  "undefinable {name} {gap} ${x}",
  "x".repeat(90),
  "`".repeat(40),
  "\\".repeat(40),
  "_*".repeat(40),
];

/** The same seed makes the same values: what fast-check says of a failure is enough to see it again. */
export function anyFrom(seed: number, platform: PlatformId): Any {
  let state = seed;
  // Mulberry32.
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const count = (most: number) => Math.floor(draw() * (most + 1));
  const of = <T>(...values: readonly T[]): T => values[count(values.length - 1)] as T;
  const piece = () =>
    draw() < 0.8
      ? of(...pieces)
      : Array.from({ length: count(30) }, () => String.fromCodePoint(count(of(0x7f, 0xffff, 0x10ffff)))).join(
          "",
        );
  const words = (most: number) => `${piece()} ${piece()} `.repeat(of(1, 1, 2, 50, 600)).slice(0, most);
  return {
    words,
    // Platforms take no empty names; some of what they take looks empty all the same.
    name: () => words(100) || "x",
    platform,
    id: () => String((platform === "discord" ? 10n ** 19n : 4n * 10n ** 15n) + BigInt(count(1_000_000_000))),
    workspace: () => (platform === "discord" ? "18446744073709551615" : "-1009999999999999"),
    yes: () => draw() < 0.5,
    of,
    many: (most, make) => Array.from({ length: of(0, 1, count(most), most) }, (_, index) => make(index)),
    time: () => 1_700_000_000_000 + count(300_000_000_000),
    count,
  };
}
