import { counted, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeOut } from "../telegram-fix.ts";

export const outsideItsGroups: Rule = {
  id: "telegram.bot.outside-its-groups",
  platform: "telegram",
  title: "In a group it is not meant for",
  what: "A bot is in a chat that its manifest does not list.",
  why: "An agent that is where nobody expects it leaks what it hears and says what it should not, unwatched.",
  category: "exposure",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "remove",
  byHand: [
    "Remove the bot from the chat: profile → Members → touch and hold the bot → Remove.",
    "Or add the chat's id to permissions.telegram.groups in its manifest.",
  ],
  wrong: ["Only chats that Countersign is in can be seen; the bot may be in others."],
  standards: [standards.excessiveAgency, standards.overprivileged, standards.leastFunctionality],
  check: (view) =>
    view.agents
      .filter((agent) => agent.need.groups !== null && !agent.need.groups.includes(view.snapshot.chat.id))
      .map((agent) => ({
        subject: agent.subject,
        claim: counted(
          agent.need.groups?.length ?? 0,
          "{bot} is in this chat, which is not the one it is declared for.",
          "{bot} is in this chat, which is not one of the {n} it is declared for.",
          { bot: { said: agent.member.name } },
        ),
        evidence: [
          say("its manifest lists {join}", { join: { code: (agent.need.groups ?? []).join(", ") } }),
        ],
        remedy: takeOut(view, agent),
      })),
};
