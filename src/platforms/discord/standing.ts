/** What Discord says now about a person in a server. */
import type { Log, Standing } from "../platform.ts";
import { discordCode, platformError } from "./errors.ts";
import type { Discord } from "./rest.ts";
import { displayName, guildShape, managesServer, memberShape } from "./rights.ts";

/** Unknown member, unknown user. */
const GONE = new Set([10007, 10013]);

const PATIENCE_MS = 5_000;

/** Never rejects: what can't be found out is `unknown`. */
export async function standing(
  discord: Discord,
  person: string,
  workspace: string,
  options: { now: () => number; log: Log },
): Promise<Standing> {
  const nobody = { roles: [], manages: false, bot: false, name: "" };
  try {
    // Somebody is waiting for an answer to their press.
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const [rawMember, rawGuild] = await Promise.all([
      discord.call("getMember", { guild_id: workspace, user_id: person }, { signal }),
      discord.call("getGuild", { guild_id: workspace }, { signal }),
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
}
