/** A manifest proposed from what was observed. It says what is, not what should be: a person has to go over it. */
import { flags, isFlagName, namesOf } from "../discord/flags.ts";
import type { DiscordSnapshot } from "../discord/snapshot.ts";
import { adminRight } from "../telegram/rights.ts";
import type { TelegramSnapshot } from "../telegram/snapshot.ts";
import { agentSchema } from "../manifest.ts";
import { misnamed } from "../permission-names.ts";
import type { KnownAgent } from "./agents.ts";
import { coreSet } from "./discord-need.ts";
import { dangerousBits, spokenForBits } from "./discord-weights.ts";
import { usesOf } from "./grants.ts";
import { plain } from "./phrase.ts";
import { noRecords } from "./records.ts";
import { windowDays, type Usage } from "./usage.ts";
import { viewDiscord, type DiscordAgent, type DiscordView } from "./view-discord.ts";
import { viewTelegram, type TelegramAgent, type TelegramView } from "./view-telegram.ts";

export interface Observed {
  snapshot: DiscordSnapshot | TelegramSnapshot;
  usage: Usage | null;
}

/** A bot in one workspace that was looked at. */
export type Sight =
  | { platform: "discord"; id: string; name: string; view: DiscordView; agent: DiscordAgent }
  | { platform: "telegram"; id: string; name: string; view: TelegramView; agent: TelegramAgent };

/** Permission → why, such as `observed: used 12 times, last on 2026-11-20`. */
type Whys = Record<string, string>;

export interface Draft {
  id: string;
  /** Names by which it was seen, for a comment. */
  names: string[];
  reviewBy: string;
  discord: {
    applicationId: string;
    userId: string;
    required: Whys;
    optional: Whys;
    never: string[];
    channels: { id: string; name: string }[];
  } | null;
  telegram: {
    userId: string;
    admin: boolean;
    rights: Whys;
    privacyMode: "enabled" | "disabled";
    groups: { id: string; name: string }[];
  } | null;
  /** What was seen and left out, or could not be seen: for whoever reviews it. */
  notes: string[];
}

const DAY = 24 * 60 * 60 * 1000;
const REVIEW_AFTER = 90 * DAY;

/** Where somebody's words (a name, a username, an account's id) name a bot. */
export function sightsOf(observed: Observed[], wanted: string, at: number): Sight[] {
  const word = wanted.toLowerCase().replace(/^(?:discord:|telegram:|@)/, "");
  return observed.flatMap(({ snapshot, usage }): Sight[] => {
    const records = { ...noRecords, usage };
    if ("guild" in snapshot) {
      const named = (agent: DiscordAgent) => [agent.id, agent.subject.name.toLowerCase()].includes(word);
      const found = viewDiscord(snapshot, [], null, at).agents.filter(named);
      if (found.length === 0) return [];
      const known = found.map((agent) => wantingAll(agent.id, { discord: namesOf(agent.own) }));
      const view = viewDiscord(snapshot, known, null, at, records);
      return view.agents
        .filter(named)
        .map((agent) => ({ platform: "discord", id: agent.id, name: agent.subject.name, view, agent }));
    }
    const named = ({ member }: TelegramAgent) =>
      [member.id, member.name.toLowerCase(), member.username?.toLowerCase()].includes(word);
    const found = viewTelegram(snapshot, [], null, at).agents.filter(named);
    const known = found.map(({ member }) => wantingAll(member.id, { telegram: member.rights }));
    const view = viewTelegram(snapshot, known, null, at, records);
    return view.agents
      .filter(named)
      .map((agent) => ({ platform: "telegram", id: agent.member.id, name: agent.member.name, view, agent }));
  });
}

/** Disuse is only judged of what is declared; here everything that is held is in question. */
function wantingAll(userId: string, held: { discord?: string[]; telegram?: string[] }): KnownAgent {
  const all = (platform: "discord" | "telegram") =>
    Object.fromEntries(
      (held[platform] ?? [])
        .filter((name) => misnamed(platform, name) === null)
        .map((name) => [name, "held"]),
    );
  const manifest = agentSchema.parse({
    apiVersion: "countersign/v1",
    kind: "Agent",
    metadata: { id: "held" },
    permissions: { discord: { optional: all("discord") }, telegram: { rights: all("telegram") } },
  });
  return { userId, applicationId: null, manifest, purpose: null };
}

/** One agent seen in any number of workspaces, with at most one account a platform. */
export function draftOf(sights: Sight[], id: string, at: number): Draft {
  const onDiscord = sights.filter((sight) => sight.platform === "discord");
  const onTelegram = sights.filter((sight) => sight.platform === "telegram");
  const notes: string[] = [];
  if (onDiscord.length > 0 && onTelegram.length > 0)
    notes.push("The accounts on Discord and Telegram have the same name: check that they are one agent.");
  return {
    id,
    names: [...new Set(sights.map(({ name }) => plain([{ said: name }])))],
    reviewBy: new Date(at + REVIEW_AFTER).toISOString().slice(0, 10),
    discord: onDiscord.length > 0 ? discordPart(onDiscord, notes) : null,
    telegram: onTelegram.length > 0 ? telegramPart(onTelegram, notes) : null,
    notes,
  };
}

/** What no draft may propose on its own: a person has to want it, with a reason. */
const DANGEROUS = dangerousBits | spokenForBits;

function discordPart(
  sights: Extract<Sight, { platform: "discord" }>[],
  notes: string[],
): NonNullable<Draft["discord"]> {
  const required: Whys = {};
  const optional: Whys = {};
  const channels: { id: string; name: string }[] = [];
  let held = 0n;
  for (const { view, agent } of sights) {
    const where = plain([{ said: view.workspace.name }]);
    const uses = usesOf(view.usage, agent.id, namesOf(agent.unused));
    held |= agent.own;
    if (agent.member === null)
      notes.push(`In ${where} only its own role is visible: what else it holds there is not in this draft.`);
    if (agent.administrator)
      notes.push(
        `In ${where} it is an administrator. That is not proposed: no agent needs everything. Write down what it really does.`,
      );
    // What everybody has counts only where agents usually need it; the rest would be noise.
    const has = (agent.own & ~flags.ADMINISTRATOR) | (view.everyone.permissions & coreSet);
    for (const name of namesOf(has)) {
      const use = uses(name, null);
      const bit = isFlagName(name) ? flags[name] : null;
      if (bit === null)
        notes.push(`It holds ${name} in ${where}, which has no name yet and can't be declared.`);
      else if (use === "used") required[name] = usedWhy(view, agent.id, name);
      else if (use === "unused" && view.usage)
        notes.push(
          `It holds ${name} in ${where}; 0 uses in ${windowDays(view.usage)} watched days, so it is left out.`,
        );
      else if ((bit & DANGEROUS) !== 0n)
        notes.push(
          `It holds ${name} in ${where}, which is dangerous and not known to be used, so it is left out.`,
        );
      else
        optional[name] ??=
          (bit & agent.own) === 0n
            ? "observed: everybody has it"
            : "observed: held; whether it is used is not known";
    }
    const named = agent.sees.filter((channel) =>
      channel.overwrites?.some((one) => one.id === agent.id || one.id === agent.managed?.id),
    );
    channels.push(
      ...(agent.administrator ? named : agent.sees).map((one) => ({
        id: one.id,
        name: plain([{ said: one.name }]),
      })),
    );
    if (agent.administrator && named.length === 0)
      notes.push(
        `Nothing says which channels of ${where} it is for: list them under channels.discord.allow.`,
      );
    const unseen = view.totalChannels - view.channels.length;
    if (unseen > 0) notes.push(`${unseen} of ${view.totalChannels} channels of ${where} could not be seen.`);
  }
  for (const name of Object.keys(required)) delete optional[name];
  const [first] = sights;
  const proposed = new Set([...Object.keys(required), ...Object.keys(optional)]);
  return {
    applicationId: first?.agent.applicationId ?? "",
    userId: first?.id ?? "",
    required,
    optional,
    // What it does not hold today it can rule out at no cost; Administrator in any case.
    never: namesOf(flags.ADMINISTRATOR | (spokenForBits & ~held)).filter((name) => !proposed.has(name)),
    channels,
  };
}

function telegramPart(
  sights: Extract<Sight, { platform: "telegram" }>[],
  notes: string[],
): NonNullable<Draft["telegram"]> {
  const rights: Whys = {};
  let readsAll = false;
  for (const { view, agent } of sights) {
    const where = plain([{ said: view.workspace.name }]);
    const uses = usesOf(view.usage, agent.member.id, agent.unused);
    for (const right of agent.member.rights.filter((key) => key !== "can_manage_chat")) {
      const known = adminRight(right);
      const use = uses(right, null);
      if (known === null) notes.push(`It holds ${right} in ${where}, which this version does not know.`);
      else if (use === "used") rights[right] = usedWhy(view, agent.member.id, right);
      else if (use === "unused" && view.usage)
        notes.push(
          `It holds ${right} in ${where}; 0 uses in ${windowDays(view.usage)} watched days, so it is left out.`,
        );
      else if (known.severity === "critical" || known.usage === "state")
        notes.push(
          `It holds ${right} in ${where}, which is dangerous and not known to be used, so it is left out.`,
        );
      else rights[right] ??= "observed: held; whether it is used is not known";
    }
    const { reads } = agent.reading;
    if (agent.admin)
      notes.push(`In ${where} it is an administrator, so it reads everything whatever privacy mode says.`);
    else if (reads === "unknown")
      notes.push(`Whether it reads everything in ${where} is not known: ask its owner.`);
    readsAll ||= !agent.admin && reads === "everything";
  }
  const [first] = sights;
  return {
    userId: first?.id ?? "",
    admin: Object.keys(rights).length > 0,
    rights,
    privacyMode: readsAll ? "disabled" : "enabled",
    groups: sights.map(({ view }) => ({
      id: view.workspace.id,
      name: plain([{ said: view.workspace.name }]),
    })),
  };
}

/** How often, when last, and in which channels, as far as the log tells where. */
function usedWhy(view: DiscordView | TelegramView, agent: string, permission: string): string {
  const all = (view.usage?.used ?? []).filter((use) => use.agent === agent && use.permission === permission);
  if (all.length === 0) return "observed: used";
  const count = all.reduce((sum, use) => sum + use.count, 0);
  const last = new Date(Math.max(...all.map((use) => use.last))).toISOString().slice(0, 10);
  const channels = "snapshot" in view && "channels" in view.snapshot ? view.snapshot.channels : [];
  const where = all
    .filter((use) => use.channel !== undefined)
    .sort((a, b) => b.count - a.count)
    .flatMap((use) => channels.find(({ id }) => id === use.channel) ?? [])
    .map(({ name }) => `#${plain([{ said: name }])}`);
  const rest = where.length - MOST_PLACES;
  const places = where.slice(0, MOST_PLACES).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  const times = count === 1 ? "once" : `${count} times`;
  return `observed: used ${times}${places === "" ? "" : ` in ${places}`}, last on ${last}`;
}

const MOST_PLACES = 4;
