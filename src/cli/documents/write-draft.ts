import type { Draft } from "../../domain/audit/draft.ts";

/** A draft as YAML that a person can go over: names as comments, ids in quotes, and what was left out, and why, at the end. */
export function writeDraft(draft: Draft): string {
  const { discord, telegram } = draft;
  const lines = [
    "# draft, unreviewed: written by Countersign from what it observed, and by nobody's word yet.",
    "# Read every line, say why in your own words, remove what it does not need; then set reviewed: true.",
    "# yaml-language-server: $schema=countersign-v1.json",
    "# (for editors that complete: countersign schema > countersign-v1.json)",
    "apiVersion: countersign/v1",
    "kind: Agent",
    "metadata:",
    `  id: ${draft.id} # seen as ${draft.names.join(", ")}`,
    '  # owner: "discord:USER_ID"   who answers for it, and may not approve for it',
    "  purpose: custom # support, moderation, announcements, reader or custom",
    `  reviewBy: ${draft.reviewBy}`,
    "  reviewed: false",
    "identities:",
    ...(discord
      ? [`  discord: { applicationId: ${quoted(discord.applicationId)}, userId: ${quoted(discord.userId)} }`]
      : []),
    ...(telegram ? [`  telegram: { userId: ${quoted(telegram.userId)} }`] : []),
    "permissions:",
    ...(discord
      ? ["  discord:", ...whys("required", discord.required), ...whys("optional", discord.optional)]
      : []),
    ...(discord ? [`    never: [${discord.never.join(", ")}]`] : []),
    ...(telegram
      ? [
          "  telegram:",
          `    admin: ${telegram.admin}`,
          ...whys("rights", telegram.rights),
          `    privacyMode: ${telegram.privacyMode}`,
          ...refs("    groups", telegram.groups),
        ]
      : []),
    ...(discord ? ["channels:", "  discord:", ...refs("    allow", discord.channels)] : []),
    ...(draft.notes.length > 0 ? ["# Left to you:", ...draft.notes.map((note) => `# - ${note}`)] : []),
  ];
  return lines.join("\n");
}

function whys(key: string, grants: Record<string, string>): string[] {
  const entries = Object.entries(grants);
  if (entries.length === 0) return [`    ${key}: {}`];
  return [`    ${key}:`, ...entries.map(([name, why]) => `      ${name}: ${quoted(why)}`)];
}

function refs(key: string, places: { id: string; name: string }[]): string[] {
  if (places.length === 0) return [`${key}: []`];
  return [`${key}:`, ...places.map(({ id, name }) => `      - ${quoted(id)} # ${name}`)];
}

/** JSON strings are YAML strings. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
