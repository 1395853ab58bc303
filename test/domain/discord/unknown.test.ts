/** What the snapshot leaves open is never answered with yes or no. */
import { describe, expect, it } from "vitest";
import { CHANNEL_BITS, KNOWN, flags, maskOf, namesOf } from "../../../src/domain/discord/flags.ts";
import { ask } from "../../../src/domain/discord/permissions.ts";
import { GUILD, OWNER, channel, compiled, file, member, overwrite, role, stub, thread } from "./guild.ts";

const bits = (names: string): bigint => maskOf(names.split(" "));
const BASE = bits("VIEW_CHANNEL SEND_MESSAGES READ_MESSAGE_HISTORY");
const privately = (everyone: bigint, who = member("300")) =>
  compiled(
    file({
      everyone,
      channels: [channel("400"), thread("600", "400", { type: 12, member_ids_preview: ["301"] })],
      members: [who, member("301")],
    }),
  );

const everything = { raw: KNOWN, effective: KNOWN, unknown: 0n };

describe("a hidden channel", () => {
  const guild = compiled(
    file({
      everyone: BASE,
      roles: [role("200", flags.ADMINISTRATOR), role("201", flags.BAN_MEMBERS)],
      channels: [
        stub("400"),
        stub("401", { type: 2 }),
        stub("402", { name: "general" }),
        channel("403", [], { name: "___hidden___" }),
        thread("600", "400"),
        thread("601", "400", { type: 12, member_ids_preview: ["300"] }),
      ],
      members: [
        member("300"),
        member("301", ["200"]),
        member("302", ["201"]),
        member("303", [], { communication_disabled_until: "2026-11-23T00:00:00Z" }),
        member(OWNER),
      ],
    }),
  );

  it.each(["400", "401", "402"])("%s: nothing can be told about an ordinary bot", (id) => {
    expect(ask(guild, "300", id)).toEqual({ raw: 0n, effective: 0n, unknown: CHANNEL_BITS });
  });
  it("whatever the bot holds anyway is open too: it may not even see the channel", () => {
    expect(ask(guild, "302", "400")).toEqual({
      raw: 0n,
      effective: 0n,
      unknown: CHANNEL_BITS | flags.BAN_MEMBERS,
    });
  });
  it.each(["301", OWNER])("an administrator or the owner (%s) is certain", (id) => {
    expect(ask(guild, id, "400")).toEqual(everything);
  });
  it("the flag decides, not the name", () => {
    expect(ask(guild, "300", "403")).toEqual({ raw: BASE, effective: BASE, unknown: 0n });
  });
  it("its threads are as open as itself, for those in them as well", () => {
    for (const id of ["600", "601"]) {
      expect(ask(guild, "300", id)).toEqual({ raw: 0n, effective: 0n, unknown: CHANNEL_BITS });
      expect(ask(guild, "301", id)).toEqual(everything);
    }
  });
  it("the guild level stays certain", () => {
    expect(ask(guild, "302", null).raw).toBe(BASE | flags.BAN_MEMBERS);
    expect(ask(guild, "302", null).unknown).toBe(0n);
  });
  it("a timed-out bot: what its overwrites are stays open, also where the timeout would win today", () => {
    expect(ask(guild, "303", "400")).toEqual({ raw: 0n, effective: 0n, unknown: CHANNEL_BITS });
  });
});

it("a channel without overwrites in the file, or not in the file at all, is as unknown as a hidden one", () => {
  const bare = channel("400");
  delete bare["permission_overwrites"];
  const guild = compiled(file({ everyone: BASE, channels: [bare], members: [member("300")] }));
  for (const id of ["400", "999"])
    expect(ask(guild, "300", id)).toEqual({ raw: 0n, effective: 0n, unknown: CHANNEL_BITS });
});

it("bits that do not exist yet may be in a hidden overwrite too", () => {
  const guild = compiled(
    file({ everyone: BASE | (1n << 63n), channels: [stub("400")], members: [member("300")] }),
  );
  expect(ask(guild, "300", "400").unknown).toBe(CHANNEL_BITS | (1n << 63n));
});

describe("threads", () => {
  it.each([null, "999"])("without its parent (%s) a thread is unknown", (parent) => {
    const guild = compiled(
      file({
        everyone: BASE,
        channels: [thread("600", "400", { parent_id: parent })],
        members: [member("300")],
      }),
    );
    expect(ask(guild, "300", "600")).toEqual({ raw: 0n, effective: 0n, unknown: CHANNEL_BITS });
  });

  it.each([
    ["itself hidden, below a visible channel", thread("600", "400", { flags: 1 << 17 })],
    ["below another thread, which can't be", thread("600", "601")],
  ])("%s: unknown", (_, odd) => {
    const channels = [channel("400"), thread("601", "400"), odd];
    const guild = compiled(file({ everyone: BASE, channels, members: [member("300")] }));
    expect(ask(guild, "300", "600")).toEqual({ raw: 0n, effective: 0n, unknown: CHANNEL_BITS });
  });
  it("a private thread: whoever sees its channel may be in it, and what is open leaves raw", () => {
    const inside = bits("VIEW_CHANNEL EMBED_LINKS SEND_MESSAGES_IN_THREADS");
    const guild = privately(inside | flags.SEND_MESSAGES);
    expect(ask(guild, "300", "600")).toEqual({ raw: flags.SEND_MESSAGES, effective: 0n, unknown: inside });
    expect(ask(guild, "301", "600")).toEqual({
      raw: inside | flags.SEND_MESSAGES,
      effective: inside,
      unknown: 0n,
    });
  });
  it("a timeout may have taken MANAGE_THREADS, and with it the private thread", () => {
    const who = member("300", [], { communication_disabled_until: "2026-11-23T00:00:00Z" });
    expect(ask(privately(BASE | flags.MANAGE_THREADS, who), "300", "600")).toEqual({
      raw: flags.SEND_MESSAGES | flags.MANAGE_THREADS,
      effective: 0n,
      unknown: bits("VIEW_CHANNEL READ_MESSAGE_HISTORY"),
    });
  });
});

describe("a role that is not in the guild", () => {
  const guild = compiled(
    file({
      everyone: BASE,
      roles: [role("200", flags.ADMINISTRATOR)],
      channels: [
        channel("400", [
          overwrite("999", "role", flags.EMBED_LINKS, flags.SEND_MESSAGES),
          overwrite(GUILD, "role", 0n, flags.READ_MESSAGE_HISTORY),
        ]),
      ],
      members: [
        member("300", ["999"]),
        member("301", ["999", "200"]),
        member("302", ["999"], { communication_disabled_until: "2026-11-23T00:00:00Z" }),
      ],
    }),
  );
  it("may grant anything: only what is held without it is certain", () => {
    expect(ask(guild, "300", null)).toEqual({ raw: BASE, effective: BASE, unknown: KNOWN & ~BASE });
  });
  it("may make an administrator, so no denial is certain either; its own overwrite is known, though", () => {
    const raw = flags.VIEW_CHANNEL;
    expect(ask(guild, "300", "400")).toEqual({ raw, effective: raw, unknown: KNOWN & ~raw });
  });
  it("changes nothing for an administrator", () => expect(ask(guild, "301", "400")).toEqual(everything));
  it("may undo a timeout", () => {
    const answer = ask(guild, "302", null);
    expect(namesOf(answer.effective)).toEqual(["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"]);
    expect(answer.unknown & flags.BAN_MEMBERS).toBe(flags.BAN_MEMBERS);
    expect(answer.unknown & flags.SEND_MESSAGES, "raw is certain of it, effective is not").toBe(
      flags.SEND_MESSAGES,
    );
    expect(answer.raw & answer.unknown).toBe(0n);
  });
});

it("a member who is not in the file is unknown throughout", () => {
  const guild = compiled(file({ everyone: KNOWN, channels: [channel("400")] }));
  for (const id of ["400", null])
    expect(ask(guild, "300", id)).toEqual({ raw: 0n, effective: 0n, unknown: KNOWN });
});
