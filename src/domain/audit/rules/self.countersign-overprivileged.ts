import { flags, namesOf } from "../../discord/flags.ts";
import { withoutBits } from "../discord-fix.ts";
import { labels } from "../discord-labels.ts";
import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";
import type { DiscordView } from "../view-discord.ts";
import { selfAsAgent } from "../view-telegram.ts";
import type { TelegramView } from "../view-telegram.ts";

export const countersignOverprivileged: Rule = {
  id: "self.countersign-overprivileged",
  platform: "any",
  title: "Countersign has more than it needs",
  what: "Countersign itself holds more than it asks for: on Discord View Channels, Send Messages (also in threads), Read Message History, Embed Links, Attach Files and View Audit Log; on Telegram an administrator without extra rights.",
  why: "The bot that watches the others must not be the most dangerous one. It is judged first, by the same rules.",
  category: "escalation",
  severity: "high",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["self"],
  fix: "reinvite",
  byHand: [
    "Discord: Server Settings → Roles → Countersign → Permissions: turn off everything but the list above.",
    "Telegram: group profile → Edit → Administrators → Countersign: turn every right off and save.",
  ],
  wrong: ["A snapshot taken with another bot's token judges that bot as if it were Countersign."],
  standards: [
    standards.overprivileged,
    standards.privilegedAgent,
    standards.leastPrivilege,
    standards.separationOfDuties,
  ],
  check: (view) => (view.platform === "discord" ? onDiscord(view) : onTelegram(view)),
};

function onDiscord(view: DiscordView): Raised[] {
  const { self } = view;
  if (self === null) return [];
  const spare = self.excess | (self.own & flags.ADMINISTRATOR);
  if (spare === 0n) return [];
  const admin = (spare & flags.ADMINISTRATOR) !== 0n;
  return [
    {
      subject: self.subject,
      key: namesOf(spare).join(" "),
      severity: admin ? "critical" : "high",
      claim: say("Countersign itself holds {permissions}, which it does not need.", {
        permissions: labels(spare),
      }),
      evidence: self.roles
        .filter((role) => (role.permissions & spare) !== 0n)
        .map((role) =>
          say("the role {role} grants {permissions}", {
            role: { said: role.name },
            permissions: labels(role.permissions & spare),
          }),
        ),
      remedy: withoutBits(view, self, spare),
    },
  ];
}

function onTelegram(view: TelegramView): Raised[] {
  const self = selfAsAgent(view);
  if (self === null || self.excess.length === 0) return [];
  return [
    {
      subject: self.subject,
      key: self.excess.join(" "),
      severity: self.excess.includes("can_promote_members") ? "critical" : "high",
      claim: say("Countersign itself holds {rights}, which it does not need.", {
        rights: { rights: self.excess },
      }),
      evidence: self.excess.map((key) => say("{right} is on", { right: { code: key } })),
      remedy: takeRights(view, self, self.excess),
    },
  ];
}
