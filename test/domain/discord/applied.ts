/** The server after some changes, by the plainest account of them: what the analysis' own trials are compared with. */
import type { Change } from "../../../src/domain/discord/cut.ts";
import { escalations } from "../../../src/domain/discord/escalation.ts";
import { layOut } from "../../../src/domain/discord/field.ts";
import type { Sink, Stakes } from "../../../src/domain/discord/sinks.ts";
import type { DiscordSnapshot, Role } from "../../../src/domain/discord/snapshot.ts";
import { movedBelow } from "../../../src/domain/discord/trial.ts";

/** Whether these bots, alone or together, reach the sink. */
export const reaches = (snapshot: DiscordSnapshot, bots: string[], sink: Sink, stakes: Stakes): boolean =>
  escalations(layOut(snapshot), stakes).some(
    (one) => one.sink === sink && bots.includes(one.bot) && (one.with === null || bots.includes(one.with)),
  );

export const applied = (snapshot: DiscordSnapshot, changes: Change[]): DiscordSnapshot =>
  changes.reduce(afterOne, snapshot);

function afterOne(snapshot: DiscordSnapshot, change: Change): DiscordSnapshot {
  const { guild, members, channels } = snapshot;
  const withRoles = (roles: Role[]) => ({ ...snapshot, guild: { ...guild, roles } });
  switch (change.op) {
    case "set-role-permissions":
      return withRoles(
        guild.roles.map((role) =>
          role.id === change.role ? { ...role, permissions: change.permissions } : role,
        ),
      );
    case "move-role-below":
      return withRoles(movedBelow(guild.roles, change));
    case "take-role":
      return {
        ...snapshot,
        members: members.map((member) =>
          member.id === change.member
            ? { ...member, roles: member.roles.filter((id) => id !== change.role) }
            : member,
        ),
      };
    case "set-overwrite": {
      const { target, kind, allow, deny } = change;
      return {
        ...snapshot,
        channels: channels.map((channel) =>
          channel.id === change.channel && channel.overwrites !== null
            ? {
                ...channel,
                overwrites: [
                  ...channel.overwrites.filter(({ id }) => id !== target),
                  { id: target, kind, allow, deny },
                ],
              }
            : channel,
        ),
      };
    }
    case "remove-member":
      return { ...snapshot, members: members.filter(({ id }) => id !== change.member) };
  }
}
