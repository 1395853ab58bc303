/** A chat platform in memory: keeps what was posted and edited, and says about people what the test tells it to. */
import {
  PlatformError,
  type Actor,
  type Card,
  type Place,
  type Platform,
  type PlatformId,
  type Posted,
  type Standing,
} from "../../src/platforms/platform.ts";

export interface FakePlatform extends Platform {
  /** Every message by `channel/message`: what it shows now, and how often that changed. */
  messages: Map<string, { posted: Posted; card: Card; edits: number; key: string }>;
  people: Map<string, Standing>;
  /** Called before each post and edit: may wait or throw what the platform would. */
  before: (what: "post" | "edit", place: Place) => void | Promise<void>;
  join(person: string, standing?: Partial<Standing>): Actor;
  only(): { posted: Posted; card: Card; edits: number };
}

export function fakePlatform(id: PlatformId): FakePlatform {
  const messages: FakePlatform["messages"] = new Map();
  const people: FakePlatform["people"] = new Map();
  let next = 1;
  const platform: FakePlatform = {
    id,
    messages,
    people,
    before: () => {},
    start: async () => {},
    stop: async () => {},
    health: () => ({ ok: true, why: null }),
    snapshot: async () => {
      throw new PlatformError("refused", "the fake takes no snapshots");
    },
    history: async () => null,
    post: async (place, card, key) => {
      await platform.before("post", place);
      const again = [...messages.values()].find((message) => message.key === key);
      if (again) return again.posted;
      const posted = { place, message: String(next++) };
      messages.set(`${place.channel}/${posted.message}`, { posted, card, edits: 0, key });
      return posted;
    },
    edit: async (posted, card) => {
      await platform.before("edit", posted.place);
      const message = messages.get(`${posted.place.channel}/${posted.message}`);
      if (!message) throw new PlatformError("gone", "message to edit not found");
      message.card = card;
      message.edits += 1;
    },
    standing: async (person) =>
      people.get(person) ?? { state: "gone", roles: [], manages: false, bot: false, name: person },
    link: () => null,
    join: (person, standing = {}) => {
      people.set(person, {
        state: "member",
        roles: [],
        manages: false,
        bot: false,
        name: person,
        ...standing,
      });
      return {
        platform: id,
        id: person,
        name: `name of ${person}`,
        bot: standing.bot ?? false,
        anonymous: false,
        locale: null,
      };
    },
    only: () => {
      if (messages.size !== 1) throw new Error(`expected one message on ${id}, there are ${messages.size}`);
      return [...messages.values()][0]!;
    },
  };
  return platform;
}

/** Everything a card says, as one text: for looking for words, not for comparing layouts. */
export function textOf(card: Card): string {
  return JSON.stringify([card.title, card.blocks, card.attachments?.map((file) => file.content) ?? []]);
}
