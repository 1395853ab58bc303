/** Every sentence of the audit in German, by its English template. */
import { actions } from "./actions.ts";
import { actionsMore } from "./actions-more.ts";
import { asked } from "./asked.ts";
import { care } from "./care.ts";
import { claims } from "./claims.ts";
import { facts } from "./facts.ts";
import { permissions } from "./permissions.ts";
import { rulesApprovals } from "./rules-approvals.ts";
import { rulesDiscord } from "./rules-discord.ts";
import { rulesDiscordMore } from "./rules-discord-more.ts";
import { rulesTelegram } from "./rules-telegram.ts";
import { terms } from "./terms.ts";

export const auditSentences: Record<string, string> = {
  ...actions,
  ...actionsMore,
  ...asked,
  ...care,
  ...facts,
  ...claims,
  ...rulesApprovals,
  ...rulesDiscord,
  ...rulesDiscordMore,
  ...rulesTelegram,
  ...permissions,
  ...terms,
};
