import { visibleLine } from "../domain/approval/safe-text.ts";
import type { Purpose } from "../domain/manifest.ts";
import { pressId, type Block, type Card, type Inline } from "../platforms/platform.ts";
import { agentCard as card, glance } from "../words/index.ts";

const words = glance.agents;

export interface AgentLine {
  id: string;
  purpose: Purpose;
  /** How many kinds of action it may ask for. */
  actions: number;
  pending: number;
  frozen: { at: number; reason: string | null } | null;
  /** Where its card is about; null where it has no account. */
  at?: { workspace: string; userId: string } | null;
}

/** More sections than that don't fit in a message. */
const mostBeside = 9;

export function agentsCard(agents: AgentLine[]): Card {
  return {
    tone: "neutral",
    title: words.title,
    blocks:
      agents.length === 0
        ? [{ kind: "text", text: [words.none] }]
        : [
            ...agents.slice(0, mostBeside).map(beside),
            ...(agents.length > mostBeside
              ? [{ kind: "list" as const, items: agents.slice(mostBeside).map(line) }]
              : []),
            { kind: "note", text: [words.hint] },
          ],
    buttons: [],
  };
}

/** With the way to its card, where it has an account on this platform. */
function beside(agent: AgentLine): Block {
  if (!agent.at) return { kind: "text", text: line(agent) };
  const { workspace, userId } = agent.at;
  const button = {
    press: pressId("agent", workspace, userId),
    label: card.look,
    style: "secondary" as const,
  };
  return { kind: "section", text: line(agent), button };
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
