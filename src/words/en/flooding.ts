/** What agents and people read when an agent asks too often. */
export const flooding = {
  tooOften: (action: string, seconds: number) =>
    `This agent asks for ${action} too often, so nobody was asked. Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  paused: (action: string, minutes: number) =>
    `People said no to ${action} again and again, so this agent may not ask for it for another ${minutes} ${minutes === 1 ? "minute" : "minutes"}. Do not work around it.`,
  card: {
    title: "An agent asks too much",
    asked: "keeps asking for",
    denials: (count: number) => `The last ${count} times, somebody said no.`,
    nos: (count: number) => `${count} times within an hour, it was denied or nobody decided.`,
    until: "I don't pass on any more of these until",
    freeze: (agentId: string) =>
      `If something is wrong with it, stop it altogether: /freeze ${agentId} and why.`,
  },
} as const;
