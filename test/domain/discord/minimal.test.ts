import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KNOWN, maskOf, namesOf } from "../../../src/domain/discord/flags.ts";
import { closure, inviteLink, minimalMask } from "../../../src/domain/discord/minimal.ts";
import { bits } from "./case.ts";

const anyMask = fc.bigInt({ min: 0n, max: (1n << 60n) - 1n });

describe("closure", () => {
  it.each([
    ["BAN_MEMBERS", "BAN_MEMBERS"],
    ["MANAGE_ROLES", "VIEW_CHANNEL MANAGE_ROLES"],
    ["EMBED_LINKS", "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS"],
    ["SEND_POLLS SEND_MESSAGES_IN_THREADS", "VIEW_CHANNEL SEND_MESSAGES_IN_THREADS SEND_POLLS"],
    ["MENTION_EVERYONE", "VIEW_CHANNEL SEND_MESSAGES MENTION_EVERYONE"],
    ["PIN_MESSAGES", "VIEW_CHANNEL READ_MESSAGE_HISTORY PIN_MESSAGES"],
    ["SPEAK", "VIEW_CHANNEL CONNECT SPEAK"],
    ["MOVE_MEMBERS", "VIEW_CHANNEL CONNECT MOVE_MEMBERS"],
    ["MANAGE_EVENTS", "VIEW_CHANNEL MANAGE_EVENTS"],
    ["BIT_60", "BIT_60"],
    ["", ""],
  ])("%s", (mask, closed) => expect(namesOf(closure(bits(mask))).join(" ")).toBe(closed));

  it("only adds, and once is enough", () => {
    fc.assert(
      fc.property(anyMask, (mask) => {
        expect(closure(mask) & mask).toBe(mask);
        expect(closure(closure(mask))).toBe(closure(mask));
      }),
      { seed: 8 },
    );
  });
});

describe("the minimal mask", () => {
  const none = { required: 0n, observed: 0n, unobservableHeld: 0n, never: 0n, current: 0n };
  const named = (needs: Partial<typeof none>) => {
    const { mask, removed, grant, conflict } = minimalMask({ ...none, ...needs });
    return [mask, removed, grant, conflict].map((one) => namesOf(one).join(" "));
  };

  it("keeps what is declared, proven or can't be proven; removes the rest", () => {
    expect(
      named({
        required: bits("VIEW_CHANNEL SEND_MESSAGES"),
        observed: bits("ADD_REACTIONS"),
        unobservableHeld: bits("READ_MESSAGE_HISTORY"),
        current: bits(
          "VIEW_CHANNEL SEND_MESSAGES ADD_REACTIONS READ_MESSAGE_HISTORY MANAGE_MESSAGES BAN_MEMBERS",
        ),
      }),
    ).toEqual([
      "ADD_REACTIONS VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY",
      "BAN_MEMBERS MANAGE_MESSAGES",
      "",
      "",
    ]);
  });
  it("the questions-and-answers agent comes to Discord's own integer", () => {
    const required = bits(
      "VIEW_CHANNEL SEND_MESSAGES SEND_MESSAGES_IN_THREADS READ_MESSAGE_HISTORY EMBED_LINKS",
    );
    expect(minimalMask({ ...none, required, current: KNOWN }).mask).toBe(274877991936n);
  });
  it("what is needed and not held is a grant, apart from the mask", () => {
    expect(named({ required: bits("SEND_MESSAGES EMBED_LINKS"), current: bits("SEND_MESSAGES") })).toEqual([
      "SEND_MESSAGES",
      "",
      "VIEW_CHANNEL EMBED_LINKS",
      "",
    ]);
  });
  it("an administrator already holds what it keeps", () => {
    expect(named({ required: bits("SEND_MESSAGES"), current: bits("ADMINISTRATOR") })).toEqual([
      "VIEW_CHANNEL SEND_MESSAGES",
      "ADMINISTRATOR",
      "",
      "",
    ]);
  });
  it("never wins, and the contradiction is told", () => {
    const current = bits("VIEW_CHANNEL MANAGE_ROLES");
    expect(named({ observed: bits("MANAGE_ROLES"), never: bits("MANAGE_ROLES"), current })).toEqual([
      "VIEW_CHANNEL",
      "MANAGE_ROLES",
      "",
      "MANAGE_ROLES",
    ]);
  });
  it("is never wider than today, never holds what is forbidden, and loses nothing needed silently", () => {
    fc.assert(
      fc.property(
        anyMask,
        anyMask,
        anyMask,
        anyMask,
        anyMask,
        (required, observed, unobservableHeld, never, current) => {
          const { mask, removed, grant } = minimalMask({
            required,
            observed,
            unobservableHeld,
            never,
            current,
          });
          const held = current & maskOf(["ADMINISTRATOR"]) ? current | KNOWN : current;
          expect(mask & ~held).toBe(0n);
          expect((mask | grant) & never).toBe(0n);
          expect(removed & ~current).toBe(0n);
          expect((required | observed | unobservableHeld) & ~never & ~(mask | grant)).toBe(0n);
          expect(mask & grant).toBe(0n);
        },
      ),
      { seed: 9, numRuns: 1000 },
    );
  });
});

it("the link opens Discord's consent screen for one server and one integer", () => {
  expect(inviteLink({ applicationId: "1576", guildId: "6137", permissions: 274877991936n })).toBe(
    "https://discord.com/oauth2/authorize?client_id=1576&scope=bot+applications.commands&permissions=274877991936&guild_id=6137&disable_guild_select=true",
  );
});
