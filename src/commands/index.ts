/** Every command, in the order people see them. */
import { approvals } from "./approvals.ts";
import { audit } from "./audit.ts";
import type { Command } from "./command.ts";
import { freeze } from "./freeze.ts";
import { help } from "./help.ts";
import { link } from "./link.ts";
import { unfreeze } from "./unfreeze.ts";

export const commands: readonly Command[] = [
  audit,
  approvals,
  freeze,
  unfreeze,
  link,
  help(() => [...commands]),
];
