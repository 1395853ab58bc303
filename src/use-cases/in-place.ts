/** What is drawn for somebody else than whoever asked: in the language and time zone of those who will read it. */
import { keepLanguage, languageOf } from "../db/readers.ts";
import { findWorkspace } from "../db/workspaces.ts";
import type { Actor, Place } from "../platforms/platform.ts";
import { forReader } from "../words/index.ts";
import type { Context } from "./context.ts";

type Where = Pick<Place, "platform" | "workspace"> & Partial<Pick<Place, "channel">>;
type Reader = { language: string | null; timeZone: string };

/**
 * `task`, and what it awaits, for whoever reads that place: a workspace has a language (its document's, or the one that the
 * platform tells), a private chat that of its person. `person`: whose private chat it is, where the chat's id is not theirs.
 */
export async function inPlace<T>(
  ctx: Pick<Context, "db">,
  place: Where,
  task: () => T | Promise<T>,
  person?: string,
): Promise<T> {
  const reader = await readerIn(ctx, place, person);
  return await forReader(reader, async () => await task());
}

/** `task` for whoever does something: in their own language, and the time zone of the place they do it in. */
export async function forActor<T>(
  ctx: Pick<Context, "db" | "log">,
  { actor, place }: { actor: Actor; place: Where },
  task: () => Promise<T>,
): Promise<T> {
  // A sentence in the wrong time zone is better than none, should the database be away.
  const timeZone = await remember(ctx, actor)
    .then(() => zoneIn(ctx, place))
    .catch((failure: unknown) => {
      ctx.log.warn({ err: failure }, "could not look up in which time zone somebody is");
      return "UTC";
    });
  return await forReader({ language: actor.locale, timeZone }, task);
}

async function readerIn(ctx: Pick<Context, "db">, place: Where, person = place.channel): Promise<Reader> {
  const { platform, workspace } = place;
  if (workspace === null) {
    const language = person === undefined ? null : await languageOf(ctx.db, platform, person);
    return { language, timeZone: "UTC" };
  }
  const known = await findWorkspace(ctx.db, platform, workspace);
  return {
    language: known?.document?.language ?? known?.language ?? null,
    timeZone: known?.document?.timeZone ?? "UTC",
  };
}

async function zoneIn(ctx: Pick<Context, "db">, place: Where): Promise<string> {
  return place.workspace === null ? "UTC" : (await readerIn(ctx, place)).timeZone;
}

/** Every time: processes don't know what others wrote, and what is known already is not written. */
async function remember(
  ctx: Pick<Context, "db">,
  { platform, id, locale, bot, anonymous }: Actor,
): Promise<void> {
  if (locale === null || bot || anonymous) return;
  await keepLanguage(ctx.db, { platform, userId: id, language: locale });
}
