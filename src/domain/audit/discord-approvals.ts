/** Where approvals are decided on Discord, who decides, and what an agent may do there. */
import { flags } from "../discord/flags.ts";
import type { Channel, Role } from "../discord/snapshot.ts";
import { labels } from "./discord-labels.ts";
import { say } from "./phrase.ts";
import type { Remedy } from "./remedy.ts";
import { answerIn, byId, higher, onceAView, topRole } from "./view-discord.ts";
import type { DiscordAgent, DiscordView } from "./view-discord.ts";

/** The places that can be judged: a hidden one is not spoken of. */
export const approvalChannels = onceAView((view): Channel[] =>
  view.channels.filter((channel) => view.approvals?.places.includes(channel.id) === true),
);

export const approverRoles = onceAView((view): Role[] => {
  const named = view.approvals?.approvers ?? [];
  return [...view.roles.values()]
    .filter((role) => named.includes(`discord:role:${role.id}`))
    .sort((a, b) => byId(a.id, b.id));
});

/** The roles that stand between an approver and the agent: an approver role, or the highest role of a named person. */
export const rolesOfApprovers = onceAView((view): Role[] => {
  const named = view.approvals?.approvers ?? [];
  const people = view.snapshot.members
    .filter(
      (member) => named.includes(`discord:user:${member.id}`) && member.id !== view.snapshot.guild.ownerId,
    )
    .flatMap((member) => {
      const roles = member.roles.map((id) => view.roles.get(id)).filter((role) => role !== undefined);
      return roles.length === 0 ? [] : [roles.reduce((top, role) => (higher(role, top) ? role : top))];
    });
  return [...new Set([...approverRoles(view), ...people])].sort((a, b) => byId(a.id, b.id));
});

/** Of these bits the ones that an agent certainly has in the channel. */
export function hasIn(view: DiscordView, agent: DiscordAgent, channel: Channel, bits: bigint): bigint {
  return agent.member === null ? 0n : answerIn(view, agent, channel).effective & bits;
}

export function standsAbove(agent: DiscordAgent, role: Role): boolean {
  const top = topRole(agent);
  return top !== null && top !== role && higher(top, role);
}

/** Takes these bits from the agent in one channel, above everything else that grants them there. */
export function denyIn(agent: DiscordAgent, channel: Channel, bits: bigint): Remedy {
  const today = channel.overwrites?.find((one) => one.id === agent.id);
  return {
    kind: "settings",
    summary: say("Forbid {permissions} to {bot} in {channel}.", {
      permissions: labels(bits, "channel"),
      bot: { said: agent.subject.name },
      channel: { channel: channel.name },
    }),
    steps: [
      say("{channel} → Edit Channel → Permissions → add the member {bot}.", {
        channel: { channel: channel.name },
        bot: { said: agent.subject.name },
      }),
      say("Set {permissions} to ✕, save.", { permissions: labels(bits, "channel") }),
    ],
    link: null,
    breaks: say("Only what it does in this channel. Countersign posts and edits the cards itself."),
    survivingRoute:
      (agent.own & flags.MANAGE_ROLES) === 0n
        ? null
        : say("With Manage Roles it could change the channel's permissions back."),
    undo: {
      text: say("Set {permissions} back to / (neutral).", { permissions: labels(bits, "channel") }),
      link: null,
    },
    who: say("Somebody with Manage Roles (called Manage Permissions in a channel) there."),
    changes: [
      {
        op: "set-overwrite",
        channel: channel.id,
        target: agent.id,
        kind: "member",
        allow: ((today?.allow ?? 0n) & ~bits).toString(),
        deny: ((today?.deny ?? 0n) | bits).toString(),
      },
    ],
  };
}
