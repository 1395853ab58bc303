/**
 * Whether a text holds what looks like a token or a key: Telegram's and Discord's bot tokens, and what model providers and
 * code hosts hand out. Better one word too many refused than one secret kept for ever.
 */
export function looksSecret(text: string): boolean {
  return shapes.some((shape) => shape.test(text));
}

const shapes = [
  /\d{8,10}:[\w-]{35}/,
  /[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/,
  /\b(sk|pk|rk|xox[abpr]|gh[opsu]|glpat|AKIA|AIza)[-_]?[\w-]{16,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bcs_[\w-]{20,}/,
];
