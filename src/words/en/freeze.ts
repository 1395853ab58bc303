/** Every sentence around freezing and unfreezing an agent. */
export const freeze = {
  specs: {
    freeze: "Stop an agent at once: nothing it asks for is passed on any more",
    unfreeze: "Let a frozen agent ask again; a second person has to confirm",
    stop: (agent: string) => `Freeze ${agent}`,
    agent: "The agent: its name in the manifest, or its id",
    reason: "Why: everybody who decides for it will read this",
  },
  form: { title: "Freeze this agent", label: "Why? (everybody who decides reads it)" },
  button: "Freeze agent",
  title: "Agent frozen",
  frozen:
    "is frozen. Its key is refused, what it had asked for has ended, and approvals it had not used are void.",
  by: "By",
  operator: "the operator",
  /** A reason that Countersign gives itself. `at`: RFC 3339. */
  restored: (at: string) =>
    `restored from a backup of ${at.slice(0, 16).replace("T", " ")} UTC; what was decided after that is not known here`,
  reason: "Reason",
  undo: (agentId: string) =>
    `To let it ask again, type /unfreeze ${agentId} and why; a second person has to confirm.`,
  done: (agentId: string, invalidated: number, revoked: number) => ({
    title: `${agentId} is frozen`,
    text: `It can't ask for anything any more. Ended with it: ${count(invalidated, "pending request")}, ${count(revoked, "unused approval")}. Grants that an executor holds already and checks by itself run out within minutes; stop that executor too if it matters.`,
  }),
  already: (agentId: string, reason: string | null) => ({
    title: `${agentId} is frozen already`,
    text: reason ? `Reason: ${reason}` : "Nothing changed.",
  }),
  notFrozen: (agentId: string) => ({ title: `${agentId} is not frozen`, text: "Nothing changed." }),
  needsReason: {
    title: "Say why",
    text: "A freeze needs a reason, because everybody who decides for this agent will wonder. Type it behind the agent's name.",
  },
  unfreeze: {
    title: "Unfreeze an agent?",
    asks: "wants to let it ask again:",
    second:
      "This gives an agent its power back, so a second person has to agree: not the one who asks, and not the agent's owner.",
    until: "Open until",
    confirm: "Unfreeze",
    drop: "Leave it frozen",
    confirmed: "Agent unfrozen",
    mayAsk: "may ask again. What had ended stays ended.",
    askedBy: "Asked by",
    confirmedBy: "Confirmed by",
    dropped: "It stays frozen",
    droppedBy: "Decided by",
  },
  answer: {
    unfrozen: "Unfrozen: it may ask again.",
    dropped: "It stays frozen.",
    same: "You asked for this yourself, so somebody else has to confirm.",
    owner: "You answer for this agent, so somebody else has to confirm.",
    over: "This is decided or out of date already. Type /unfreeze again if it is still needed.",
    elsewhere: "Please decide this where it was asked.",
    notYours: "You are not among the people who may decide this. Nothing happened.",
    unknown:
      "Your rights could not be checked just now, so nothing was decided. Please press again in a moment.",
    notPosted:
      "I could not show this to anybody else here, so nobody can confirm it. Please ask in a place where I may write.",
  },
  undeclared: {
    title: "Nobody has told me about this place yet",
    text: "Somebody who manages it types /setup, or the person who runs Countersign declares it (countersign apply); then agents can be seen and stopped from here.",
  },
  unknownAgent: (names: string[]) => ({
    title: "I know no agent by that name here",
    text:
      names.length > 0
        ? `These are the ones I know here: ${names.join(", ")}.`
        : "No agent is declared for this place. The person who runs Countersign does that with countersign apply.",
  }),
};

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
