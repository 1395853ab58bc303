/** What a bot should hold, and the server as it would be if every bot held just that. */
import { compileGuild } from "../discord/compile.ts";
import type { CompiledGuild } from "../discord/compile.ts";
import { flags } from "../discord/flags.ts";
import { closure, minimalMask } from "../discord/minimal.ts";
import type { DiscordSnapshot, Role } from "../discord/snapshot.ts";
import type { DiscordNeed } from "./discord-need.ts";

/** As much of an agent as the answer depends on. */
interface Holder {
  id: string;
  need: DiscordNeed;
  roles: Role[];
  managed: Role | null;
  own: bigint;
  administrator: boolean;
  excess: bigint;
  unused: bigint;
  used: bigint;
}

/**
 * What an administrator was seen using without anybody having declared it, or forbidden it: taking Administrator away must not break it.
 * It is then held by its own name, and the rules about that have their say.
 */
export function keptInUse(agent: Holder): bigint {
  return agent.administrator ? agent.used & ~agent.own & ~agent.need.may & ~agent.need.never : 0n;
}

/** What its own role should hold: everything it needs and holds by any of its roles, and nothing else. */
export function minimalFor(agent: Holder, everyone: bigint): bigint {
  const inUse = keptInUse(agent);
  const { mask } = minimalMask({
    required: (agent.administrator ? agent.need.may : agent.need.may & agent.own) & ~agent.unused,
    observed: inUse,
    unobservableHeld: 0n,
    never: agent.need.never,
    current: agent.own | everyone,
  });
  return mask & (agent.need.may | closure(inUse)) & ~agent.unused;
}

/** Every agent's plan carried out at once, to say what would change. Channel overwrites stay as they are. */
export function compileAfter(
  snapshot: DiscordSnapshot,
  everyone: Role,
  agents: Holder[],
  at: number,
): CompiledGuild {
  const managed = new Map(
    agents.flatMap((agent) =>
      agent.managed ? [[agent.managed.id, minimalFor(agent, everyone.permissions)] as const] : [],
    ),
  );
  const taken = new Map(
    agents.map((agent) => [
      agent.id,
      new Set(
        agent.roles
          .filter(
            (role) =>
              role !== agent.managed && (role.permissions & (flags.ADMINISTRATOR | agent.excess)) !== 0n,
          )
          .map((role) => role.id),
      ),
    ]),
  );
  return compileGuild(
    {
      ...snapshot,
      guild: {
        ...snapshot.guild,
        roles: snapshot.guild.roles.map((role) => ({
          ...role,
          permissions: managed.get(role.id) ?? role.permissions,
        })),
      },
      members: snapshot.members.map((member) => ({
        ...member,
        timeoutUntil: null,
        roles: member.roles.filter((role) => taken.get(member.id)?.has(role) !== true),
      })),
    },
    new Date(at),
  );
}
