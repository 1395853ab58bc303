import { pino, type Logger } from "pino";
import { PinoPretty as pretty } from "pino-pretty";
import type { Config } from "./config.ts";
import { errorForLog } from "./log-error.ts";

const HIDDEN = "[hidden]";

/** Things that are secret by their shape, whoever put them there. */
const shapes: [RegExp, string][] = [
  [/\bcs[a-z]_[A-Za-z0-9_-]{16,}/g, HIDDEN], // our own keys and claim secrets
  [/\bwhsec_[A-Za-z0-9+/]{16,}=*/g, HIDDEN], // what callbacks are signed with
  [/(?<![0-9])[0-9]{6,16}(?::|%3A)[A-Za-z0-9_-]{30,}/gi, HIDDEN], // Telegram bot tokens, also in /bot123:… paths
  [/\b[A-Za-z0-9_-]{20,32}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}/g, HIDDEN], // Discord bot tokens
  [/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/g, HIDDEN], // signed grants
  [/\b(Bearer|Bot) [A-Za-z0-9._~+/=-]{16,}/g, `$1 ${HIDDEN}`],
  [/(\/\/[^\s:/@"]+:)[^\s/@"]+@/g, `$1${HIDDEN}@`], // passwords in addresses
];

/** Returns a function that takes every known secret, as written, JSON-escaped or URL-encoded, out of a text. */
export function scrubber(secrets: string[]): (text: string) => string {
  const written = secrets
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  const known = [...new Set(written)].sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const secret of known) clean = clean.replaceAll(secret, HIDDEN);
    for (const [shape, instead] of shapes) clean = clean.replace(shape, instead);
    return clean;
  };
}

/**
 * The service's log. Lines are scrubbed after they are written out as JSON, because a secret can sit in any field,
 * message, error or stack, where a list of field names would miss it. `secrets` are the values that must never show.
 */
export function createLog(
  settings: Config["log"],
  secrets: string[],
  out: { write(line: string): unknown } = outlet(settings.format),
): Logger {
  const scrub = scrubber(secrets);
  return pino(
    {
      level: settings.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorForLog },
    },
    { write: (line: string) => void out.write(scrub(line)) },
  );
}

function outlet(format: Config["log"]["format"]) {
  if (format === "json") return pino.destination({ dest: 1, sync: true });
  return pretty({ sync: true, destination: 1 });
}
