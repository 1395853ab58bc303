/**
 * Discord's permission bits: names, masks, where they apply and what people read on their screen.
 * Source: facts/discord.md section 2 (Discord docs, Permissions; bit 53 from userdoccers). Masks are bigint: there are more than 53 bits.
 */

/** Channel families an overwrite can speak about: text (0, 5, 15, 16 and threads), voice (2), stage (13). */
export type Scope = "T" | "V" | "S";

/** bit, name, scopes ("" = server-wide only), `*` when Discord asks the bot owner for 2FA on 2FA servers, label on screen, label in a channel's own screen. */
const table = [
  [0, "CREATE_INSTANT_INVITE", "TVS", "", "Create Invite"],
  [1, "KICK_MEMBERS", "", "*", "Kick, Approve, and Reject Members"],
  [2, "BAN_MEMBERS", "", "*", "Ban Members"],
  [3, "ADMINISTRATOR", "", "*", "Administrator"],
  [4, "MANAGE_CHANNELS", "TVS", "*", "Manage Channels", "Manage Channel"],
  [5, "MANAGE_GUILD", "", "*", "Manage Server"],
  [6, "ADD_REACTIONS", "TVS", "", "Add Reactions"],
  [7, "VIEW_AUDIT_LOG", "", "", "View Audit Log"],
  [8, "PRIORITY_SPEAKER", "V", "", "Priority Speaker"],
  [9, "STREAM", "VS", "", "Video"],
  [10, "VIEW_CHANNEL", "TVS", "", "View Channels", "View Channel"],
  [11, "SEND_MESSAGES", "TVS", "", "Send Messages and Create Posts"],
  [12, "SEND_TTS_MESSAGES", "TVS", "", "Send Text-to-Speech Messages"],
  [13, "MANAGE_MESSAGES", "TVS", "*", "Manage Messages"],
  [14, "EMBED_LINKS", "TVS", "", "Embed Links"],
  [15, "ATTACH_FILES", "TVS", "", "Attach Files"],
  [16, "READ_MESSAGE_HISTORY", "TVS", "", "Read Message History"],
  [17, "MENTION_EVERYONE", "TVS", "", "Mention @everyone, @here, and All Roles"],
  [18, "USE_EXTERNAL_EMOJIS", "TVS", "", "Use External Emoji"],
  [19, "VIEW_GUILD_INSIGHTS", "", "", "View Server Insights"],
  [20, "CONNECT", "VS", "", "Connect"],
  [21, "SPEAK", "V", "", "Speak"],
  [22, "MUTE_MEMBERS", "VS", "", "Mute Members"],
  [23, "DEAFEN_MEMBERS", "V", "", "Deafen Members"],
  [24, "MOVE_MEMBERS", "VS", "", "Move Members"],
  [25, "USE_VAD", "V", "", "Use Voice Activity"],
  [26, "CHANGE_NICKNAME", "", "", "Change Nickname"],
  [27, "MANAGE_NICKNAMES", "", "", "Manage Nicknames"],
  [28, "MANAGE_ROLES", "TVS", "*", "Manage Roles", "Manage Permissions"],
  [29, "MANAGE_WEBHOOKS", "TVS", "*", "Manage Webhooks"],
  [30, "MANAGE_GUILD_EXPRESSIONS", "", "*", "Manage Expressions"],
  [31, "USE_APPLICATION_COMMANDS", "TVS", "", "Use Application Commands"],
  [32, "REQUEST_TO_SPEAK", "S", "", "Request to Speak"],
  [33, "MANAGE_EVENTS", "VS", "", "Manage Events"],
  [34, "MANAGE_THREADS", "T", "*", "Manage Threads and Posts"],
  [35, "CREATE_PUBLIC_THREADS", "T", "", "Create Public Threads"],
  [36, "CREATE_PRIVATE_THREADS", "T", "", "Create Private Threads"],
  [37, "USE_EXTERNAL_STICKERS", "TVS", "", "Use External Stickers"],
  [38, "SEND_MESSAGES_IN_THREADS", "T", "", "Send Messages in Threads and Posts"],
  [39, "USE_EMBEDDED_ACTIVITIES", "TV", "", "Use Activities"],
  [40, "MODERATE_MEMBERS", "", "", "Timeout Members"],
  [41, "VIEW_CREATOR_MONETIZATION_ANALYTICS", "", "*", "View Creator Monetization Analytics"],
  [42, "USE_SOUNDBOARD", "V", "", "Use Soundboard"],
  [43, "CREATE_GUILD_EXPRESSIONS", "", "", "Create Expressions"],
  [44, "CREATE_EVENTS", "VS", "", "Create Events"],
  [45, "USE_EXTERNAL_SOUNDS", "V", "", "Use External Sounds"],
  [46, "SEND_VOICE_MESSAGES", "TVS", "", "Send Voice Messages"],
  [48, "SET_VOICE_CHANNEL_STATUS", "V", "", "Set Voice Channel Status"],
  [49, "SEND_POLLS", "TVS", "", "Create Polls"],
  [50, "USE_EXTERNAL_APPS", "TVS", "", "Use External Apps"],
  [51, "PIN_MESSAGES", "T", "", "Pin Messages"],
  [52, "BYPASS_SLOWMODE", "TVS", "", "Bypass Slowmode"],
  [53, "MANAGE_OFFICIAL_MESSAGES", "", "", "Manage Official Messages"],
] as const satisfies readonly (readonly [number, string, string, "" | "*", string, string?])[];

export type FlagName = (typeof table)[number][1];

interface Flag {
  bit: number;
  mask: bigint;
  scopes: string;
  starred: boolean;
  label: string;
  channelLabel: string;
}

const byName = new Map<string, Flag>(
  table.map(([bit, name, scopes, star, label, channelLabel]) => [
    name,
    {
      bit,
      mask: 1n << BigInt(bit),
      scopes,
      starred: star === "*",
      label,
      channelLabel: channelLabel ?? label,
    },
  ]),
);
const nameOfBit = new Map<number, FlagName>(table.map(([bit, name]) => [bit, name]));
const where = (test: (flag: Flag) => boolean): bigint =>
  [...byName.values()].reduce((mask, flag) => (test(flag) ? mask | flag.mask : mask), 0n);

/** Every named bit. Bit 47 (USE_CLYDE_AI) is retired and has no name; bit 53 is named but not documented by Discord. */
export const flags = Object.fromEntries(table.map(([bit, name]) => [name, 1n << BigInt(bit)])) as Record<
  FlagName,
  bigint
>;

/** The 52 bits Discord documents: 0–46 and 48–52. What "all permissions" means, before bits that only a guild's own data shows. */
export const KNOWN: bigint = where((flag) => flag.bit <= 52);

/** Bits that need the bot owner's 2FA while the server's `mfa_level` is 1. MODERATE_MEMBERS and VIEW_AUDIT_LOG are not among them. */
export const STARRED: bigint = where((flag) => flag.starred);

/** Documented bits that an overwrite can speak about in some channel. The rest is server-wide only. */
export const CHANNEL_BITS: bigint = where((flag) => flag.scopes !== "");

/** How bad each permission is in the wrong hands (facts/discord.md section 8). */
export const nuclear: Record<"critical" | "high" | "medium", bigint> = {
  critical: flags.ADMINISTRATOR | flags.MANAGE_GUILD,
  high: flags.BAN_MEMBERS | flags.KICK_MEMBERS | flags.MANAGE_CHANNELS | flags.MANAGE_ROLES,
  medium: flags.MANAGE_WEBHOOKS | flags.MANAGE_MESSAGES | flags.MANAGE_THREADS,
};

const scopeOfType = new Map<number, Scope>([
  ...[0, 5, 10, 11, 12, 15, 16].map((type): [number, Scope] => [type, "T"]),
  [2, "V"],
  [13, "S"],
]);

/** The bits that mean something in a channel of this type. A category (and any type we don't know) can carry all of them for its children. */
export function channelBits(type: number): bigint {
  const scope = scopeOfType.get(type);
  return scope ? bitsOfScope[scope] : CHANNEL_BITS;
}

const inScope = (scope: Scope): bigint => where((flag) => flag.scopes.includes(scope));
const bitsOfScope: Record<Scope, bigint> = { T: inScope("T"), V: inScope("V"), S: inScope("S") };

/** Every name, in bit order. */
export const flagNames: readonly FlagName[] = table.map(([, name]) => name);

/** Whether the word is a permission Countersign knows, as written in manifests: `MANAGE_ROLES`. */
export const isFlagName = (name: string): name is FlagName => byName.has(name);

/** Bit numbers set in the mask, ascending. */
export function bitsOf(mask: bigint): number[] {
  const digits = mask.toString(2);
  const bits: number[] = [];
  for (let at = digits.length - 1; at >= 0; at--) if (digits[at] === "1") bits.push(digits.length - 1 - at);
  return bits;
}

/** Names in bit order. A bit without a name is kept: `BIT_60`. */
export const namesOf = (mask: bigint): string[] =>
  bitsOf(mask).map((bit) => nameOfBit.get(bit) ?? `BIT_${bit}`);

/** The mask of these names, `BIT_60` included. Throws a RangeError that names the first word it doesn't know. */
export function maskOf(names: Iterable<string>): bigint {
  let mask = 0n;
  for (const name of names) {
    const unnamed = /^BIT_([0-9]{1,3})$/.exec(name)?.[1];
    const flag = byName.get(name)?.mask ?? (unnamed === undefined ? undefined : 1n << BigInt(unnamed));
    if (flag === undefined)
      throw new RangeError(`${name} is not a Discord permission; write it like MANAGE_ROLES`);
    mask |= flag;
  }
  return mask;
}

/** The words on Discord's own screen. `channel`: the permission screen of one channel, where a few are called differently. */
export function labelOf(name: string, screen: "server" | "channel" = "server"): string {
  const flag = byName.get(name);
  if (!flag) return name.replace(/^BIT_/, "Permission bit ");
  return screen === "channel" ? flag.channelLabel : flag.label;
}
