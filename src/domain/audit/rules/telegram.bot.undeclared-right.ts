import { adminRight, rightLabel } from "../../telegram/rights.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { worst } from "../severity.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";
import { beyond } from "../words.ts";

/** These have rules of their own, which say more. */
const spokenFor = new Set(["can_promote_members", "is_anonymous"]);

export const undeclaredRight: Rule = {
  id: "telegram.bot.undeclared-right",
  platform: "telegram",
  title: "More rights than needed",
  what: "An administrator bot holds rights beyond those that its manifest declares or its purpose needs.",
  why: "Every spare right is something that a prompt injection can use. A right nobody explained is a right nobody will miss.",
  category: "exposure",
  severity: "medium",
  ceiling: "high",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: [
    "Open the chat's profile, tap the pencil (Edit), then Administrators, then the bot.",
    "Turn off every right that is not in its manifest and save.",
    "Or declare the right in the manifest, with its why.",
  ],
  wrong: [
    "Without a manifest the bot is judged by its declared purpose, which may not mention everything it does.",
    "Telegram tells other bots nothing about the use of most rights, so 'not needed' here means 'not declared', never 'not used'.",
  ],
  standards: [
    standards.excessiveAgency,
    standards.identityAbuse,
    standards.overprivileged,
    standards.leastPrivilegeViolation,
    standards.leastPrivilege,
  ],
  check: (view) =>
    view.agents.flatMap((agent) => {
      const spare = agent.excess.filter((key) => !spokenFor.has(key) && adminRight(key) !== null);
      if (spare.length === 0) return [];
      return [
        {
          subject: agent.subject,
          key: spare.join(" "),
          severity: worst(spare.map((key) => adminRight(key)?.severity ?? "medium")) ?? "medium",
          claim: say("{bot} holds {rights}: that is {beyond}.", {
            bot: { said: agent.member.name },
            rights: spare.map(rightLabel).join(", "),
            beyond: beyond(agent),
          }),
          evidence: spare.map((key) =>
            say("{right}: it can {harm}", {
              right: { code: key },
              harm: { say: adminRight(key)?.harm ?? "" },
            }),
          ),
          remedy: takeRights(view, agent, spare),
        },
      ];
    }),
};
