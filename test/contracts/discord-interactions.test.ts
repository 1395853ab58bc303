/** Interactions that the sandbox's people don't produce: foreign installs, autocompletion, threads, older forms. */
import { describe, expect, it } from "vitest";
import type { CallName } from "../../src/platforms/discord/calls.ts";
import type { Deliver } from "../../src/platforms/discord/deliver.ts";
import { interactionShape } from "../../src/platforms/discord/interaction.ts";
import { answer } from "../../src/platforms/discord/interactions.ts";
import type { Discord } from "../../src/platforms/discord/rest.ts";
import type { CommandEvent, FormEvent, Inbox, PressEvent } from "../../src/platforms/platform.ts";
import { readableLog } from "../support/discord-adapter.ts";
import { ids } from "../support/discord-world.ts";

const user = { id: ids.moderator, username: "mara", global_name: "Mara" };
const base = {
  id: "1000000000000000500",
  application_id: ids.countersign,
  token: "interaction-token",
  guild_id: ids.guild,
  channel_id: ids.general,
  context: 0,
  authorizing_integration_owners: { "0": ids.guild },
  member: { user, nick: "Mara the Mod" },
  locale: "de",
};
const command = { ...base, type: 2, data: { name: "help", options: [{ name: "n", value: 3 }] } };
const press = { ...base, type: 3, message: { id: "77" }, data: { custom_id: "approve:1" } };

/** Gives an interaction to the adapter; tells what was sent to Discord and what reached the inbox. */
async function give(raw: object, forms: Inbox["forms"] = {}, complete: Inbox["complete"] = async () => []) {
  const sent: { name: CallName; body: unknown }[] = [];
  const events: (CommandEvent | PressEvent | FormEvent)[] = [];
  const keep = async (event: CommandEvent | PressEvent | FormEvent) => void events.push(event);
  const discord: Pick<Discord, "call"> = {
    call: async (name, _, options) => void sent.push({ name, body: options?.body }),
  };
  const inbox: Inbox = {
    commands: [],
    forms,
    command: keep,
    press: keep,
    form: keep,
    complete,
    change: async () => undefined,
    action: async () => undefined,
    hear: async () => undefined,
  };
  const deliver: Deliver = {
    post: async (place) => ({ place, message: "1" }),
    edit: async () => undefined,
  };
  await answer({ discord, deliver, inbox, log: readableLog() }, interactionShape.parse(raw));
  return { sent, events };
}

describe("while somebody types", () => {
  const typing = {
    ...command,
    type: 4,
    data: { name: "agent", options: [{ name: "agent", value: "hel", focused: true }] },
  };

  it("the inbox is asked what there is; what is too many or too long is left out", async () => {
    const asked: unknown[] = [];
    const { sent, events } = await give(typing, {}, async ({ actor, place, ...what }) => {
      asked.push({ ...what, who: actor.id, where: place.workspace });
      return Array.from({ length: 30 }, (_, at) => ({ value: `id${at}`, label: "Helper ".repeat(30) }));
    });
    expect(asked).toEqual([
      { command: "agent", option: "agent", typed: "hel", who: ids.moderator, where: ids.guild },
    ]);
    const body = sent[0]?.body as { data: { choices: { name: string; value: string }[] } } | undefined;
    const choices = body?.data.choices ?? [];
    expect(choices).toHaveLength(25);
    expect(choices[0]).toEqual({ name: expect.stringMatching(/^Helper .*…$/), value: "id0" });
    expect(Math.max(...choices.map(({ name }) => name.length))).toBe(100);
    expect(events).toEqual([]);
  });

  it("there are none when nobody knows, when it fails, and where the app was not added", async () => {
    const none = [{ name: "answerInteraction", body: { type: 8, data: { choices: [] } } }];
    const failing = async () => Promise.reject(new Error("no database"));
    const some = async () => [{ value: "1", label: "secret" }];
    expect((await give({ ...command, type: 4 }, {}, some)).sent).toEqual(none);
    expect((await give(typing, {}, failing)).sent).toEqual(none);
    const foreign = { ...typing, authorizing_integration_owners: { "1": ids.moderator } };
    expect((await give(foreign, {}, some)).sent).toEqual(none);
  });
});

it("what was chosen comes as values, and a page as a page", async () => {
  const chosen = { ...press, data: { custom_id: "purpose:1", component_type: 3, values: ["support"] } };
  expect((await give(chosen)).events[0]).toMatchObject({ press: "purpose:1", values: ["support"] });
  const turned = { ...press, data: { custom_id: "purpose:1=>2", component_type: 2 } };
  const [event] = (await give(turned)).events;
  expect(event).toMatchObject({ press: "purpose:1", page: 2 });
  expect(event).not.toHaveProperty("values");
});

for (const [how, owners, place] of [
  ["by a person's own install", { "1": ids.moderator }, {}],
  ["by another server's install", { "0": "1000000000000000002" }, {}],
  ["without saying by whose", undefined, {}],
  ["in a private chat between people", { "0": "0", "1": ids.moderator }, { guild_id: undefined, context: 2 }],
] as const)
  it(`an interaction ${how} is refused, in private, and reaches nobody`, async () => {
    for (const raw of [command, press]) {
      const { sent, events } = await give({ ...raw, ...place, authorizing_integration_owners: owners });
      expect(sent).toHaveLength(1);
      expect(sent[0]).toMatchObject({ body: { type: 4, data: { flags: (1 << 15) | (1 << 6) } } });
      expect(JSON.stringify(sent)).toContain("arbeitet nur auf Servern, die es hinzugefügt haben");
      expect(events).toEqual([]);
    }
  });

it("a direct message with the bot is a place without a workspace", async () => {
  const { events } = await give({
    ...command,
    guild_id: undefined,
    member: undefined,
    user,
    context: 1,
    authorizing_integration_owners: { "0": "0" },
  });
  expect(events[0]).toMatchObject({
    place: { platform: "discord", workspace: null, channel: ids.general },
    actor: { id: ids.moderator, name: "Mara" },
    options: { n: "3" },
  });
});

it("in a thread the channel is its parent", async () => {
  const { events } = await give({ ...press, channel: { type: 11, parent_id: ids.approvals } });
  const place = { platform: "discord", workspace: ids.guild, channel: ids.approvals, thread: ids.general };
  expect(events[0]).toMatchObject({
    place,
    on: { place, message: "77" },
    actor: { name: "Mara the Mod", locale: "de" },
  });
});

it("a bot is called a bot", async () => {
  const { events } = await give({ ...press, member: { user: { ...user, bot: true } } });
  expect(events[0]?.actor.bot).toBe(true);
});

it("a press id that names something every object has opens no form", async () => {
  const { events } = await give({ ...press, data: { custom_id: "constructor:1" } });
  expect(events).toHaveLength(1);
});

it("forms are read from labels and from the older rows", async () => {
  const input = { type: 4, custom_id: "reason", value: "no" };
  for (const components of [[{ type: 18, component: input }], [{ type: 1, components: [input] }]]) {
    const { sent, events } = await give({ ...press, type: 5, data: { custom_id: "deny:1", components } });
    expect(sent).toMatchObject([{ body: { type: 6 } }]);
    expect(events[0]).toMatchObject({ press: "deny:1", fields: { reason: "no" } });
  }
});
