/** What can be chosen about a place, with what is chosen; and what holds once somebody finished. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import { purposes as allPurposes, type Purpose } from "../domain/manifest.ts";
import type { Settings } from "../domain/setup.ts";
import {
  pressId,
  type Block,
  type Button,
  type Card,
  type Inline,
  type PlatformId,
} from "../platforms/platform.ts";
import { glance, setup } from "../words/index.ts";

const words = setup.card;

export interface SetupShown {
  platform: PlatformId;
  workspace: string;
  title: string;
  bots: { userId: string; name: string; purpose: Purpose | null; manifest: string | null }[];
  wanted: Settings;
  names: Record<string, string>;
  /** Telegram's people to choose approvers from. */
  admins: { id: string; name: string }[];
  lost: ("approvers" | "approvals" | "reports")[];
  waiting: boolean;
  unfinished: boolean;
}

/** What somebody is looking at: a page of the bots, and an open list of options with its page. */
export interface SetupLook {
  page?: number;
  open?: { press: string; page: number } | null;
  /** What came of the last choice. */
  notice?: string | null;
  /** In a private chat that begins: Telegram's picker of bots comes along. */
  pickers?: boolean;
}

/** With a line of text, a row and a menu each, more would not fit under the rest of the card on Discord. */
export const botsPerPage = 5;
/** As many roles or people as make sense, and as fit on one page of options. */
const mostApprovers = 5;
const mostListed = 7;

export function setupCard(shown: SetupShown, look: SetupLook = {}): Card {
  const { workspace, bots, lost, waiting, unfinished } = shown;
  const pages = Math.max(1, Math.ceil(bots.length / botsPerPage));
  const page = Math.min(look.page ?? 0, pages - 1);
  const from = page * botsPerPage;
  const here = bots.slice(from, from + botsPerPage);
  const blocks: Block[] = [
    { kind: "text", text: [words.intro] },
    ...(look.notice ? [{ kind: "text" as const, text: [{ bold: look.notice }] }] : []),
    { kind: "heading", text: [words.botsHeading] },
    ...(bots.length === 0 ? [{ kind: "text" as const, text: [words.noBots] }] : []),
    ...here.map((bot) => botBlock(shown, bot, look)),
    ...(pages > 1 ? [note(words.page(from + 1, from + here.length, bots.length))] : []),
    ...approverBlocks(shown, look),
    ...placeBlocks(shown, look),
    ...lost.map((what) => note(words.lost[what])),
    ...(waiting ? [note(words.waiting)] : []),
  ];
  if (look.pickers)
    blocks.push({
      kind: "select",
      select: { of: "bots", press: pressId("setup-bots", workspace), label: words.pickBots, chosen: [] },
    });
  const turn = (to: number, label: string): Button => ({
    press: pressId("setup-page", workspace, String(to)),
    label,
    style: "secondary",
  });
  return {
    tone: lost.length > 0 ? "warning" : "neutral",
    title: words.title(visibleLine(shown.title)),
    blocks,
    buttons: [
      [
        ...(page > 0 ? [turn(page - 1, "◀")] : []),
        ...(page < pages - 1 ? [turn(page + 1, "▶")] : []),
        { press: pressId("setup-done", workspace), label: words.finish, style: "success" },
        ...(unfinished
          ? [{ press: pressId("setup-drop", workspace), label: words.discard, style: "secondary" as const }]
          : []),
      ],
    ],
  };
}

function botBlock(shown: SetupShown, bot: SetupShown["bots"][number], { open }: SetupLook): Block {
  const name = visibleLine(bot.name);
  if (bot.manifest !== null)
    return {
      kind: "text",
      text: [{ bold: name }, ": ", words.byManifest(purposeName(bot.purpose ?? "custom"))],
    };
  const press = pressId("setup-purpose", shown.workspace, bot.userId);
  return {
    kind: "select",
    select: {
      of: "options",
      press,
      label: bot.purpose === null ? `${name}: ${words.pickPurpose}` : name,
      chosen: bot.purpose === null ? [] : [bot.purpose],
      options: allPurposes.map((purpose) => ({
        value: purpose,
        // The menu shows what is chosen and nothing else, so that says whose it is.
        label: shown.platform === "discord" ? `${name}: ${purposeName(purpose)}` : purposeName(purpose),
        hint: words.purpose[purpose],
      })),
      ...(open?.press === press && { page: open.page }),
    },
  };
}

function approverBlocks(shown: SetupShown, { open }: SetupLook): Block[] {
  const { platform, workspace, wanted, admins } = shown;
  const press = pressId("setup-approvers", workspace);
  const named = wanted.approvers.length > 0;
  const head: Block[] = [
    { kind: "heading", text: [words.approversHeading] },
    { kind: "text", text: [words.approversText[platform]] },
    ...(named ? [] : [note(words.missing.approvers)]),
  ];
  const shared = { press, label: words.approvers, chosen: wanted.approvers.map(chosenValue) };
  if (platform === "discord")
    return [...head, { kind: "select", select: { ...shared, of: "role", most: mostApprovers } }];
  const listed = admins.slice(0, mostListed).map(({ id, name }) => ({ value: id, label: visibleLine(name) }));
  return [
    ...head,
    {
      kind: "select",
      select: {
        ...shared,
        of: "options",
        most: mostApprovers,
        options: [{ value: "admins", label: words.allAdmins }, ...listed],
        ...(open?.press === press && { page: open.page }),
      },
    },
  ];
}

function placeBlocks({ platform, workspace, wanted, names }: SetupShown, { open }: SetupLook): Block[] {
  const heading: Block = { kind: "heading", text: [words.placesHeading] };
  const reports = pressId("setup-place", workspace, "reports");
  if (platform === "telegram")
    return [
      heading,
      { kind: "text", text: [words.approvalsHere] },
      {
        kind: "select",
        select: {
          of: "options",
          press: reports,
          label: words.reports,
          chosen: [wanted.reports === null ? "none" : "here"],
          options: [
            { value: "here", label: words.here },
            { value: "none", label: words.nowhere },
          ],
          ...(open?.press === reports && { page: open.page }),
        },
      },
    ];
  const channel = (press: string, label: string, id: string | null): Block => ({
    kind: "select",
    select: { of: "channel", press, label, chosen: id !== null && id in names ? [id] : [] },
  });
  return [
    heading,
    ...(wanted.approvals === null ? [note(words.missing.approvals)] : []),
    label(words.approvals),
    channel(pressId("setup-place", workspace, "approvals"), words.approvals, wanted.approvals),
    label(words.reports),
    channel(reports, words.reports, wanted.reports),
  ];
}

/** `discord:role:301` → `301`; `telegram:admins:-100` → `admins`. */
function chosenValue(reference: string): string {
  const [, kind = "", id = ""] = reference.split(":");
  return kind === "admins" ? kind : id;
}

export function purposeName(purpose: Purpose): string {
  return glance.agents.purpose[purpose];
}

function note(text: string): Block {
  return { kind: "note", text: [text] };
}

/** A menu with something chosen no longer says what it is for. */
function label(text: string): Block {
  return { kind: "text", text: [{ bold: text } satisfies Inline] };
}
