/** Every sentence around a manifest that would let its agent do more, and the second person who is asked about it. */
export const changes = {
  title: "May this agent have more?",
  asks: "would be allowed more than before. Nothing has changed yet.",
  askedBy: "Asked by",
  until: "Open until",
  more: "Lets it do more",
  rest: "Changes besides",
  second:
    "A second person has to agree: somebody who decides for this agent, not the one who asks, and not the agent's owner.",
  confirm: "Let it have this",
  drop: "Leave it as it is",
  confirmed: "The agent has more now",
  dropped: "It stays as it is",
  superseded: "Out of date: something else was asked since",
  decidedBy: "Decided by",
  draft: (id: string) =>
    `${id} is a draft that nobody has reviewed. Read every line of it, then set metadata.reviewed to true.`,
  answer: {
    confirmed: "Confirmed: the new manifest is in force.",
    dropped: "Dropped: nothing changes.",
    owner: "You asked for this yourself, or you answer for this agent, so somebody else has to confirm.",
    over: "This is decided or out of date already. Whoever needs it can ask again with countersign apply.",
    outdated:
      "The manifest has changed since this was asked, so this difference is no longer true. Whoever needs it can ask again with countersign apply.",
    notYours: "You are not among the people who decide for this agent. Nothing happened.",
    unknown:
      "Your rights could not be checked just now, so nothing was decided. Please press again in a moment.",
  },
} as const;
