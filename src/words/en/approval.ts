/** Every sentence around approvals: on cards, in private answers, in refusals that agents get. */
import type { WhyNot, RequestStatus } from "../../domain/approval/request.ts";

export const approval = {
  card: {
    title: {
      pending: "Approval needed",
      approved: "Approved",
      denied: "Denied",
      expired: "Expired: nobody decided in time",
      cancelled: "Withdrawn",
      invalidated: "No longer valid",
    } satisfies Record<RequestStatus, string>,
    asks: "asks to run",
    agent: "Agent",
    action: "Action",
    executor: "Runs at",
    fingerprint: "Fingerprint",
    approvals: "Approvals",
    deadline: "Decide by",
    from: "Asked for by",
    message: "message",
    on: (platform: string) => `on ${platform === "discord" ? "Discord" : "Telegram"}`,
    fromUnverified: "(according to the agent)",
    account: (platform: string) => (platform === "discord" ? "Discord user" : "Telegram user"),
    callbackFailed:
      "The agent could not be told: its callback address did not answer. The decision stands, and the agent can still read it.",
    exactly: "Exactly this would run:",
    attached:
      "What would run is longer than a message: read the whole of it in the attached file before you decide.",
    agentSays: "The agent says (unverified):",
    hidden: "This contains characters that hide or imitate others. They are spelled out as \\u….",
    secret:
      "A secret was hidden here, so that it does not stay in the chat. It is part of what would run; agents should not send secrets.",
    progress: (have: number, need: number) => `${have} of ${need}`,
    grade: "Agent's audit grade",
    posture: {
      critical:
        "One more approval than usual: an audit found something critical about this agent, and it is open.",
    },
    approvedBy: "approved",
    deniedBy: "denied",
    remembered: "remembered from an equal request",
    groups: "Needs",
    group: (need: number, name: string) => `${need} of ${name}`,
    notCounted: "no longer counts: they lost the right to decide",
    reason: "Reason",
    unreachable: "Another place could not be reached",
    neverRan: "It did not run.",
    useBy: "May run until",
    grant: {
      unclaimed: "The approval has not been used yet.",
      consumed: "The approval has been used.",
      lapsed: "The approval was not used and is void.",
    },
    endings: {
      denied: "A denial is final.",
      expired: "Nobody decided in time.",
      cancelled: "The agent withdrew its request.",
      invalidated: "The request lost its validity.",
    },
  },
  details: {
    policy: "Who decides, and how",
    request: "Request",
    actionHash: "Action hash",
    policyHash: "Policy hash",
    mayDecide: "May decide:",
    role: "the Discord role",
    admins: "the admins of the Telegram group",
    group: (need: number, name: string) => `At least ${need} of ${name}`,
    needs: (quorum: number, veto: number) =>
      `Approved with ${quorum} ${quorum === 1 ? "approval" : "approvals of different people"}; ended by ${veto} ${veto === 1 ? "denial" : "denials"}`,
    clocks: (decide: string, use: string) => `${decide} to decide, then ${use} to run it, once`,
    escalates: (after: string) => `After ${after} without a decision also:`,
    askedPrivately: "The people named one by one are asked in private chats as well",
    excluded: "May never decide for this agent:",
    duration: (ms: number) =>
      ms % 86_400_000 === 0
        ? plural(ms / 86_400_000, "day")
        : ms % 3_600_000 === 0
          ? plural(ms / 3_600_000, "hour")
          : ms % 60_000 === 0
            ? plural(ms / 60_000, "minute")
            : plural(ms / 1000, "second"),
  },
  buttons: {
    approve: "Approve",
    approveFor: (duration: string) => `Approve for ${duration}`,
    deny: "Deny",
    details: "Details",
  },
  forms: {
    deny: { title: "Deny this request", label: "Reason (the agent will see it)" },
    approve: { title: "Approve this request", label: "Reason" },
  },
  answer: {
    approved: "You approved this. It may run now.",
    approvedMore: (have: number, need: number) =>
      `You approved this. ${have} of ${need} approvals so far; it runs once the others have approved.`,
    denied: "You denied this. It will not run.",
    deniedMore: (have: number, need: number) => `You voted against this. ${have} of ${need} denials so far.`,
    unknown: "This request does not exist here any more.",
    oldCard: "This is an old copy of the request. Please decide on the newest one.",
    unavailable:
      "Your rights could not be checked just now, so nothing was decided. Please press again in a moment.",
    busy: "Many people pressed at once, so this press was not counted. Please press again.",
  },
  /** The private sentence for a press that does not count. */
  whyNot(why: WhyNot, status: RequestStatus): string {
    switch (why.code) {
      case "already_final":
        return approval.late[why.status];
      case "too_late":
        return "The time to decide is over. It will not run.";
      case "anonymous":
        return "You are acting anonymously or for a channel. Only a person with their own name can decide: switch that off and press again.";
      case "bot":
        return "Bots can't decide. A person has to.";
      case "requester":
        return "You asked for this yourself, so somebody else has to decide.";
      case "excluded":
        return "You answer for this agent, so somebody else has to decide.";
      case "not_approver":
        return "You are not among the people who may decide this. Nothing happened.";
      case "already_voted":
        return why.verdict === "approve"
          ? "You have approved this already. It counts once."
          : "You have denied this already. It counts once.";
      case "reason_required":
        return why.verdict === "deny"
          ? "Please give a reason: a denial without one does not count here."
          : "Please give a reason: a decision without one does not count here.";
      case "unchecked":
        return approval.answer.busy;
      case "not_due":
      case "not_approved":
      case "grant_consumed":
      case "grant_expired":
        return approval.late[status];
    }
  },
  late: {
    pending: "This is still undecided.",
    approved: "Too late: this has been approved already.",
    denied: "Too late: this has been denied already. It will not run.",
    expired: "Too late: nobody decided in time. It will not run.",
    cancelled: "Too late: the agent withdrew its request. It will not run.",
    invalidated: "Too late: this request lost its validity. It will not run.",
  } satisfies Record<RequestStatus, string>,
  /** What the agent reads about a request that did not end well. */
  toAgent: {
    denied: (reason: string | null) =>
      `A person denied this.${reason ? ` Their reason: ${reason}` : ""} It did not run. This is final: do not retry it and do not work around it.`,
    expired:
      "Nobody decided in time. It did not run. Do not work around it; you may ask again if it is still needed.",
    cancelled: "The request was withdrawn. It did not run.",
    invalidated: (reason: string | null) =>
      `The request lost its validity${reason ? `: ${reason}` : ""}. It did not run. Do not work around it.`,
  },
  invalidatedBecause: {
    policyChanged: "the rules for this action were changed",
    actionGone: "the action was removed from the agent's manifest",
    frozen: (reason: string) => `the agent was frozen: ${reason}`,
    unreachable: "no approver could be reached any more",
  },
  list: {
    description: "What waits for a decision here, and what is approved without one",
    title: "Approvals",
    nothing: "Nothing waits for a decision here.",
    open: "open",
    remembered: "Approved without asking",
    rememberedWhy: "People approved exactly this before and let it be repeated.",
    uses: (left: number) => (left === 1 ? "once more" : `${left} more times`),
    forget: (number: number) => `Forget ${number}`,
    elsewhere: {
      title: "Ask me where it happens",
      text: "Type /approvals in the server or group whose approvals you want to see.",
    },
  },
  memory: {
    forgotten: "Forgotten: the next such request asks people again.",
    gone: "There is nothing to forget: it ended already.",
    notYours:
      "You are not among the people who may approve this, so you can't change what is remembered about it.",
  },
  /** Why a place can't be reached, kept with the copy. */
  failure: {
    notConnected: "this platform is not connected any more",
    gone: "the card was deleted there, or the place no longer exists",
    unreachable: "Countersign may not write there (removed, blocked, or without permission)",
    refused: "the platform refused the card",
    givenUp: "the platform kept failing",
    /** Ends with the link: cards make it one (`failureLink`). */
    notStarted: (link: string) => `this person has to press Start once before they can be asked: ${link}`,
  },
  failureLink: "open the chat",
  unreachablePlace: (platform: string, person: string | null, failure: string) =>
    `${platform === "discord" ? "Discord" : "Telegram"}${person === null ? "" : `, private chat with user ${person}`}: ${failure}`,
  /** For what is kept with a request or a copy, in English: the same in the reader's language. */
  kept: { failure: (kept: string) => kept, because: (kept: string) => kept },
  refusal: {
    keyInvalid:
      "This key is unknown or was revoked. Ask the operator for a new one (countersign keys create AGENT).",
    keyExpired: "This key has expired. Ask the operator for a new one (countersign keys rotate AGENT).",
    agentFrozen: (reason: string | null) =>
      `This agent is frozen and may not ask for anything${reason ? `: ${reason}` : ""}. A person has to unfreeze it.`,
    agentUnknown: (id: string) =>
      `There is no agent called ${id}. Declare it with countersign apply -f FILE first.`,
    actionUnknown: (type: string) =>
      `This agent has no action called ${type}. GET /v1/actions lists what it may ask for; an operator adds actions to its manifest.`,
    paramsInvalid: "The params don't match the action's schema, so nobody was asked.",
    schemaBroken: (type: string) =>
      `The schema of ${type} in the agent's manifest can't be used. An operator has to correct it.`,
    audienceMissing: (type: string) =>
      `Say who will execute ${type}: its manifest names no audience, so the request has to.`,
    tooLarge: "The params are too large to be shown to a person as a whole, so they can't be approved.",
    nobodyReachable:
      "Nobody who may approve this can be reached: no workspace with an approvals place has such a person, or the platform is not connected. Nothing was asked.",
    noPolicy:
      "Nobody is named who may approve this: neither the action nor any workspace has approvers. Nothing was asked.",
    tooFew: (need: number) =>
      `${need} approvals are needed, but fewer people are named who may give one. Nothing was asked; an operator has to name more.`,
    oneMore: (need: number) =>
      `An audit found something critical about this agent, so ${need} approvals are needed, one more than usual, but fewer people are named who may give one. Nothing was asked. Fix the finding (/audit) or name more approvers.`,
    idempotencyConflict:
      "This Idempotency-Key was used for another request within the last 24 hours. Use a new key for a new request.",
    requestUnknown: "This agent has no such request.",
    alreadyFinal: (status: RequestStatus) => `The request is ${status} already; nothing changed.`,
    claimRefused: "The claim secret is wrong. It was shown once, in the answer to POST /v1/requests.",
    notApproved: (status: RequestStatus) =>
      status === "pending"
        ? "Nobody has decided yet."
        : `The request is ${status}; there is no grant. It must not run.`,
    grantExpired: "The approval was not used in time, or was taken back, and is void. Ask again.",
    grantConsumed: "This grant has been used already. It runs once.",
    grantInvalid: "This is not a grant that this Countersign signed.",
    grantMismatch: "The grant is for another action or other params. It must not run.",
    keyUnknown: (id: string) => `There is no key ${id}. countersign keys list shows them all.`,
    reasonRequired: "Say why: a reason is required.",
    duration: (text: string) => `${text} is not a duration. Write 90s, 15m or 2h.`,
  },
};

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
