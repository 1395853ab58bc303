/** The first card in a place: what we are, what we see, whom we found and how, and whom nobody can find. */
import { labelOf } from "../domain/discord/flags.ts";
import { rightLabel } from "../domain/telegram/rights.ts";
import {
  pressId,
  type Block,
  type Button,
  type Card,
  type Inline,
  type PlatformId,
} from "../platforms/platform.ts";
import { auditSentence, setup } from "../words/index.ts";

const words = setup.welcome;

/** How a bot came to be known. */
export type Found = "role" | "log" | "event" | "posted" | "named" | "listed";

export interface Welcome {
  platform: PlatformId;
  workspace: string;
  bots: { name: string; found: Found[] }[];
  /** What we hold ourselves. */
  own: string[];
  /** Telegram: we are an administrator. */
  sees: boolean;
  channels: { seen: number; total: number };
  /** Discord: we are told that messages are posted. */
  listens: boolean;
  /** Opens the private chat in which the place is set up, where that is a link. */
  privateChat: string | null;
}

const mostBots = 12;
const asked = new Set(["VIEW_CHANNEL", "SEND_MESSAGES", "VIEW_AUDIT_LOG"]);
/** Comes with being an administrator at all. */
const harmless = new Set(["can_manage_chat"]);

export function welcomeCard(welcome: Welcome): Card {
  const { platform, bots } = welcome;
  return {
    tone: "neutral",
    title: words.title,
    blocks: [
      { kind: "text", text: [words.what] },
      { kind: "heading", text: [words.seeHeading] },
      { kind: "list", items: sight(welcome) },
      { kind: "heading", text: [words.foundHeading] },
      bots.length === 0
        ? { kind: "text", text: [words.none] }
        : { kind: "list", items: [...bots.slice(0, mostBots).map(found), ...rest(bots.length)] },
      { kind: "heading", text: [words.hiddenHeading] },
      { kind: "list", items: words.hidden[platform].map((line): Inline[] => [line]) },
      { kind: "note", text: [words.next(platform)] },
    ],
    buttons: [buttons(welcome)],
  };
}

/** In a group, where people talk: what it is, in two lines. The rest is in the private chat. */
export function shortWelcome(welcome: Welcome): Card {
  const blocks: Block[] = [{ kind: "text", text: [setup.short.text] }];
  if (!welcome.sees) blocks.push({ kind: "text", text: [words.telegramBlind] });
  blocks.push({ kind: "note", text: [words.next(welcome.platform)] });
  return { tone: "neutral", title: setup.short.title, blocks, buttons: [buttons(welcome)] };
}

function buttons({ workspace, privateChat }: Welcome): Button[] {
  return [
    privateChat === null
      ? { press: pressId("setup", workspace), label: words.setUp, style: "primary" }
      : { href: privateChat, label: words.setUp },
    { press: pressId("audit", workspace), label: words.audit, style: "secondary" },
  ];
}

function sight({ platform, own, sees, channels, listens }: Welcome): Inline[][] {
  if (platform === "telegram") {
    const more = own.filter((right) => !harmless.has(right));
    return [
      [sees ? words.telegramSees : words.telegramBlind],
      ...(more.length > 0
        ? [[words.holdsMore(more.map((key) => auditSentence(rightLabel(key))).join(", "))]]
        : []),
    ];
  }
  const more = own.filter((name) => !asked.has(name));
  const held = own.filter((name) => asked.has(name));
  return [
    [held.length > 0 ? words.holds(labels(held)) : words.holdsNothing],
    ...(more.length > 0 ? [[words.holdsMore(labels(more))]] : []),
    [words.channels(channels.seen, channels.total)],
    ...(listens ? [[words.listens]] : []),
  ];
}

function labels(names: string[]): string {
  return names.map((name) => auditSentence(labelOf(name))).join(", ");
}

function found({ name, found }: Welcome["bots"][number]): Inline[] {
  return [{ said: name }, `: ${found.map((how) => words.how[how]).join(", ")}`];
}

function rest(total: number): Inline[][] {
  return total > mostBots ? [[words.more(total - mostBots)]] : [];
}
