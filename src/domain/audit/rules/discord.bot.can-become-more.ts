import { storyOf } from "../../discord/escalation-words.ts";
import { escalations } from "../../discord/escalation.ts";
import type { Escalation } from "../../discord/escalation.ts";
import { layOut } from "../../discord/field.ts";
import { flags } from "../../discord/flags.ts";
import { sinks } from "../../discord/sinks.ts";
import type { Sink, Stakes } from "../../discord/sinks.ts";
import type { DiscordSnapshot } from "../../discord/snapshot.ts";
import { approverRoles } from "../discord-approvals.ts";
import { endIt } from "../discord-cut.ts";
import type { Trials } from "../discord-cut.ts";
import type { Raised, Subject } from "../finding.ts";
import { counted, say } from "../phrase.ts";
import type { Phrase } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { severities, rank } from "../severity.ts";
import type { Severity } from "../severity.ts";
import { standards } from "../standards.ts";
import { byId } from "../view-discord.ts";
import type { DiscordAgent, DiscordView } from "../view-discord.ts";

const severityOf: Record<Sink, Severity> = {
  "server-takeover": "critical",
  "approval-forgery": "critical",
  "evidence-erasure": "high",
  "private-channel-exfiltration": "high",
  "mass-mention": "medium",
};

const mattersIn: Record<Sink, Phrase> = {
  "server-takeover": say(
    "Nobody gave it that, and an administrator is stopped by nothing. One prompt injection is enough.",
  ),
  "approval-forgery": say(
    "Nobody gave it that, and with it what people decide about requests means nothing any more.",
  ),
  "evidence-erasure": say(
    "Nobody gave it that, and with it the cards, or Countersign itself, disappear from sight.",
  ),
  "private-channel-exfiltration": say("Nobody gave it that, and what was said in private gets out."),
  "mass-mention": say("Nobody gave it that, and one sentence rings every phone on the server."),
};

export const canBecomeMore: Rule = {
  id: "discord.bot.can-become-more",
  platform: "discord",
  title: "Could become more than it is",
  what: "A bot gets, in a few steps that Discord allows it, to what it does not hold: the whole server, forged or deleted approvals, private channels carried out, pings to everybody. Two bots that help each other are looked at too.",
  why: "Permissions that look harmless one by one add up: taking a role, writing a channel's permissions, sharing with another bot. Whoever talks the agent into it walks the same way.",
  category: "escalation",
  severity: "high",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Read the steps in the finding: each one is a permission somebody can take away.",
    "Take Manage Roles (called Manage Permissions in a channel) from the bot if it doesn't need it.",
    "If it does: Server Settings → Roles, drag its role below every role that carries more than the bot should have.",
  ],
  wrong: [
    "Hidden channels and roles missing from the snapshot may open more than is shown here.",
    "Three or more bots together are not followed, nor people who help them, nor tokens of webhooks that exist already.",
    "Of the ways to one end the first 24 are compared and the shortest is told; for two bots one example is told and the others are counted.",
    "A channel's permissions written without seeing the channel: reported to work, not documented. Such findings say so and have low confidence.",
    "Countersign itself is judged by its own rule.",
  ],
  standards: [
    standards.identityAbuse,
    standards.excessiveAgency,
    standards.interAgent,
    standards.overprivileged,
    standards.incorrectPrivilege,
    standards.leastPrivilege,
    standards.separationOfDuties,
  ],
  check: (view) => {
    const field = layOut(inOrder(view));
    const stakes = stakesOf(view);
    const agents = new Map(view.agents.map((agent) => [agent.id, agent]));
    const trials: Trials = { view, field, stakes, proven: new Map() };
    const steps = escalations(field, stakes).filter(
      ({ bot, with: other, takes, opened }) =>
        agents.has(bot) && (other !== null || takes.length > 0 || opened.length > 0),
    );
    // Worst first: what ends a takeover often ends the rest.
    const bySink = [...sinks].sort((a, b) => rank(severityOf[b]) - rank(severityOf[a]));
    return bySink.flatMap((sink) => {
      const found = steps.filter((one) => one.sink === sink);
      const pairs = Map.groupBy(
        found.filter((one) => one.with !== null),
        (one) => helperOf(agents, one),
      );
      return [
        ...found
          .filter((one) => one.with === null)
          .map((one) => raised(trials, agents.get(one.bot)!, one, 0)),
        ...[...pairs].map(([helper, all]) => raised(trials, agents.get(helper)!, all[0]!, all.length - 1)),
      ];
    });
  },
};

/** In the same order whatever order it came in. */
const inOrder = ({ snapshot }: DiscordView): DiscordSnapshot => ({
  ...snapshot,
  members: snapshot.members.map((member) => ({ ...member, roles: [...member.roles].sort(byId) })),
});

const stakesOf = (view: DiscordView): Stakes => ({
  places: view.approvals?.places ?? [],
  approverRoles: approverRoles(view).map((role) => role.id),
  approvers: (view.approvals?.approvers ?? []).flatMap((who) => who.match(/^discord:user:(.+)$/)?.[1] ?? []),
  countersign: view.self?.id ?? null,
});

/** Of two bots the one whose power the story rests on. */
function helperOf(agents: Map<string, DiscordAgent>, { bot, with: other, opened }: Escalation): string {
  const writer = opened[0]?.way.writer;
  if (writer !== undefined) return writer;
  return other !== null && ((agents.get(other)?.own ?? 0n) & flags.MANAGE_ROLES) !== 0n ? other : bot;
}

function raised(trials: Trials, helper: DiscordAgent, one: Escalation, more: number): Raised {
  const { hops, end } = storyOf(trials.view.snapshot, one);
  const blind = one.opened.some(({ way }) => way.blind);
  const base = severityOf[one.sink];
  const other = one.bot === helper.id ? one.with : one.bot;
  const object: Subject | null =
    other === null ? null : { kind: "agent", id: other, name: nameOf(trials, other) };
  const { deed } = one;
  return {
    subject: helper.subject,
    ...(object === null ? {} : { object }),
    key: one.sink,
    channels: [
      ...new Set([
        ...one.opened.map(({ channel }) => channel),
        ...("channel" in deed ? [deed.channel] : "from" in deed ? [deed.from, deed.to] : []),
      ]),
    ],
    severity: one.with === null ? base : severities[rank(base) - 1]!,
    confidence: blind ? "low" : one.with === null ? "high" : "medium",
    claim: say("{story}.", {
      story: hops.reduceRight((rest, hop) => say("{hop}; {rest}", { hop, rest }), say("then {end}", { end })),
    }),
    matters: mattersIn[one.sink],
    evidence: [
      ...hops,
      ...(more === 0
        ? []
        : [
            counted(
              more,
              "{n} other bot gets there with the same help",
              "{n} other bots get there with the same help",
            ),
          ]),
    ],
    remedy: endIt(trials, helper, one),
  };
}

const nameOf = ({ view }: Trials, id: string): string =>
  view.agents.find((agent) => agent.id === id)?.subject.name ?? id;
