/** Who may decide a request, and how: fixed when the request is made, bound into the grant by its digest. */
import { durationMs } from "../duration.ts";
import {
  decidesByDefault,
  excludedAccounts,
  type Agent,
  type AgentAction,
  type Workspace,
} from "../manifest.ts";
import { canonical, digest } from "./action.ts";
import { mostPeople } from "./lint.ts";
import { needed } from "./tally.ts";

export interface Policy {
  /** Everyone who may vote, groups included: `discord:role:ID`, `discord:user:ID`, `telegram:user:ID` or `telegram:admins:CHAT`; sorted. */
  approvers: string[];
  /** How many distinct people have to approve. */
  quorum: number;
  /** Besides the quorum, so many people of each group; nobody counts for two groups. */
  groups: { name: string; approvers: string[]; need: number }[];
  /** How many denials end it. */
  veto: number;
  decideWithinMs: number;
  useWithinMs: number;
  requireReason: "never" | "deny" | "always";
  /** Accounts that may never decide for this agent (`discord:2041`): its owner's, its own. */
  excluded: string[];
  /** Who is asked besides, when nobody has decided for so long; widens, never approves. */
  escalate: { afterMs: number; to: string[] }[];
  remember: { forMs: number; uses: number } | null;
  /** There when the people named by id are asked in private chats as well. */
  askPrivately?: true;
  /** There when an audit's open critical finding had raised the quorum by one. */
  posture?: "critical";
}

/** Null when nobody at all is named: neither by the action nor by any workspace. */
export function effectivePolicy(agent: Agent, action: AgentAction, workspaces: Workspace[]): Policy | null {
  const { policy } = action;
  const named = [...(policy.approvers ?? []), ...policy.groups.flatMap((group) => group.approvers)];
  const usual = workspaces.filter((workspace) => decidesByDefault(workspace, agent));
  const approvers = named.length > 0 ? named : usual.flatMap((workspace) => workspace.approvers ?? []);
  if (approvers.length === 0) return null;
  return {
    approvers: sorted(approvers),
    quorum: policy.quorum,
    groups: policy.groups.map((group) => ({ ...group, approvers: sorted(group.approvers) })),
    veto: policy.veto,
    decideWithinMs: ms(policy.decideWithin),
    useWithinMs: ms(policy.useWithin),
    requireReason: policy.requireReason,
    excluded: sorted(excludedAccounts(agent)),
    escalate: policy.escalate
      .map(({ after, to }) => ({ afterMs: ms(after), to: sorted(to) }))
      .sort((a, b) => a.afterMs - b.afterMs),
    remember: policy.remember ? { forMs: ms(policy.remember.for), uses: policy.remember.uses } : null,
    ...(policy.askPrivately ? { askPrivately: true as const } : {}),
  };
}

/** One approval more than the policy asks for, because something critical is known about the agent. */
export function raised(policy: Policy): Policy {
  return { ...policy, quorum: needed(policy) + 1, posture: "critical" };
}

/** Whether so many different people can exist who may decide it, the ladder's included. */
export function canBeMet(policy: Policy): boolean {
  return mostPeople(approversInForce(policy, policy.escalate.length), policy.excluded) >= needed(policy);
}

export function policyDigest(policy: Policy): string {
  return digest("countersign/policy/v1", canonical(policy));
}

/** Whoever may decide after `escalated` steps of the ladder. */
export function approversInForce(policy: Policy, escalated: number): string[] {
  const groups = policy.groups.flatMap((group) => group.approvers);
  return sorted([
    ...policy.approvers,
    ...groups,
    ...policy.escalate.slice(0, escalated).flatMap((step) => step.to),
  ]);
}

/** What is known about somebody at the moment of the press. */
export interface Evidence {
  platform: "discord" | "telegram";
  userId: string;
  /** Per workspace (its id): what the platform says now. A workspace that was not asked, or did not answer, is missing. */
  standings: ReadonlyMap<string, { member: boolean; roles: readonly string[]; manages: boolean }>;
  /** Pressed in this workspace; null in a private chat. */
  pressedIn: string | null;
}

/** The approver references that somebody satisfies now. Named people pressing in a workspace have to be in it still. */
export function matchedApprovers(approvers: readonly string[], who: Evidence): string[] {
  const here = who.pressedIn === null || who.standings.get(who.pressedIn)?.member === true;
  return approvers.filter((reference) => {
    const [platform, kind, id = ""] = reference.split(":");
    if (platform !== who.platform) return false;
    if (kind === "user") return id === who.userId && here;
    if (kind === "admins") {
      const standing = who.standings.get(id);
      return standing?.member === true && standing.manages;
    }
    return [...who.standings.values()].some((standing) => standing.member && standing.roles.includes(id));
  });
}

function sorted(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

function ms(text: string): number {
  const value = durationMs(text);
  if (value === null) throw new TypeError(`not a duration: ${text}`);
  return value;
}
