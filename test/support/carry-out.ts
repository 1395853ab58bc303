/** A person who does what a remedy says, on the platforms themselves: clicks the link, takes the steps, and no more than they say. */
import { expect } from "vitest";
import type { Change, Remedy } from "../../src/domain/audit/remedy.ts";
import type { Sandbox } from "../../src/sandbox/run.ts";
import { discordIds, telegramIds, tokens } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { bots } from "../../src/sandbox/world/every-rule/ids.ts";

/** What the command line's JSON says about a remedy. */
export type Told = Pick<Remedy, "kind" | "link" | "changes">;
type Of<Op extends Change["op"]> = Extract<Change, { op: Op }>;

export interface Elsewhere {
  declare: (change: Of<"declare">) => Promise<void>;
  /** Runs `countersign probe telegram --report` where the bot's token is. */
  probe: (bot: string) => Promise<void>;
}

interface Masks {
  allow: bigint;
  deny: bigint;
}

/** What a role or an overwrite was when the remedies were written: a step says what to flip, not what everything should be. */
export interface Before {
  roles: Map<string, bigint>;
  overwrites: Map<string, Masks>;
  /** Of the group's administrators, by id. */
  rights: Map<string, string[]>;
}

export async function lookAround(sandbox: Sandbox): Promise<Before> {
  const get = async (path: string): Promise<Record<string, unknown>[]> => {
    const headers = { authorization: `Bot ${tokens.discord}` };
    const answer = await fetch(`${sandbox.discord.apiUrl}/v10/guilds/${discordIds.guild}/${path}`, {
      headers,
    });
    return (await answer.json()) as Record<string, unknown>[];
  };
  const [roles, channels] = await Promise.all([get("roles"), get("channels")]);
  const overwrites = channels.flatMap((channel) =>
    (channel["permission_overwrites"] as { id: string; allow: string; deny: string }[]).map(
      (one): [string, Masks] => [
        `${String(channel["id"])} ${one.id}`,
        { allow: BigInt(one.allow), deny: BigInt(one.deny) },
      ],
    ),
  );
  return {
    roles: new Map(roles.map((role) => [String(role["id"]), BigInt(String(role["permissions"]))])),
    overwrites: new Map(overwrites),
    rights: await administrators(sandbox),
  };
}

async function administrators(sandbox: Sandbox): Promise<Before["rights"]> {
  const query = `chat_id=${telegramIds.team}&return_bots=true`;
  const url = `${sandbox.telegram.apiUrl}/bot${tokens.telegram}/getChatAdministrators?${query}`;
  const { result } = (await (await fetch(url)).json()) as {
    result: ({ user: { id: number } } & Record<string, unknown>)[];
  };
  const held = (member: Record<string, unknown>): string[] =>
    Object.keys(member).filter((key) => /^(can_|is_anonymous)/.test(key) && member[key] === true);
  return new Map(result.map((member) => [String(member.user.id), held(member)]));
}

export async function carryOut(
  sandbox: Sandbox,
  remedy: Told,
  before: Before,
  elsewhere: Elsewhere,
): Promise<void> {
  const onConsentScreen = remedy.link?.startsWith("https://discord.com/oauth2/authorize")
    ? remedy.link
    : null;
  const owner = sandbox.discord.control.as(people.olivia.discord);
  if (onConsentScreen) owner.authorize(onConsentScreen);
  for (const change of remedy.changes) {
    const now = await lookAround(sandbox);
    if (change.op === "declare") await elsewhere.declare(change);
    else if (change.op === "attest") await lookAgain(sandbox, remedy, change, elsewhere);
    else if (change.op === "set-rights" || change.op === "set-chat-permission")
      inTheGroup(sandbox, change, before, now);
    else if (change.op === "remove-member" && !isOnDiscord(sandbox, change.member)) {
      sandbox.telegram.control.as(people.olivia.telegram).removeMember(telegramIds.team, change.member);
      sandbox.telegram.control.as(people.mo.telegram).allowGroups(change.member, false);
    } else inTheServer(sandbox, change, onConsentScreen, before, now);
  }
}

/** Server Settings, as the owner sees them. */
function inTheServer(
  sandbox: Sandbox,
  change: Exclude<Change, Of<"declare" | "attest" | "set-rights" | "set-chat-permission">>,
  link: string | null,
  before: Before,
  now: Before,
): void {
  const owner = sandbox.discord.control.as(people.olivia.discord);
  switch (change.op) {
    case "set-role-permissions": {
      const [was = 0n, is = 0n] = [before.roles.get(change.role), now.roles.get(change.role)];
      // The consent screen has done it already, to exactly this number.
      if (link !== null && roleOf(link) === change.role)
        return expect(is, "what the link made of the role").toBe(BigInt(change.permissions));
      const flipped = was ^ BigInt(change.permissions);
      const permissions = (is & ~flipped) | (BigInt(change.permissions) & flipped);
      return owner.changeRole(change.role, { permissions: permissions.toString() });
    }
    case "take-role":
      return owner.takeRole(change.member, change.role);
    case "set-overwrite": {
      const place = `${change.channel} ${change.target}`;
      const nothing = { allow: 0n, deny: 0n };
      const [was, is] = [before, now].map(({ overwrites }) => overwrites.get(place) ?? nothing) as [
        Masks,
        Masks,
      ];
      const flip = (key: keyof Masks): string => {
        const wanted = BigInt(change[key]);
        const flipped = was[key] ^ wanted;
        return ((is[key] & ~flipped) | (wanted & flipped)).toString();
      };
      return owner.setOverwrite(change.channel, {
        id: change.target,
        type: change.kind,
        allow: flip("allow"),
        deny: flip("deny"),
      });
    }
    case "delete-overwrite":
      return owner.deleteOverwrite(change.channel, change.target);
    case "move-role-below":
      return owner.dragBelow(change.role, change.below);
    case "close-role":
      return owner.closeRole(change.role);
    case "set-guild":
      return owner.requireTwoFactor(change.value === 1, discordIds.guild);
    case "delete-webhook":
      return owner.deleteWebhook(change.webhook);
    case "remove-member":
      return owner.removeApp(change.member);
    case "confirm":
      throw new Error("a confirmation is a person's word, and not to be carried out for them");
  }
}

/** Edit → Administrators, as the group's owner. */
function inTheGroup(
  sandbox: Sandbox,
  change: Of<"set-rights" | "set-chat-permission">,
  before: Before,
  now: Before,
): void {
  const owner = sandbox.telegram.control.as(people.olivia.telegram);
  if (change.op === "set-chat-permission")
    return owner.setPermissions(telegramIds.team, { [change.key]: change.value });
  const [was = [], is = []] = [before, now].map(({ rights }) => rights.get(change.member));
  const off = was.filter((key) => !change.rights.includes(key));
  const rights = Object.fromEntries(is.filter((key) => !off.includes(key)).map((key) => [key, true]));
  return change.rights.length === 0
    ? owner.demote(telegramIds.team, change.member)
    : owner.promote(telegramIds.team, change.member, rights);
}

/** BotFather's switches are the bot's owner's; whoever holds the token then says what is so now. */
async function lookAgain(
  sandbox: Sandbox,
  remedy: Told,
  { bot, fact }: Of<"attest">,
  { probe }: Elsewhere,
): Promise<void> {
  if (remedy.kind === "settings") {
    const botFather = sandbox.telegram.control.as(people.mo.telegram);
    const owner = sandbox.telegram.control.as(people.olivia.telegram);
    if (fact === "can_read_all_group_messages") {
      botFather.changePrivacy(bot, true);
      owner.removeMember(telegramIds.team, bot);
      owner.addMember(telegramIds.team, bot);
    } else if (fact === "can_manage_bots" || fact === "supports_guest_queries")
      botFather.switchFeature(bot, fact, false);
  }
  await probe(bot);
}

const isOnDiscord = (sandbox: Sandbox, member: string): boolean =>
  sandbox.discord.control
    .as(people.olivia.discord)
    .members(discordIds.guild)
    .some(({ id }) => id === member);

/** The role that an invite link rewrites. */
function roleOf(link: string): string | null {
  const client = new URL(link).searchParams.get("client_id");
  if (client === discordIds.countersign) return discordIds.countersignRole;
  return Object.values(bots).find(({ id }) => id === client)?.role ?? null;
}
