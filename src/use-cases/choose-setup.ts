/** One choice in /setup: checked against the place as it is now, kept until somebody finishes, and recorded. */
import { appendLedger } from "../db/ledger.ts";
import { keepDraft, lockWorkspace } from "../db/setups.ts";
import { sight } from "../db/sightings.ts";
import { flags } from "../domain/discord/flags.ts";
import type { DiscordSnapshot } from "../domain/discord/snapshot.ts";
import { writableChannels } from "../domain/discord/writable.ts";
import { purposes, type Purpose } from "../domain/manifest.ts";
import type { SetupDraft } from "../domain/setup.ts";
import { visibleLine } from "../domain/approval/safe-text.ts";
import type { Actor, PlatformId } from "../platforms/platform.ts";
import { setup } from "../words/index.ts";
import type { Context } from "./context.ts";
import { seeSetup, wantedIn, type SetupView } from "./see-setup.ts";

export type Chosen =
  | { what: "purpose"; bot: string; value: string }
  | { what: "approvers"; values: string[] }
  | { what: "approvals" | "reports"; value: string };

type Where = { platform: PlatformId; workspace: string };

/** Why it can't be chosen, or a word of warning about what was; null: nothing to say. The view is the place afterwards. */
export interface ChosenAnswer {
  view: SetupView;
  notice: string | null;
}

/** The caller has made sure that this person runs the place. Throws a PlatformError when it can't be looked at. */
export async function chooseSetup(
  ctx: Context,
  where: Where,
  chosen: Chosen,
  by: Actor,
): Promise<ChosenAnswer> {
  const view = await seeSetup(ctx, where);
  const read = draftOf(view, chosen, ctx.now());
  if ("refused" in read) return { view, notice: read.refused };
  const draft = await changeDraft(ctx, where, by, read.draft, { ...chosen });
  return { view: withChosen(view, draft), notice: read.warning };
}

/** As it would be seen now, without looking again. */
function withChosen(view: SetupView, draft: SetupDraft): SetupView {
  const wanted = wantedIn(view, view.before, draft);
  const bots = view.bots.map((bot) =>
    bot.manifest === null ? { ...bot, purpose: wanted.purposes[bot.userId] ?? null } : bot,
  );
  return { ...view, wanted, bots, unfinished: true };
}

/** Forgets what was chosen and not finished. */
export async function dropSetup(ctx: Context, where: Where): Promise<void> {
  await ctx.db.transaction((tx) => keepDraft(tx, where.platform, where.workspace, null));
}

/** Bots that somebody named: they are looked for from now on. */
export async function nameBots(
  ctx: Context,
  where: Where,
  bots: { id: string; name: string }[],
  by: Actor,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    for (const { id, name } of bots) await sight(tx, { ...where, userId: id, name, how: "named" }, ctx.now());
    const body = { by: `${by.platform}:${by.id}`, bots: bots.map(({ id }) => id) };
    const subject = `${where.platform}:${where.workspace}`;
    await appendLedger(tx, [{ at: ctx.now(), kind: "setup.named", subject, body }]);
  });
}

async function changeDraft(
  ctx: Context,
  { platform, workspace }: Where,
  by: Actor,
  change: SetupDraft,
  body: Record<string, unknown>,
): Promise<SetupDraft> {
  return await ctx.db.transaction(async (tx) => {
    const before = (await lockWorkspace(tx, platform, workspace))?.setup;
    const draft = { ...before, ...change, purposes: { ...before?.purposes, ...change.purposes } };
    await keepDraft(tx, platform, workspace, draft);
    await appendLedger(tx, [
      {
        at: ctx.now(),
        kind: "setup.chosen",
        subject: `${platform}:${workspace}`,
        body: { ...body, by: `${by.platform}:${by.id}` },
      },
    ]);
    return draft;
  });
}

type Read = { draft: SetupDraft; warning: string | null } | { refused: string };

function draftOf(view: SetupView, chosen: Chosen, at: number): Read {
  switch (chosen.what) {
    case "purpose":
      return purposeDraft(view, chosen.bot, chosen.value);
    case "approvers":
      return "guild" in view.snapshot
        ? rolesDraft(view.snapshot, chosen.values)
        : adminsDraft(view, chosen.values);
    default:
      return "guild" in view.snapshot
        ? channelDraft(view.snapshot, chosen.what, chosen.value, at)
        : { draft: { [chosen.what]: chosen.value === "here" ? view.workspace : null }, warning: null };
  }
}

function purposeDraft(view: SetupView, id: string, value: string): Read {
  const bot = view.bots.find(({ userId }) => userId === id);
  if (!bot) return { refused: setup.refused.goneBot };
  if (bot.manifest !== null) return { refused: setup.refused.manifest };
  if (!isPurpose(value)) return { refused: setup.refused.nothing };
  return { draft: { purposes: { [id]: value } }, warning: null };
}

function isPurpose(value: string): value is Purpose {
  return (purposes as readonly string[]).includes(value);
}

function rolesDraft({ guild }: DiscordSnapshot, ids: string[]): Read {
  const roles = ids.map((id) => guild.roles.find((role) => role.id === id));
  if (ids.includes(guild.id)) return { refused: setup.refused.everyone };
  if (roles.some((role) => role === undefined)) return { refused: setup.refused.goneRole };
  if (roles.some((role) => role?.managed && role.botId !== null)) return { refused: setup.refused.botRole };
  return { draft: { approvers: ids.map((id) => `discord:role:${id}`) }, warning: null };
}

function adminsDraft({ admins, workspace }: SetupView, values: string[]): Read {
  const unknown = values.some((value) => value !== "admins" && !admins.some(({ id }) => id === value));
  if (unknown) return { refused: setup.refused.goneAdmin };
  const approvers = values.map((value) =>
    value === "admins" ? `telegram:admins:${workspace}` : `telegram:user:${value}`,
  );
  return { draft: { approvers }, warning: null };
}

function channelDraft(
  snapshot: DiscordSnapshot,
  what: "approvals" | "reports",
  id: string,
  at: number,
): Read {
  const channel = snapshot.channels.find((one) => one.id === id);
  if (!channel || channel.hidden) return { refused: setup.refused.goneChannel };
  const name = visibleLine(channel.name);
  if (!writableChannels(snapshot, snapshot.viewer, at).some((one) => one.id === id))
    return { refused: setup.refused.cantWrite(name) };
  const warning = what === "approvals" && everybodyReads(snapshot, id) ? setup.readable(name) : null;
  return { draft: { [what]: id }, warning };
}

/** By what @everyone may do: single people who were let in are somebody's choice. */
function everybodyReads({ guild, channels }: DiscordSnapshot, id: string): boolean {
  const everyone = guild.roles.find((role) => role.id === guild.id)?.permissions ?? 0n;
  const own = channels.find((one) => one.id === id)?.overwrites?.find((one) => one.id === guild.id);
  const seen = (everyone & ~(own?.deny ?? 0n)) | (own?.allow ?? 0n);
  return (seen & flags.VIEW_CHANNEL) !== 0n;
}
