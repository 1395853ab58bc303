/** One Telegram chat prepared for the rules: every bot with what it may, what it needs and what it reads. */
import { telegramNeed } from "../telegram/minimal.ts";
import type { TelegramNeed } from "../telegram/minimal.ts";
import { whatItReads } from "../telegram/privacy.ts";
import type { Reading } from "../telegram/privacy.ts";
import type { TelegramMember, TelegramSnapshot } from "../telegram/snapshot.ts";
import { adminRight } from "../telegram/rights.ts";
import { basisOf, purposeOf } from "./agents.ts";
import type { Approvals, Basis, KnownAgent } from "./agents.ts";
import type { Attestation } from "./attestation.ts";
import type { Subject } from "./finding.ts";
import { counted, say } from "./phrase.ts";
import type { Phrase } from "./phrase.ts";
import { noRecords } from "./records.ts";
import type { Records } from "./records.ts";
import type { Need } from "./rule.ts";
import { isNewlyDeclared, whyNotUsable } from "./usage.ts";
import { notCompared } from "./unapproved.ts";
import type { Unapproved } from "./unapproved.ts";
import type { Usage } from "./usage.ts";

export interface TelegramAgent {
  subject: Subject;
  member: TelegramMember;
  known: KnownAgent | null;
  basis: Basis;
  need: TelegramNeed;
  admin: boolean;
  /** Rights it holds and does not need, sorted. */
  excess: string[];
  /** Needed and held, but in a covered window a use of it would have been seen and none was. */
  unused: string[];
  reading: Reading;
}

export interface TelegramView {
  platform: "telegram";
  workspace: { id: string; name: string };
  snapshot: TelegramSnapshot;
  /** Countersign's own membership, when the chat shows it. */
  self: TelegramMember | null;
  agents: TelegramAgent[];
  approvals: Approvals | null;
  usage: Usage | null;
  /** What was proven used, however short the window. */
  proven: Usage | null;
  attestations: Attestation[];
  unapproved: Unapproved[];
  at: number;
  /** Why a need is not met; a need that is absent here is met. */
  unmet: Partial<Record<Need, Phrase>>;
}

/** Telegram's own accounts that carry a bot flag: anonymous admins, posts as a channel, service messages. */
const telegramsOwn = new Set(["1087968824", "136817688", "777000"]);

export function viewTelegram(
  snapshot: TelegramSnapshot,
  known: KnownAgent[],
  approvals: Approvals | null,
  at: number,
  records: Records = noRecords,
): TelegramView {
  const notUsable = whyNotUsable(records.usage, false);
  const usage = notUsable === null ? records.usage : null;
  const byId = new Map(known.map((agent) => [agent.userId, agent]));
  const self = byId.has(snapshot.viewer)
    ? null
    : (snapshot.members.find((member) => member.id === snapshot.viewer) ?? null);
  const agents = snapshot.members
    .filter((member) => member.bot && member.present && member !== self && !telegramsOwn.has(member.id))
    .map((member) => agentOf(snapshot, member, byId.get(member.id) ?? null, at, usage));
  const here = approvals?.places.includes(snapshot.chat.id) ?? false;
  return {
    platform: "telegram",
    workspace: { id: snapshot.chat.id, name: snapshot.chat.title },
    snapshot,
    self,
    agents,
    approvals,
    usage,
    proven: records.usage,
    attestations: records.attestations ?? [],
    unapproved: records.unapproved ?? [],
    at,
    unmet: {
      ...(notUsable === null ? {} : { usage: notUsable }),
      ...(records.unapproved ? {} : { actions: notCompared }),
      ...(records.attestations
        ? {}
        : { checklist: say("The checklist is kept by the running service, not in a snapshot.") }),
      "audit-log": say("Telegram does not open its recent-actions log to bots."),
      ...(here ? {} : { "approvals-place": say("No approvals are decided in this chat.") }),
      ...(approvals && approvals.approvers.length > 0
        ? {}
        : { approvers: say("Nobody is named as an approver.") }),
      ...(self ? {} : { self: say("The file does not show the membership of the bot that looked.") }),
    },
  };
}

/** Countersign in the shape of an agent: it may be an administrator without any extra right. */
export function selfAsAgent(view: TelegramView): TelegramAgent | null {
  if (view.self === null) return null;
  const agent = agentOf(view.snapshot, view.self, null, view.at, null);
  const need = { admin: true, rights: [], readsAll: true, dmOnly: false, groups: null };
  return { ...agent, need, excess: view.self.rights.filter((right) => right !== "can_manage_chat") };
}

/** What a report has to say about the limits of this look. */
export function unseenTelegram(view: TelegramView, known: KnownAgent[]): Phrase[] {
  const { snapshot, agents, self } = view;
  const plainMembers = agents.filter((agent) => !agent.admin);
  const sentences: Phrase[] = [
    plainMembers.length === 0
      ? say(
          "Telegram lists only administrators. No ordinary member was looked up by id; a bot that nobody named to Countersign and that is no administrator can't be seen.",
        )
      : counted(
          plainMembers.length,
          "Telegram lists only administrators. {n} ordinary bot was looked up by id; a bot that nobody named to Countersign and that is no administrator can't be seen.",
          "Telegram lists only administrators. {n} ordinary bots was looked up by id; a bot that nobody named to Countersign and that is no administrator can't be seen.",
        ),
  ];
  if (self && self.status !== "administrator" && self.status !== "creator")
    sentences.push(
      say(
        "Countersign is not an administrator here, so what Telegram says about other members is not guaranteed.",
      ),
    );
  for (const { member } of agents)
    if (member.untold.length > 0)
      sentences.push(
        say("{bot}: the file does not say whether it holds {join}.", {
          bot: { said: member.name },
          join: member.untold.join(", "),
        }),
      );
  for (const agent of agents)
    if (agent.reading.reads === "unknown")
      sentences.push(
        say("{bot}: whether it reads everything is unknown, because {because}.", {
          bot: { said: agent.member.name },
          because: agent.reading.because,
        }),
      );
  for (const agent of known)
    if (
      agent.manifest?.permissions.telegram?.groups.includes(snapshot.chat.id) &&
      !agents.some((seen) => seen.member.id === agent.userId)
    )
      sentences.push(
        say("{id} is declared for this chat, but was not found in it.", {
          id: { code: agent.manifest.metadata.id },
        }),
      );
  return sentences;
}

function agentOf(
  snapshot: TelegramSnapshot,
  member: TelegramMember,
  known: KnownAgent | null,
  at: number,
  usage: Usage | null,
): TelegramAgent {
  const need = telegramNeed(known?.manifest ?? null, purposeOf(known), snapshot.chat.type);
  const admin = member.status === "administrator" || member.status === "creator";
  const allowed = new Set([...need.rights, "can_manage_chat"]);
  return {
    subject: { kind: "agent", id: member.id, name: member.name },
    member,
    known,
    basis: basisOf(known, "telegram"),
    need,
    admin,
    excess: member.rights.filter((right) => !allowed.has(right)),
    unused:
      usage === null || (usage.changed[member.id] ?? 0) > usage.from ? [] : unusedRights(usage, member, need),
    reading: whatItReads(snapshot, member, at),
  };
}

/** Only rights whose use other bots can see: Telegram says nothing about the rest, so those are never called unused. */
function unusedRights(usage: Usage, member: TelegramMember, need: TelegramNeed): string[] {
  const seen = new Set(usage.used.filter((one) => one.agent === member.id).map((one) => one.permission));
  return member.rights.filter((key) => {
    const visible = ["A", "B"].includes(adminRight(key)?.usage ?? "U");
    const expected = visible && need.rights.includes(key) && !isNewlyDeclared(usage, member.id, key);
    return expected && !seen.has(key);
  });
}
