/** A field as it would be after some changes: only what they touch is laid out anew. */
import type { Change } from "./cut.ts";
import { type Field, hierarchyOf, withChannels, withPermissions } from "./field.ts";
import type { Channel, Overwrite, Role } from "./snapshot.ts";

type Of<Op extends Change["op"]> = Extract<Change, { op: Op }>;

/** With these bots and these channels only. */
export function changed(field: Field, changes: Change[], bots: string[], channels: Channel[]): Field {
  const gone = changes.flatMap((change) => (change.op === "remove-member" ? [change.member] : []));
  return withChannels(
    {
      ...field,
      ...hierarchyAfter(field, changes),
      members: membersAfter(field.members, changes),
      bots: field.bots.filter((bot) => bots.includes(bot) && !gone.includes(bot)),
    },
    withOverwrites(channels, changes),
  );
}

function hierarchyAfter(field: Field, changes: Change[]) {
  const roles = new Map<string, Role>();
  for (const change of changes) {
    const before = change.op === "set-role-permissions" ? field.roles.get(change.role) : undefined;
    if (before && change.op === "set-role-permissions")
      roles.set(before.id, { ...before, permissions: change.permissions });
  }
  const moves = changes.filter((change) => change.op === "move-role-below");
  const next = roles.size === 0 ? field : withPermissions(field, [...roles.values()]);
  if (moves.length > 0) {
    const all = [field.guildId, ...next.standing.map(({ id }) => id)].flatMap(
      (id) => next.roles.get(id) ?? [],
    );
    return hierarchyOf(moves.reduce(movedBelow, all), field.guildId);
  }
  const { rank, standing, ladder, rungs } = next;
  return { roles: next.roles, rank, standing, ladder, rungs };
}

/** Right under the other, positions numbered anew: equal ones are told apart by age, which a number in between would not do. */
export function movedBelow(roles: Role[], { role, below }: Of<"move-role-below">): Role[] {
  const order = roles
    .filter(({ id }) => id !== role)
    .sort((a, b) => a.position - b.position || (BigInt(a.id) > BigInt(b.id) ? -1 : 1));
  const at = order.findIndex(({ id }) => id === below);
  const place = new Map(order.map(({ id }, index) => [id, index < at ? index : index + 1]));
  return roles.map((one) => ({ ...one, position: one.id === role ? at : place.get(one.id)! }));
}

function membersAfter(members: Field["members"], changes: Change[]): Field["members"] {
  const touching = changes.filter((change) => change.op === "take-role" || change.op === "remove-member");
  if (touching.length === 0) return members;
  const next = new Map(members);
  for (const change of touching) {
    const before = next.get(change.member);
    if (change.op === "remove-member") next.delete(change.member);
    else if (before)
      next.set(before.id, { ...before, roles: before.roles.filter((id) => id !== change.role) });
  }
  return next;
}

function withOverwrites(channels: Channel[], changes: Change[]): Channel[] {
  const written = Map.groupBy(
    changes.filter((change) => change.op === "set-overwrite"),
    ({ channel }) => channel,
  );
  if (written.size === 0) return channels;
  return channels.map((channel) => {
    const here = written.get(channel.id);
    return here === undefined
      ? channel
      : { ...channel, overwrites: here.reduce(withOverwrite, channel.overwrites!) };
  });
}

const withOverwrite = (
  before: Overwrite[],
  { target, kind, allow, deny }: Of<"set-overwrite">,
): Overwrite[] => [...before.filter(({ id }) => id !== target), { id: target, kind, allow, deny }];
