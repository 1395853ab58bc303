/** Every verb of the command line, in the order of its help. */
import { apply } from "./apply.ts";
import { audit } from "./audit.ts";
import { backup } from "./backup.ts";
import { doctor } from "./doctor.ts";
import { draft } from "./draft.ts";
import { freeze } from "./freeze.ts";
import { keys } from "./keys.ts";
import { ledger } from "./ledger.ts";
import { probe } from "./probe.ts";
import { resolve } from "./resolve.ts";
import { restore } from "./restore.ts";
import { rules } from "./rules.ts";
import { sandbox } from "./sandbox.ts";
import { schema } from "./schema.ts";
import { start } from "./start.ts";
import { unfreeze } from "./unfreeze.ts";
import type { Verb } from "./verb.ts";

export const verbs: readonly Verb[] = [
  start,
  sandbox,
  audit,
  rules,
  resolve,
  probe,
  draft,
  apply,
  keys,
  freeze,
  unfreeze,
  ledger,
  backup,
  restore,
  schema,
  doctor,
];
