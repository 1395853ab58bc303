/** Sentences about the keys that agents and grants need. */
export const keys = {
  expiring: {
    title: (agentId: string, days: number) =>
      `${agentId}'s key expires ${days === 1 ? "within a day" : `in ${days} days`}`,
    text: (agentId: string) =>
      `Then it can't ask for approvals any more. Whoever operates Countersign makes a new one with: countersign keys rotate ${agentId}. The old one works for another day after that.`,
    at: "Expires",
  },
};
