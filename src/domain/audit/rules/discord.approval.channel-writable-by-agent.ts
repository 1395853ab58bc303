import { flags } from "../../discord/flags.ts";
import { approvalChannels, denyIn, hasIn } from "../discord-approvals.ts";
import { labels } from "../discord-labels.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

const writing =
  flags.SEND_MESSAGES |
  flags.SEND_MESSAGES_IN_THREADS |
  flags.CREATE_PUBLIC_THREADS |
  flags.CREATE_PRIVATE_THREADS |
  flags.MANAGE_WEBHOOKS;

export const channelWritableByAgent: Rule = {
  id: "discord.approval.channel-writable-by-agent",
  platform: "discord",
  title: "Can post where approvals are decided",
  what: "A bot can write, open threads or make webhooks in the channel where people approve or deny.",
  why: "It can post a card that looks like Countersign's, or bury the real one. Presses on such a card don't reach Countersign, but people learn to press without looking.",
  category: "credentials",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "channel",
  observability: "auto",
  needs: ["approvals-place"],
  fix: "settings",
  byHand: [
    "Open the approvals channel → Edit Channel → Permissions → add the bot.",
    "Set Send Messages, Send Messages in Threads, Create Threads and Manage Webhooks to ✕, save.",
    "Better still, set View Channel to ✕: agents have no business there.",
  ],
  wrong: [
    "Administrators are not repeated here: they can do this everywhere.",
    "Webhooks that exist already can post too, and Countersign does not look at webhooks, because that would show it their tokens.",
  ],
  standards: [
    standards.trustExploitation,
    standards.humanInTheLoop,
    standards.separationOfDuties,
    standards.missingAuthorization,
  ],
  check: (view) =>
    approvalChannels(view).flatMap((channel) =>
      view.agents.flatMap((agent): Raised[] => {
        if (agent.unlimited) return [];
        const bits = hasIn(view, agent, channel, writing);
        if (bits === 0n) return [];
        const names = { bot: { said: agent.subject.name }, channel: { channel: channel.name } };
        const asAnybody = (bits & flags.MANAGE_WEBHOOKS) !== 0n;
        return [
          {
            subject: agent.subject,
            object: { kind: "channel", id: channel.id, name: channel.name },
            severity: asAnybody ? "high" : "medium",
            claim: asAnybody
              ? say(
                  "{bot} can post in {channel}, where approvals are decided, under any name and picture.",
                  names,
                )
              : say("{bot} can post in {channel}, where approvals are decided.", names),
            evidence: [say("it has {permissions} there", { permissions: labels(bits, "channel") })],
            remedy: denyIn(agent, channel, bits),
          },
        ];
      }),
    ),
};
