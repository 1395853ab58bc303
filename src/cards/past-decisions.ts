/** The part of `/approvals` that looks back: how requests ended, and for managers how people decide. */
import { endings, writePast, type PastFilter } from "../domain/approval/past-filter.ts";
import { visibleLine } from "../domain/approval/safe-text.ts";
import { pressId, type Block, type Button, type Inline } from "../platforms/platform.ts";
import { glance as words } from "../words/index.ts";
import { messageLink } from "./message-link.ts";
import { person } from "./request.ts";

export interface PastDecision {
  agentId: string;
  action: string;
  title: string | null;
  status: "approved" | "denied" | "expired" | "cancelled" | "invalidated";
  /** Milliseconds since the epoch. */
  at: number;
  /** The agent could not be told. */
  untold: boolean;
  by: { platform: string; userId: string; name: string }[];
  card: { platform: "discord" | "telegram"; workspace: string; channel: string; messageId: string } | null;
}

export interface ApproverRecord {
  platform: string;
  userId: string;
  name: string;
  decisions: number;
  denials: number;
  medianMs: number;
}

export function pastDecisions(input: {
  workspace: string;
  page: number;
  filter: PastFilter;
  decided: PastDecision[];
  more: boolean;
  /** Null for people who don't manage the place: how others decide is none of their business. */
  approvers: ApproverRecord[] | null;
}): { blocks: Block[]; buttons: Button[][] } {
  const { workspace, page, filter, decided, more, approvers } = input;
  const about = filter.ended === "all" ? "" : `: ${words.past.show[filter.ended]}`;
  const blocks: Block[] = [{ kind: "heading", text: [words.past.heading(page + 1), about] }];
  if (decided.length > 0) blocks.push({ kind: "list", items: decided.map(line) });
  else blocks.push({ kind: "text", text: [words.past.nothing[filter.ended]] });
  if (approvers && approvers.length > 0)
    blocks.push(
      { kind: "heading", text: [words.approvers.heading] },
      { kind: "list", items: approvers.map(record) },
    );
  // Two buttons of one message may lead to the same page, and must not be the same button: so each says what it is.
  const go = (
    what: "turn" | "show" | "all",
    to: number,
    label: string,
    other: Partial<PastFilter> = {},
  ): Button => ({
    press: pressId("approvals", workspace, String(to), ...writePast({ ...filter, ...other }), what.charAt(0)),
    label,
    style: "secondary",
  });
  const turns = [
    ...(page > 0 ? [go("turn", page - 1, words.past.newer)] : []),
    ...(more ? [go("turn", page + 1, words.past.older)] : []),
  ];
  const shows = endings.map((ended): Button => {
    const button = go("show", 0, words.past.show[ended], { ended });
    return ended === filter.ended ? { ...button, disabled: true } : button;
  });
  const wider = filter.agent === null ? [] : [[go("all", 0, words.past.everyAgent, { agent: null })]];
  return { blocks, buttons: [...(turns.length > 0 ? [turns] : []), shows, ...wider] };
}

function line(one: PastDecision): Inline[] {
  const link = one.card && messageLink(one.card);
  return [
    `${words.past.sign[one.status]} `,
    { bold: one.agentId },
    " ",
    { said: visibleLine(one.title ?? one.action) },
    `: ${words.past.status[one.status]}`,
    ...one.by.flatMap((who, i): Inline[] => [i === 0 ? ` ${words.past.by} ` : ", ", person(who)]),
    " ",
    { time: new Date(one.at).toISOString(), style: "relative" },
    ...(one.untold ? [` ⚠ ${words.past.untold}`] : []),
    ...(link ? [" ", { link: words.past.open, href: link }] : []),
  ];
}

/** Enough decisions to say something about a person. */
const TELLING = 10;
const HASTY_MS = 10_000;

function record(one: ApproverRecord): Inline[] {
  const share = Math.round((one.denials / one.decisions) * 100);
  const rubber = one.decisions >= TELLING && one.denials === 0 && one.medianMs < HASTY_MS;
  return [
    person(one),
    `: ${words.approvers.line(one.decisions, share, one.medianMs)}`,
    ...(rubber ? [` ⚠ ${words.approvers.rubberStamp}`] : []),
  ];
}
