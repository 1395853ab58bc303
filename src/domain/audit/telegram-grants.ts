/** The states of one agent's rights in a Telegram chat, from its manifest and what the chat shows. */
import {
  heldAndDeclared,
  inGrantOrder,
  standing,
  type GrantLine,
  type GrantState,
  type Uses,
  usesOf,
} from "./grants.ts";
import type { TelegramAgent, TelegramView } from "./view-telegram.ts";

/** Null without a manifest for Telegram. */
export function telegramGrants(
  view: TelegramView,
  agent: TelegramAgent,
  uses: Uses = usesOf(view.usage, agent.member.id, agent.unused),
): GrantLine[] | null {
  const declared = agent.known?.manifest?.permissions.telegram;
  if (declared === undefined) return null;
  const { member, need } = agent;
  const line = (permission: string, state: GrantState): GrantLine => ({
    permission,
    state,
    why: declared.rights[permission] ?? null,
    used: uses(permission, null),
    places: null,
  });

  const lines: GrantLine[] = [
    ...agent.excess.map((right) => line(right, "undeclared")),
    ...need.rights.map((right) =>
      line(
        right,
        member.rights.includes(right)
          ? heldAndDeclared(uses(right, null))
          : member.untold.includes(right)
            ? "unknown"
            : "missing",
      ),
    ),
    ...member.untold.filter((right) => !need.rights.includes(right)).map((right) => line(right, "unknown")),
  ];
  if (agent.admin !== need.admin) lines.push(line(standing.admin, agent.admin ? "undeclared" : "missing"));
  else if (need.admin) lines.push(line(standing.admin, "ok"));

  if (agent.reading.reads !== "addressed" || need.readsAll)
    lines.push(line(standing.readsAll, reading(agent)));
  const meant = !declared.dmOnly && (need.groups === null || need.groups.includes(view.snapshot.chat.id));
  lines.push(line(standing.here, meant ? "ok" : "undeclared"));
  return inGrantOrder(lines);
}

/** An administrator reads everything by Telegram's own rule, so declaring one declares that too. */
function reading({ reading: { reads }, need }: TelegramAgent): GrantState {
  if (reads === "unknown") return "unknown";
  const all = reads === "everything";
  if (!all) return "missing";
  return need.readsAll || need.admin ? "ok" : "undeclared";
}
