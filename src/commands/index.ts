/** Every command, in the order people see them. */
import { agent } from "./agent.ts";
import { agents } from "./agents.ts";
import { approvals } from "./approvals.ts";
import { audit } from "./audit.ts";
import { checklist } from "./checklist.ts";
import type { Command } from "./command.ts";
import { findings } from "./findings.ts";
import { freeze } from "./freeze.ts";
import { help } from "./help.ts";
import { link } from "./link.ts";
import { setup } from "./setup.ts";
import { since } from "./since.ts";
import { start } from "./start.ts";
import { unfreeze } from "./unfreeze.ts";

export const commands: readonly Command[] = [
  audit,
  findings,
  since,
  agents,
  agent,
  approvals,
  checklist,
  freeze,
  unfreeze,
  link,
  setup,
  start,
  help(() => [...commands]),
];
