import { visibleLine } from "../domain/approval/safe-text.ts";
import type { Purpose } from "../domain/manifest.ts";
import type { Card, Inline } from "../platforms/platform.ts";
import { glance } from "../words/index.ts";

const words = glance.agents;

export interface AgentLine {
  id: string;
  purpose: Purpose;
  /** How many kinds of action it may ask for. */
  actions: number;
  pending: number;
  frozen: { at: number; reason: string | null } | null;
}

export function agentsCard(agents: AgentLine[]): Card {
  return {
    tone: "neutral",
    title: words.title,
    blocks:
      agents.length === 0
        ? [{ kind: "text", text: [words.none] }]
        : [
            { kind: "list", items: agents.map(line) },
            { kind: "note", text: [words.hint] },
          ],
    buttons: [],
  };
}

function line({ id, purpose, actions, pending, frozen }: AgentLine): Inline[] {
  const what: Inline[] = [{ bold: id }, ` (${words.purpose[purpose]}): `];
  if (!frozen) return [...what, `${words.actions(actions)}, ${words.pending(pending)}`];
  return [
    ...what,
    `${words.frozen} `,
    { time: new Date(frozen.at).toISOString(), style: "relative" },
    ...(frozen.reason ? [": ", { said: visibleLine(frozen.reason) }] : []),
  ];
}
