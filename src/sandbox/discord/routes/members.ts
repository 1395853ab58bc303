import { memberIn, roleIn } from "../acts/doer.ts";
import { ban, kick, setNick, setRoles, timeout, unban } from "../acts/members.ts";
import { invalidField, refuse } from "../errors.ts";
import { privilegedIntents } from "../flags.ts";
import { requireInGuild } from "../permissions.ts";
import { digits, fields, list, text } from "../read.ts";
import { memberShape, userShape } from "../shapes/user.ts";
import { doerOf, guildOf, limitOf, param, route, type Call } from "./route.ts";

const ALL = "/guilds/{guild_id}/members";
const ONE = "/guilds/{guild_id}/members/{user_id}";
const BAN = "/guilds/{guild_id}/bans/{user_id}";

export const memberRoutes = [
  route("GET", ALL, (call) => {
    const guild = guildOf(call);
    // The list of everybody is what the privileged intent guards, over HTTP too.
    if (!(call.bot.privileged & privilegedIntents.GUILD_MEMBERS)) throw refuse("missingAccess");
    const after = BigInt(call.query.get("after") ?? 0);
    return [...guild.members.values()]
      .sort((one, other) => (BigInt(one.userId) < BigInt(other.userId) ? -1 : 1))
      .filter((member) => BigInt(member.userId) > after)
      .slice(0, limitOf(call, 1, 1000))
      .map((member) => memberShape(call.discord, member));
  }),
  route("GET", `${ALL}/search`, (call) => {
    const guild = guildOf(call);
    const query = (call.query.get("query") ?? "").toLowerCase();
    if (query === "") throw invalidField(["query"], "BASE_TYPE_REQUIRED", "This field is required");
    return [...guild.members.values()]
      .filter(({ userId, nick }) =>
        [call.discord.users.get(userId)?.username, call.discord.users.get(userId)?.globalName, nick].some(
          (name) => name?.toLowerCase().startsWith(query),
        ),
      )
      .slice(0, limitOf(call, 1, 1000))
      .map((member) => memberShape(call.discord, member));
  }),
  route("PATCH", `${ALL}/@me`, (call) => {
    const guild = guildOf(call);
    const member = memberIn(guild, call.bot.botId);
    const given = fields(call.body);
    if ("nick" in given) setNick(doerOf(call, guild), member, text(given["nick"]) ?? null);
    return memberShape(call.discord, member);
  }),
  route("GET", ONE, (call) => memberShape(call.discord, memberIn(guildOf(call), param(call, "user_id")))),
  route("PATCH", ONE, editMember),
  route("DELETE", ONE, (call) => {
    const guild = guildOf(call);
    kick(doerOf(call, guild), memberIn(guild, param(call, "user_id")));
  }),
  route("GET", "/guilds/{guild_id}/bans", (call) => {
    const guild = guildOf(call);
    requireInGuild(call.discord, guild, call.bot.botId, "BAN_MEMBERS");
    return [...guild.bans].map(([id, reason]) => ({ user: userShape(call.discord, id), reason }));
  }),
  route("PUT", BAN, (call) => {
    const guild = guildOf(call);
    ban(doerOf(call, guild), param(call, "user_id"));
  }),
  route("DELETE", BAN, (call) => {
    const guild = guildOf(call);
    unban(doerOf(call, guild), param(call, "user_id"));
  }),
];

function editMember(call: Call): unknown {
  const guild = guildOf(call);
  const member = memberIn(guild, param(call, "user_id"));
  const doer = doerOf(call, guild);
  const given = fields(call.body);
  if ("nick" in given) setNick(doer, member, text(given["nick"]) ?? null);
  if ("roles" in given) {
    const roles = list(given["roles"]).map((id) => roleIn(guild, digits(id) ?? ""));
    setRoles(doer, member, roles);
  }
  if ("communication_disabled_until" in given) {
    const until = text(given["communication_disabled_until"]);
    const at = until === undefined ? null : Date.parse(until);
    if (Number.isNaN(at))
      throw invalidField(
        ["communication_disabled_until"],
        "DATE_TIME_TYPE_PARSE",
        `Could not parse ${until}. Should be ISO8601.`,
      );
    timeout(doer, member, at);
  }
  return memberShape(call.discord, member);
}
