/** What is said when an agent is stopped, and the question whether it may go on. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import {
  pressId,
  type Block,
  type Card,
  type Form,
  type Inline,
  type PlatformId,
} from "../platforms/platform.ts";
import { freeze as words } from "../words/index.ts";

export const freezeForm: Form = {
  title: () => words.form.title,
  field: { id: "reason", label: () => words.form.label, required: true, max: 500 },
};

/** `by` is an account such as `discord:2041`, or `operator`. */
export interface Who {
  by: string;
  name: string | null;
}

export function frozenCard(frozen: { agentId: string; reason: string } & Who): Card {
  return {
    tone: "danger",
    title: words.title,
    blocks: [
      { kind: "text", text: [{ bold: frozen.agentId }, ` ${words.frozen}`] },
      fields([words.by, whoIs(frozen)], [words.reason, [{ said: visibleLine(frozen.reason) }]]),
      { kind: "note", text: [words.undo(frozen.agentId)] },
    ],
    buttons: [],
  };
}

interface Unfreezing {
  agentId: string;
  reason: string;
  asked: Who;
}

export function unfreezeQuestion(asked: Unfreezing & { id: string; until: string }): Card {
  return {
    tone: "warning",
    title: words.unfreeze.title,
    blocks: [
      {
        kind: "text",
        text: [...whoIs(asked.asked), ` ${words.unfreeze.asks} `, { bold: asked.agentId }],
      },
      fields(
        [words.reason, [{ said: visibleLine(asked.reason) }]],
        [words.unfreeze.until, [{ time: asked.until, style: "relative" }]],
      ),
      { kind: "note", text: [words.unfreeze.second] },
    ],
    buttons: [
      [
        { press: pressId("unfreeze", asked.id), label: words.unfreeze.confirm, style: "success" },
        { press: pressId("stay-frozen", asked.id), label: words.unfreeze.drop, style: "secondary" },
      ],
    ],
  };
}

/** `asked` null: nobody had to ask, because the operator decided alone. */
export function unfrozenCard(
  unfrozen: Omit<Unfreezing, "asked"> & { asked: Who | null; confirmed: Who },
): Card {
  return {
    tone: "good",
    title: words.unfreeze.confirmed,
    blocks: [
      { kind: "text", text: [{ bold: unfrozen.agentId }, ` ${words.unfreeze.mayAsk}`] },
      fields(
        ...(unfrozen.asked ? [[words.unfreeze.askedBy, whoIs(unfrozen.asked)] as [string, Inline[]]] : []),
        [unfrozen.asked ? words.unfreeze.confirmedBy : words.by, whoIs(unfrozen.confirmed)],
        [words.reason, [{ said: visibleLine(unfrozen.reason) }]],
      ),
    ],
    buttons: [],
  };
}

export function stayedFrozenCard(kept: Unfreezing & { decided: Who }): Card {
  return {
    tone: "neutral",
    title: words.unfreeze.dropped,
    blocks: [
      { kind: "text", text: [{ bold: kept.agentId }] },
      fields([words.unfreeze.askedBy, whoIs(kept.asked)], [words.unfreeze.droppedBy, whoIs(kept.decided)]),
    ],
    buttons: [],
  };
}

export function whoIs({ by, name }: Who): Inline[] {
  const [platform, userId] = by.split(":");
  if (!userId) return [words.operator];
  return [{ person: userId, platform: platform as PlatformId, name: visibleLine(name ?? userId) }];
}

function fields(...named: [string, Inline[]][]): Block {
  return { kind: "fields", fields: named.map(([name, value]) => ({ name, value })) };
}
