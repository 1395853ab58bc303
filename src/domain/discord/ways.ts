/**
 * How a bot gets what it needs in one channel: by the roles it can take, and by overwrites it can write (facts/discord.md section 4, E3, E4).
 * Where Manage Roles holds in the channel it writes an overwrite with the bits it holds server-wide; where an overwrite gave it Manage Roles,
 * with any bit. Deleting overwrites is not followed: one's own overwrite has the last word anyway, over all bits one may write.
 */
import { maskIn } from "./arithmetic.ts";
import { type Field, needIn } from "./field.ts";
import { flags } from "./flags.ts";
import { type Power, fewest, rolesFor, whole } from "./power.ts";
import type { Channel, Role } from "./snapshot.ts";

export interface Way {
  /** Roles it takes, in the end. */
  takes: Role[];
  /** Bits an overwrite must give it; 0 when none is needed. */
  opens: bigint;
  /** The bot that writes the overwrite, and the roles that one takes first. */
  writer: string;
  writerTakes: Role[];
  /** The writer can't see the channel: reported to work (discord-api-docs #641), not documented. */
  blind: boolean;
}

/** The ways to have these bits, and what they need, in the channel; simplest first. `already` are roles it has taken before. */
export function* waysInto(
  field: Field,
  power: Power,
  channel: Channel,
  bits: bigint,
  already: Role[] = [],
): Generator<Way> {
  const need = needIn(channel, bits);
  const admin = rolesFor(field, power, flags.ADMINISTRATOR);
  const plain = (takes: Role[]): Way => ({
    takes,
    opens: 0n,
    writer: power.bot,
    writerTakes: [],
    blind: false,
  });
  if (admin !== null) {
    yield plain(admin);
    return;
  }
  const lacks = (takes: Role[]): bigint => need & ~masked(field, power, channel, takes);
  const variants = variantsOf(power, channel, already);
  for (const takes of variants)
    if (lacks(takes) === 0n)
      yield plain(fewest(takes, (roles) => includes(roles, already) && lacks(roles) === 0n));

  for (const writer of power.writers)
    for (const written of writer === power ? variants : variantsOf(writer, channel, [])) {
      if (grip(field, writer, channel, written) === null) continue;
      for (const takes of writer === power ? withOneMore(written, variants) : variants) {
        const works = (writerTakes: Role[], roles: Role[]): boolean => {
          const gives = grip(field, writer, channel, writerTakes);
          return gives !== null && (lacks(roles) & ~gives) === 0n;
        };
        if (!works(written, takes)) continue;
        const writerTakes = fewest(
          written,
          (roles) => (writer !== power || includes(roles, already)) && works(roles, takes),
        );
        const own = writer === power ? [...already, ...writerTakes] : already;
        const final = fewest(takes, (roles) => includes(roles, own) && works(writerTakes, roles));
        yield {
          takes: final,
          opens: lacks(final),
          writer: writer.bot,
          writerTakes,
          blind: (masked(field, writer, channel, writerTakes) & flags.VIEW_CHANNEL) === 0n,
        };
      }
    }
}

/** Whether it has the bits in the channel with these roles taken and this much written for it. */
export const holdsWith = (
  field: Field,
  power: Power,
  channel: Channel,
  bits: bigint,
  takes: Role[],
  opens: bigint,
): boolean =>
  (needIn(channel, bits) & ~(masked(field, power, channel, takes) | opens)) === 0n ||
  (whole(field, baseWith(power, takes)) & flags.ADMINISTRATOR) !== 0n;

/** What an overwrite it writes there may give; null when it can't write one. */
function grip(field: Field, power: Power, channel: Channel, takes: Role[]): bigint | null {
  if ((masked(field, power, channel, takes) & flags.MANAGE_ROLES) === 0n) return null;
  const roles = rolesWith(field, power, takes);
  const any = channel.overwrites!.some(
    ({ id, kind, allow }) =>
      (allow & flags.MANAGE_ROLES) !== 0n &&
      (kind === "member" ? id === power.bot : roles.has(id) || id === field.snapshot.guild.id),
  );
  return any ? field.guild.universe & ~flags.ADMINISTRATOR : baseWith(power, takes);
}

const masked = (field: Field, power: Power, channel: Channel, takes: Role[]): bigint =>
  maskIn(
    channel.overwrites!,
    { everyone: field.snapshot.guild.id, roles: rolesWith(field, power, takes), member: power.bot },
    baseWith(power, takes),
  );

const rolesWith = (field: Field, power: Power, takes: Role[]): Set<string> =>
  new Set([...(field.members.get(power.bot)?.roles ?? []), ...takes.map((role) => role.id)]);

const baseWith = (power: Power, takes: Role[]): bigint =>
  takes.reduce((mask, role) => mask | role.permissions, power.own | power.shared);

const includes = (roles: Role[], wanted: Role[]): boolean => wanted.every((role) => roles.includes(role));

/** With this many roles that the channel speaks about, every choice of them is tried; beyond, every choice of two, and all. */
const EVERY_CHOICE = 6;

/**
 * Which roles to take. Those the channel doesn't speak about can only help: all of them, always. Of the others each may open one thing
 * and close another.
 */
function variantsOf(power: Power, channel: Channel, already: Role[]): Role[][] {
  const spoken = new Set(channel.overwrites!.map((overwrite) => overwrite.id));
  const left = power.takes.filter((role) => !already.includes(role));
  const harmless = [...already, ...left.filter((role) => !spoken.has(role.id))];
  const double = left.filter((role) => spoken.has(role.id));
  return choices(double).map((some) => [...harmless, ...some]);
}

function choices(roles: Role[]): Role[][] {
  if (roles.length <= EVERY_CHOICE) {
    const all = Array.from({ length: 2 ** roles.length }, (_, bits) =>
      roles.filter((_, at) => (bits >> at) & 1),
    );
    return all.sort((a, b) => a.length - b.length);
  }
  const pairs = roles.flatMap((role, at) => roles.slice(at + 1).map((other) => [role, other]));
  return [[], ...roles.map((role) => [role]), ...pairs, roles];
}

const withOneMore = (written: Role[], variants: Role[][]): Role[][] =>
  variants.filter((takes) => includes(takes, written) && takes.length <= written.length + 1);
