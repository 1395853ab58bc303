/** Random small servers in which bots may get somewhere. */
import * as fc from "fast-check";
import { flags } from "../../../src/domain/discord/flags.ts";
import type { Stakes } from "../../../src/domain/discord/sinks.ts";
import { GUILD, OWNER, channel, file, member, overwrite, parse, role } from "./guild.ts";

/** The bits escalation is about; the rest only makes guilds larger. */
const interesting = [
  "MANAGE_ROLES",
  "MANAGE_ROLES",
  "VIEW_CHANNEL",
  "CONNECT",
  "SEND_MESSAGES",
  "MENTION_EVERYONE",
  "MANAGE_WEBHOOKS",
  "MANAGE_MESSAGES",
  "MODERATE_MEMBERS",
  "BAN_MEMBERS",
  "MANAGE_GUILD",
  "ADMINISTRATOR",
] as const;

const some = (most: number) =>
  fc
    .subarray([...interesting], { maxLength: most })
    .map((names) => names.reduce((mask, name) => mask | flags[name], 0n));

export const stakes: Stakes = {
  places: ["401"],
  approverRoles: ["202"],
  approvers: ["310"],
  countersign: "302",
};

/** Three roles for people, one managed role for each bot, in any order; two bots, Countersign, an approver, the owner. */
export const servers = (most: number) =>
  fc
    .record({
      everyone: some(most - 1),
      masks: fc.array(some(most), { minLength: 6, maxLength: 6 }),
      order: fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }),
      held: fc.array(fc.subarray(["200", "201", "202"], { maxLength: 1 }), { minLength: 4, maxLength: 4 }),
      managed: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      overwrites: fc.array(
        fc.tuple(
          fc.shuffledSubarray([GUILD, "200", "201", "202", "300", "301"], { maxLength: 3 }),
          fc.array(fc.tuple(some(2), some(3)), { minLength: 3, maxLength: 3 }),
        ),
        { minLength: 3, maxLength: 3 },
      ),
    })
    .map(({ everyone, masks, order, held, managed, overwrites }) => {
      const ids = ["200", "201", "202", "220", "221", "222"];
      const bot = (at: number) =>
        member(String(300 + at), [...held[at]!, ...(managed[at] ? [String(220 + at)] : [])]);
      const person = (id: string, roles: string[]) => member(id, roles, { user: { id, username: id } });
      return parse(
        file({
          everyone,
          roles: ids.map((id, at) => role(id, masks[at]!, { position: order[at]!, managed: at >= 3 })),
          members: [bot(0), bot(1), bot(2), person("310", held[3]!), person(OWNER, [])],
          channels: overwrites.map(([targets, changes], at) =>
            channel(
              String(400 + at),
              targets.map((id, i) => overwrite(id, id.startsWith("3") ? "member" : "role", ...changes[i]!)),
              { type: at === 2 ? 2 : 0 },
            ),
          ),
        }),
      );
    });
