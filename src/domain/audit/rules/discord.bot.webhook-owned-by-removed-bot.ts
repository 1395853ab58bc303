import { additions, webhooksLeft } from "../discord-log.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const webhookOwnedByRemovedBot: Rule = {
  id: "discord.bot.webhook-owned-by-removed-bot",
  platform: "discord",
  title: "A webhook of a bot that has left",
  what: "The audit log shows a webhook that was made by a bot which is no longer in the server, and no deletion of it.",
  why: "Whoever has the webhook's address can still post here, under any name and picture, although the bot is gone.",
  category: "credentials",
  severity: "medium",
  ceiling: "high",
  confidence: "medium",
  persona: "regular",
  scope: "workspace",
  observability: "semi",
  needs: ["audit-log"],
  fix: "settings",
  byHand: ["Server Settings → Integrations → Webhooks: find the webhook, delete it."],
  wrong: [
    "When a bot is removed, Discord deletes webhooks that belong to its application; the log does not always say so.",
    "Only the last 45 days are in the audit log. Countersign never lists webhooks itself, because that would show it their tokens.",
  ],
  standards: [standards.offboarding, standards.secretLeakage, standards.longLivedSecrets, standards.accounts],
  check: (view) => {
    const here = new Set([
      ...view.snapshot.members.map((member) => member.id),
      ...view.agents.map((agent) => agent.id),
    ]);
    const bots = additions(view.snapshot.auditLog);
    return webhooksLeft(view.snapshot.auditLog)
      .filter((webhook) => bots.has(webhook.by) && !here.has(webhook.by))
      .map((webhook): Raised => ({
        subject: { kind: "workspace", ...view.workspace },
        key: webhook.id,
        claim: say("A webhook made by {by}, a bot that has left, may still be there.", {
          by: { code: webhook.by },
        }),
        evidence: [
          say("webhook {id}, audit log entry {entry}", {
            id: { code: webhook.id },
            entry: { code: webhook.entry },
          }),
        ],
        remedy: {
          kind: "settings",
          summary: say("Delete the webhook {id}.", { id: { code: webhook.id } }),
          steps: [say("Server Settings → Integrations → Webhooks: open it, Delete Webhook.")],
          link: null,
          breaks: say("Whatever still posts through it."),
          survivingRoute: null,
          undo: {
            text: say("A deleted webhook can't be brought back; a new one has a new address."),
            link: null,
          },
          who: say("Somebody with Manage Webhooks."),
          changes: [{ op: "delete-webhook", webhook: webhook.id }],
        },
      }));
  },
};
