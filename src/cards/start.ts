/** What somebody sees who opens a private chat: what this is, the rights it asks for, and how to begin. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import {
  pressId,
  type Block,
  type Button,
  type Card,
  type Inline,
  type PlatformId,
} from "../platforms/platform.ts";
import { setup } from "../words/index.ts";

const words = setup.start;
const mostPlaces = 8;

export function startCard(start: {
  platform: PlatformId;
  /** Adds us to a place; null while we don't know who we are. */
  add: string | null;
  /** Places that this person runs and that we are in. */
  places: { id: string; title: string }[];
}): Card {
  const { platform, add, places } = start;
  const blocks: Block[] =
    platform === "discord"
      ? [{ kind: "text", text: [words.discord] }]
      : [
          { kind: "text", text: [words.text] },
          { kind: "heading", text: [words.rightsHeading] },
          { kind: "list", items: lines(words.rights) },
          {
            kind: "select",
            select: { of: "group", press: pressId("setup-group"), label: words.pickGroup, chosen: [] },
          },
        ];
  if (places.length > 0) blocks.push({ kind: "heading", text: [words.placesHeading] });
  const addButton: Button[] =
    add === null ? [] : [{ href: add, label: platform === "discord" ? words.addDiscord : words.add }];
  return {
    tone: "neutral",
    title: words.title,
    blocks,
    buttons: [
      ...places
        .slice(0, mostPlaces)
        .map(({ id, title }): Button[] => [
          { press: pressId("setup", id), label: words.setUp(visibleLine(title)), style: "primary" },
        ]),
      ...(addButton.length > 0 ? [addButton] : []),
    ],
  };
}

function lines(all: readonly string[]): Inline[][] {
  return all.map((line) => [line]);
}
