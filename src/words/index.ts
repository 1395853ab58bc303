/**
 * Every sentence people see, in the language of whoever reads it just now (`language.ts`). To add a sentence, write it into
 * each language's topic; a language is a folder like `en/` and its name in domain/languages.ts and below.
 */
import { catalogue } from "./catalogue.ts";
import * as de from "./de/index.ts";
import * as en from "./en/index.ts";

export { forReader, inEveryLanguage, inLanguage, languageFor, languageNow } from "./language.ts";

export { moment } from "./moment.ts";
export { auditSentence } from "./sentences.ts";

/** For what is kept, and read later by whoever: told in the reader's language when it is shown (`approval.kept`). */
export { en as english };

export const {
  agentCard,
  approval,
  audit,
  care,
  changes,
  checklist,
  commandWords,
  discord,
  drift,
  findings,
  flooding,
  freeze,
  glance,
  grants,
  heatMap,
  keys,
  people,
  progress,
  setup,
  telegram,
} = catalogue({ en, de });

// For developers and operators, so English everywhere (the test in test/words says why, topic by topic).
export { doubtWords } from "./developers/doubts.ts";
export { mcpWords } from "./developers/mcp.ts";
export { refusalWords } from "./developers/refusals.ts";
export { setupHelp } from "./developers/setup.ts";
