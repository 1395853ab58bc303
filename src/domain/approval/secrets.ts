/**
 * Keeps secrets that an agent put into a request out of the chat, where they would stay. For display only: the hash covers
 * what was really sent. Can be wrong: a secret of a kind that is not listed is shown, and a string that only looks like one
 * is hidden (its length and the beginning of its SHA-256 are shown instead, so that it can still be compared).
 */
import { createHash } from "node:crypto";

const kinds = [
  String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
  // A Discord bot token, a Telegram one, our own keys.
  String.raw`[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}`,
  String.raw`\b[0-9]{8,10}:[A-Za-z0-9_-]{35}\b`,
  String.raw`\bcsk_[A-Za-z0-9_-]{43}`,
  // GitHub, AWS, Slack, Stripe, Google, and the many that begin with sk-.
  String.raw`\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{22,}`,
  String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
  String.raw`\bxox[abeprs]-[A-Za-z0-9-]{10,}`,
  String.raw`\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}`,
  String.raw`\bAIza[0-9A-Za-z_-]{35}`,
  String.raw`\bsk-[A-Za-z0-9_-]{20,}`,
  // A signed token, and a password inside an address.
  String.raw`\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}`,
  String.raw`(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]{1,100}:)[^\s/@]{3,}(?=@)`,
];
const secret = new RegExp(kinds.join("|"), "g");

/** What a secret can be broken up with without anybody seeing it. */
const invisible = /[\p{Cf}\p{Cc}\u115F\u1160\u3164\uFFA0]|\u034F|[\uFE00-\uFE0F]/gu;

/** The same text with secrets replaced by `[secret hidden: 46 characters, sha256 1a2b3c4d]`. */
export function withoutSecrets(text: string): string {
  const shown = text.replace(secret, placeholder);
  if (shown !== text) return shown;
  // A secret that only shows once invisible characters are gone can't be cut out of the text: all of it is hidden.
  return text.search(invisible) >= 0 && text.replace(invisible, "").search(secret) >= 0
    ? placeholder(text)
    : text;
}

/** The same of canonical JSON: names and values of any depth. */
export function jsonWithoutSecrets(canonicalText: string): string {
  return JSON.stringify(strip(JSON.parse(canonicalText)));
}

function strip(value: unknown): unknown {
  if (typeof value === "string") return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [withoutSecrets(key), strip(member)] as const);
  return Object.fromEntries(entries);
}

function placeholder(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `[secret hidden: ${Array.from(text).length} characters, sha256 ${hash}]`;
}
