/** Sentences of alerts and of what changed. */
import type { Miss } from "../../domain/audit/acted.ts";
import type { Inline } from "../../platforms/platform.ts";
import type { Change } from "../../domain/audit/compare.ts";
import type { PlatformActionType } from "../../domain/audit/platform-actions.ts";

export const drift = {
  acted: {
    title: (agent: string) => `${agent} acted without approval`,
    who: "Who",
    what: "What",
    whom: "To",
    when: "When",
    where: "Where",
    approval: "Approval",
    /** After "The log says:". */
    reason: "It wrote into the log:",
    lead: (count: number) =>
      count === 1
        ? "Its manifest says that people have to approve this first. The platform's own log shows that it was done, and no approval covers it."
        : `Its manifest says that people have to approve this first. The platform's own log shows that it was done ${count} times, and no approval covers it.`,
    more: (count: number) => `And ${count} more of the same.`,
    stop: (agent: string) => `Freeze ${agent}`,
    next: "If nobody meant this to happen: freeze the agent (/freeze), undo what it did, and take away the permission that it used. Whoever runs it should look for a stolen token or a bypassed check.",
    miss: {
      none: "It never asked.",
      spent: "The approval it had was for one time, and that one was already used.",
      "too-long-ago": "It was approved, but the approval was used at another time.",
      "not-consumed": "It was approved, but it did not present the approval before acting.",
      pending: "It had asked, and nobody had decided yet.",
      denied: "It had asked, and people said no.",
      "not-approved": "It had asked, and was not approved.",
      "other-target": "It had an approval, but for somebody or something else.",
    } satisfies Record<Miss["why"], string>,
  },
  widened: {
    title: (workspace: string) => `More power than before in ${workspace}`,
    /** After one or several names, before the places. */
    did: (change: Change, rights: string[], plural: boolean): Inline[] => {
      const be = plural ? "are" : "is";
      if (change.what === "gone") return [`${be} not here any more`];
      const all = rights.join(", ");
      if (change.what === "new")
        return rights.length > 0 ? [`${be} new here, with: `, { bold: all }] : [`${be} new here`];
      return [change.direction === "wider" ? "can now: " : "can no longer: ", { bold: all }];
    },
    members: "Ordinary members",
    only: " in ",
    nobody: "The log doesn't say whose doing it was.",
    unapproved: "No approval is on record.",
    approved: "Approved by",
    more: (count: number) => `And ${count} more ${count === 1 ? "change" : "changes"}.`,
    next: "If that was meant, nothing is left to do. If not, the audit shows the smallest way back.",
    audit: "Audit now",
  },
  since: {
    spec: "What the bots here can do more or less than before, and whose doing it was",
    ago: "How far back: 12h, 7d, 90d (7d if left out)",
    title: "What changed",
    here: {
      title: "In the server or group, please",
      text: "Type this where you want to know it: in the server or group itself.",
    },
    badTime: (given: string) => ({
      title: "I don't know that time",
      text: `“${given.slice(0, 40)}” is no length of time. Write 12h, 7d or 90d.`,
    }),
    never: {
      title: "I have not looked here yet",
      text: "The first look is on its way. Whatever changes after it can be told.",
    },
    compared: "Compared with how it was",
    /** After a time. */
    tooEarly: ", my first look: I can't tell what was before.",
    nothing: "Nobody here can do more or less than then, as far as I could see.",
    wider: "More than before",
    narrower: "Less than before",
    findings: (opened: number, closed: number) => `Findings since then: ${opened} new, ${closed} gone.`,
  },
  and: " and ",
  others: (count: number) => ` and ${count} more`,
  /** After a person's name. */
  didIt: (type: string): string => (type in drift.did ? drift.did[type as PlatformActionType] : type),
  /** After a name: "Helper banned a member". */
  did: {
    "discord.guild.update": "changed the server's settings",
    "discord.channel.create": "created a channel",
    "discord.channel.update": "changed a channel",
    "discord.channel.delete": "deleted a channel",
    "discord.overwrite.create": "set permissions in a channel",
    "discord.overwrite.update": "changed permissions in a channel",
    "discord.overwrite.delete": "removed permissions from a channel",
    "discord.member.kick": "kicked a member",
    "discord.member.prune": "removed inactive members",
    "discord.member.ban": "banned a member",
    "discord.member.unban": "lifted a ban",
    "discord.member.nickname": "renamed a member",
    "discord.member.own_nickname": "renamed itself",
    "discord.member.timeout": "timed a member out",
    "discord.member.timeout_end": "ended a timeout",
    "discord.member.mute": "muted or unmuted a member",
    "discord.member.deafen": "deafened or undeafened a member",
    "discord.member.move": "moved members to another voice channel",
    "discord.member.disconnect": "disconnected members from voice",
    "discord.role.grant": "gave a role to a member",
    "discord.role.revoke": "took a role from a member",
    "discord.bot.add": "added a bot",
    "discord.role.create": "created a role",
    "discord.role.update": "changed a role",
    "discord.role.delete": "deleted a role",
    "discord.invite.create": "created an invite",
    "discord.invite.update": "changed an invite",
    "discord.invite.delete": "deleted an invite",
    "discord.webhook.create": "created a webhook",
    "discord.webhook.update": "changed a webhook",
    "discord.webhook.delete": "deleted a webhook",
    "discord.expression.create": "added an emoji, sticker or sound",
    "discord.expression.update": "changed an emoji, sticker or sound",
    "discord.expression.delete": "deleted an emoji, sticker or sound",
    "discord.message.delete": "deleted somebody's messages",
    "discord.message.bulk_delete": "deleted many messages",
    "discord.message.pin": "pinned a message",
    "discord.message.unpin": "unpinned a message",
    "discord.integration.create": "added an integration",
    "discord.integration.update": "changed an integration",
    "discord.integration.delete": "removed an integration",
    "discord.stage.create": "started a stage",
    "discord.stage.update": "changed a stage",
    "discord.stage.delete": "ended a stage",
    "discord.event.create": "created an event",
    "discord.event.update": "changed an event",
    "discord.event.delete": "deleted an event",
    "discord.thread.create": "created a thread",
    "discord.thread.update": "changed a thread",
    "discord.thread.delete": "deleted a thread",
    "discord.command.permissions": "changed who may use a bot's commands",
    "discord.automod.create": "created an AutoMod rule",
    "discord.automod.update": "changed an AutoMod rule",
    "discord.automod.delete": "deleted an AutoMod rule",
    "discord.onboarding.update": "changed the onboarding",
    "discord.voice.status": "changed a voice channel's status",
    "telegram.member.ban": "banned a member",
    "telegram.member.unban": "lifted a ban",
    "telegram.member.remove": "removed a member",
    "telegram.member.restrict": "restricted a member",
    "telegram.member.unrestrict": "lifted a member's restrictions",
    "telegram.member.promote": "gave somebody admin rights",
    "telegram.member.demote": "took admin rights away",
    "telegram.member.add": "added a member",
    "telegram.chat.title": "renamed the group",
    "telegram.chat.photo": "changed the group's picture",
    "telegram.message.pin": "pinned a message",
    "telegram.topic.manage": "changed a topic",
    "telegram.video_chat.manage": "changed a video chat",
  } satisfies Record<PlatformActionType, string>,
  nobodyToTell: "No place in the workspace takes alerts, and nobody who decides can be reached.",
};
