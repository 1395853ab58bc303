/** The part of `/approvals` that looks back: how requests ended, and for managers how people decide. */
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
  decided: PastDecision[];
  more: boolean;
  /** Null for people who don't manage the place: how others decide is none of their business. */
  approvers: ApproverRecord[] | null;
}): { blocks: Block[]; buttons: Button[] } {
  const { workspace, page, decided, more, approvers } = input;
  const blocks: Block[] = [{ kind: "heading", text: [words.past.heading(page + 1)] }];
  if (decided.length > 0) blocks.push({ kind: "list", items: decided.map(line) });
  else blocks.push({ kind: "text", text: [words.past.nothing] });
  if (approvers && approvers.length > 0)
    blocks.push(
      { kind: "heading", text: [words.approvers.heading] },
      { kind: "list", items: approvers.map(record) },
    );
  const turn = (to: number, label: string): Button => ({
    press: pressId("approvals", workspace, String(to)),
    label,
    style: "secondary",
  });
  return {
    blocks,
    buttons: [
      ...(page > 0 ? [turn(page - 1, words.past.newer)] : []),
      ...(more ? [turn(page + 1, words.past.older)] : []),
    ],
  };
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
