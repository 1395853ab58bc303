import { memberIn, roleIn } from "../acts/doer.ts";
import { giveRole, takeRole } from "../acts/members.ts";
import { createRole, deleteRole, editRole, moveRoles, type RolePatch } from "../acts/roles.ts";
import { invalidField } from "../errors.ts";
import { digits, fields, list, text, whole } from "../read.ts";
import { roleShape } from "../shapes/guild.ts";
import { doerOf, guildOf, param, route, type Call } from "./route.ts";

const ALL = "/guilds/{guild_id}/roles";
const ONE = "/guilds/{guild_id}/roles/{role_id}";
const HELD = "/guilds/{guild_id}/members/{user_id}/roles/{role_id}";

export const roleRoutes = [
  route("GET", ALL, shown),
  route("POST", ALL, (call) => {
    const guild = guildOf(call);
    return roleShape(call.discord, guild, createRole(doerOf(call, guild), patchOf(call.body)));
  }),
  route("PATCH", ALL, (call) => {
    const guild = guildOf(call);
    const moves = list(call.body)
      .map(fields)
      .map((each) => ({
        role: roleIn(guild, digits(each["id"]) ?? ""),
        position: whole(each["position"]) ?? 1,
      }));
    moveRoles(doerOf(call, guild), moves);
    return shown(call);
  }),
  route("GET", "/guilds/{guild_id}/roles/member-counts", (call) => {
    const guild = guildOf(call);
    const members = [...guild.members.values()];
    const counted = [...guild.roles.keys()].filter((id) => id !== guild.id);
    return Object.fromEntries(
      counted.map((id) => [id, members.filter((each) => each.roles.includes(id)).length]),
    );
  }),
  route("GET", ONE, (call) => {
    const guild = guildOf(call);
    return roleShape(call.discord, guild, roleIn(guild, param(call, "role_id")));
  }),
  route("PATCH", ONE, (call) => {
    const guild = guildOf(call);
    const role = roleIn(guild, param(call, "role_id"));
    editRole(doerOf(call, guild), role, patchOf(call.body));
    return roleShape(call.discord, guild, role);
  }),
  route("DELETE", ONE, (call) => {
    const guild = guildOf(call);
    deleteRole(doerOf(call, guild), roleIn(guild, param(call, "role_id")));
  }),
  route("PUT", HELD, (call) => {
    const guild = guildOf(call);
    const member = memberIn(guild, param(call, "user_id"));
    giveRole(doerOf(call, guild), member, roleIn(guild, param(call, "role_id")));
  }),
  route("DELETE", HELD, (call) => {
    const guild = guildOf(call);
    const member = memberIn(guild, param(call, "user_id"));
    takeRole(doerOf(call, guild), member, roleIn(guild, param(call, "role_id")));
  }),
];

function shown(call: Call): unknown {
  const guild = guildOf(call);
  return [...guild.roles.values()].map((role) => roleShape(call.discord, guild, role));
}

function patchOf(body: unknown): RolePatch {
  const given = fields(body);
  const patch: RolePatch = {};
  const name = text(given["name"]);
  if (name !== undefined) {
    if (name.length > 100)
      throw invalidField(["name"], "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.");
    patch.name = name;
  }
  const permissions = digits(given["permissions"]);
  if (permissions !== undefined) patch.permissions = BigInt(permissions);
  const color = whole(given["color"]);
  if (color !== undefined) patch.color = color;
  if (typeof given["hoist"] === "boolean") patch.hoist = given["hoist"];
  if (typeof given["mentionable"] === "boolean") patch.mentionable = given["mentionable"];
  return patch;
}
