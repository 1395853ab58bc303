/** A chat as the Bot API shows it now: raw objects, for the audit to judge. */
import { z } from "zod";
import type { TelegramSnapshotFile } from "../../domain/telegram/snapshot.ts";
import { PlatformError, type Progress } from "../platform.ts";
import type { CallApi } from "./api.ts";
import { isFailure, toPlatformError } from "./errors.ts";
import { ownUser } from "./shapes.ts";

const raw = z.record(z.string(), z.unknown());
const hasUser = z.object({ user: z.object({ id: z.int().transform(String) }) });
const atOnce = 5;

/** Throws PlatformError: a chat that can't be read whole is not a chat without administrators. */
export async function snapshot(
  callApi: CallApi,
  now: () => number,
  workspace: string,
  watch: string[],
  progress?: Progress,
): Promise<TelegramSnapshotFile> {
  const chat = Number(workspace);
  if (!Number.isSafeInteger(chat))
    throw new PlatformError("refused", `“${workspace}” is not a Telegram chat id.`);
  const options = progress ? { signal: progress.signal } : {};
  try {
    const me = await callApi("getMe", undefined, ownUser, options);
    const seen = await callApi("getChat", { chat_id: chat }, raw, options);
    const administrators = await callApi(
      "getChatAdministrators",
      // Without return_bots Telegram leaves out every bot but ourselves, which are the ones we came for.
      { chat_id: chat, return_bots: true },
      z.array(raw),
      options,
    );
    const listed = new Set(administrators.flatMap((entry) => hasUser.safeParse(entry).data?.user.id ?? []));
    const others = watch.filter((id) => /^\d+$/.test(id) && !listed.has(id));
    const wanted = [...new Set([me.id, ...others])];
    const members = await inBatches(wanted, (id) => memberOf(callApi, chat, id), progress);
    const takenAt = new Date(now()).toISOString();
    return {
      platform: "telegram",
      takenAt,
      viewer: me.id,
      chat: seen,
      administrators,
      members: members.filter((member) => member !== null),
      reports: [{ bot: me.id, rung: "local-probe", at: takenAt, facts: factsOf(me) }],
    };
  } catch (error) {
    throw toPlatformError(error);
  }
}

/** Null when Telegram does not know the person here, or won't say: then the file does not either. */
async function memberOf(callApi: CallApi, chat: number, id: string): Promise<Record<string, unknown> | null> {
  try {
    return await callApi("getChatMember", { chat_id: chat, user_id: Number(id) }, raw);
  } catch (error) {
    if (isFailure(error, "refused")) return null;
    throw error;
  }
}

async function inBatches<T, R>(
  items: T[],
  work: (item: T) => Promise<R>,
  progress: Progress | undefined,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    progress?.signal.throwIfAborted();
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
    progress?.step(results.length, items.length);
  }
  return results;
}

/** The booleans that getMe gives only to the bot itself. */
function factsOf(me: Record<string, unknown>): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(me).filter(
      (entry): entry is [string, boolean] => typeof entry[1] === "boolean" && entry[0] !== "is_bot",
    ),
  );
}
