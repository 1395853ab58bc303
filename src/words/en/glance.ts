/** What /agents and the backward look of /approvals say. */
export const glance = {
  past: {
    heading: (page: number) => (page === 1 ? "Decided lately" : `Decided earlier, page ${page}`),
    specs: { show: "all, approved, denied or undecided", agent: "only about this agent" },
    show: { all: "All", approved: "Approved", denied: "Denied", undecided: "Undecided" },
    everyAgent: "Every agent",
    badShow: {
      title: "I did not understand that",
      text: "Type all, approved, denied or undecided behind /approvals, or nothing for all of them.",
    },
    nothing: {
      all: "Nothing was decided here yet.",
      approved: "Nothing was approved here yet.",
      denied: "Nothing was denied here yet.",
      undecided: "Every request here was decided, so far.",
    },
    by: "by",
    open: "open",
    untold: "the agent could not be told: its callback address did not answer",
    older: "Older",
    newer: "Newer",
    sign: { approved: "✓", denied: "✗", expired: "–", cancelled: "–", invalidated: "–" },
    status: {
      approved: "approved",
      denied: "denied",
      expired: "nobody decided in time",
      cancelled: "withdrawn",
      invalidated: "no longer valid",
    },
  },
  approvers: {
    heading: "How people decided, the last 30 days",
    line: (decisions: number, deniedPercent: number, medianMs: number) =>
      `${decisions} ${decisions === 1 ? "decision" : "decisions"}, ${deniedPercent} % denied, half of them within ${duration(medianMs)}`,
    rubberStamp: "never a no, and within seconds: are these read?",
  },
  pick: { title: "Which one?", text: "You may look at several places. Choose one:" },
  nowhere: {
    title: "Nothing to show yet",
    text: "I know no place on this platform that you run or approve for.",
  },
  agents: {
    description: "The agents here: what they are for, whether they are frozen, what waits for a decision",
    title: "Agents",
    none: "No agent is declared for this place. The person who runs Countersign does that with countersign apply.",
    purpose: {
      support: "support",
      moderation: "moderation",
      announcements: "announcements",
      reader: "reads only",
      custom: "its own purpose",
    },
    frozen: "❄ frozen",
    pending: (n: number) =>
      n === 0 ? "nothing waits" : `${n} ${n === 1 ? "request waits" : "requests wait"}`,
    actions: (n: number) =>
      n === 0 ? "may ask for nothing" : `may ask for ${n} ${n === 1 ? "action" : "actions"}`,
    hint: "To stop one: /freeze AGENT and why. What waits: /approvals.",
  },
};

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
