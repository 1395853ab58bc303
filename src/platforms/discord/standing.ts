/** What Discord says now about a person in a server. */
import type { Log, Standing } from "../platform.ts";
import { discordCode, platformError } from "./errors.ts";
import type { Discord } from "./rest.ts";
import { displayName, guildShape, managesServer, memberShape } from "./rights.ts";

/** Unknown member, unknown user. */
const GONE = new Set([10007, 10013]);

const PATIENCE_MS = 5_000;

export type LookUp = (person: string, workspace: string) => Promise<Standing>;

/**
 * Never rejects: what can't be found out is `unknown`. Who asks for what is being asked for already gets the same answer: a
 * crowd that presses at once must not queue up until nobody is answered in time.
 */
export function createStanding(discord: Discord, options: { now: () => number; log: Log }): LookUp {
  const underWay = new Map<string, Promise<unknown>>();
  const once = (key: string, ask: (signal: AbortSignal) => Promise<unknown>): Promise<unknown> => {
    // Somebody is waiting for an answer to their press.
    const asked =
      underWay.get(key) ?? ask(AbortSignal.timeout(PATIENCE_MS)).finally(() => underWay.delete(key));
    underWay.set(key, asked);
    return asked;
  };
  return async (person, workspace) => {
    const nobody = { roles: [], manages: false, bot: false, name: "" };
    try {
      const [rawMember, rawGuild] = await Promise.all([
        once(`${workspace}/${person}`, (signal) =>
          discord.call("getMember", { guild_id: workspace, user_id: person }, { signal }),
        ),
        once(workspace, (signal) => discord.call("getGuild", { guild_id: workspace }, { signal })),
      ]);
      const member = memberShape.parse(rawMember);
      const guild = guildShape.parse(rawGuild);
      return {
        state: "member",
        roles: member.roles,
        manages: managesServer(guild, member, options.now()),
        bot: member.user.bot ?? false,
        name: displayName(member),
      };
    } catch (error) {
      if (GONE.has(discordCode(error) ?? 0)) return { state: "gone", ...nobody };
      const { message } = platformError(error, "say who somebody is");
      options.log.warn(
        { workspace, why: message },
        "could not look up a person; they count as having no rights",
      );
      return { state: "unknown", ...nobody };
    }
  };
}
