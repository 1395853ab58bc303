/** What `/approvals` shows: what waits for a decision here, and what would be approved without one. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import {
  pressId,
  type Block,
  type Button,
  type Card,
  type Inline,
  type PlatformId,
} from "../platforms/platform.ts";
import { approval as words } from "../words/index.ts";
import { messageLink } from "./message-link.ts";

interface Listed {
  agentId: string;
  action: string;
  title: string | null;
}

export function approvalsCard(
  platform: PlatformId,
  pending: (Listed & {
    decideBy: number;
    have: number;
    need: number;
    card: { workspace: string; channel: string; message: string } | null;
  })[],
  remembered: (Listed & { id: string; usesLeft: number; expiresAt: number })[],
  past: { blocks: Block[]; buttons: Button[][] } = { blocks: [], buttons: [] },
): Card {
  const waiting: Inline[][] = pending.map((one) => {
    const link = one.card && messageLink({ platform, ...one.card, messageId: one.card.message });
    return [
      ...named(one),
      `: ${words.card.progress(one.have, one.need)}, `,
      { time: new Date(one.decideBy).toISOString(), style: "relative" },
      ...(link ? [" ", { link: words.list.open, href: link }] : []),
    ];
  });
  const kept: Inline[][] = remembered.map((one, i) => [
    `${i + 1}. `,
    ...named(one),
    `: ${words.list.uses(one.usesLeft)}, `,
    { time: new Date(one.expiresAt).toISOString(), style: "relative" },
  ]);
  const blocks: Block[] = [
    ...(waiting.length > 0 ? [{ kind: "list" as const, items: waiting }] : [text(words.list.nothing)]),
    ...(kept.length > 0
      ? [
          { kind: "heading" as const, text: [words.list.remembered] },
          { kind: "note" as const, text: [words.list.rememberedWhy] },
          { kind: "list" as const, items: kept },
        ]
      : []),
    ...past.blocks,
  ];
  return {
    tone: "neutral",
    title: words.list.title,
    blocks,
    buttons: [
      ...remembered.map((one, i): Button[] => [
        { press: pressId("forget", one.id), label: words.list.forget(i + 1), style: "secondary" },
      ]),
      ...past.buttons,
    ],
  };
}

function named({ agentId, action, title }: Listed): Inline[] {
  return [{ bold: agentId }, " ", { said: visibleLine(title ?? action) }];
}

function text(sentence: string): Block {
  return { kind: "text", text: [sentence] };
}
