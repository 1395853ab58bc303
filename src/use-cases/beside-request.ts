import { isRecorded } from "../db/ledger.ts";
import type { StoredRequest } from "../db/requests.ts";
import type { Platform } from "../platforms/platform.ts";
import { CALLBACK_FAILED } from "./call-back.ts";
import type { Context } from "./context.ts";
import { gradesFor, type Posture } from "./posture.ts";

/** What a request's card shows besides the request: how things stand around it now. */
export interface Beside {
  grades: Posture["grades"];
  /** The name of whoever the agent says it asks for, as their platform tells it; null when it doesn't. */
  askerName: string | null;
  /** The agent's callback address could not be reached, however often we tried. */
  callbackFailed: boolean;
}

export async function besideRequest(
  ctx: Pick<Context, "db" | "platforms">,
  stored: StoredRequest,
): Promise<Beside> {
  const { id, origin, callbackUrl } = stored.row;
  const told = stored.state.status === "pending" || callbackUrl === null;
  const [grades, askerName, callbackFailed] = await Promise.all([
    gradesFor(ctx, stored),
    nameOf(ctx, origin ?? {}),
    told ? false : isRecorded(ctx.db, id, CALLBACK_FAILED, "{}"),
  ]);
  return { grades, askerName, callbackFailed };
}

/** Cards are redrawn often; people rename themselves seldom. Nothing is decided by a name. */
const names = new WeakMap<Platform, Map<string, string>>();
const MOST_NAMES = 1_000;

async function nameOf(
  ctx: Pick<Context, "platforms">,
  { platform: id, workspace, requestedBy }: NonNullable<StoredRequest["row"]["origin"]>,
): Promise<string | null> {
  const platform = id && ctx.platforms[id];
  if (!platform || workspace === undefined || requestedBy === undefined) return null;
  const known = names.get(platform) ?? new Map<string, string>();
  names.set(platform, known);
  const key = `${workspace}/${requestedBy}`;
  const found = known.get(key) ?? (await asked(platform, requestedBy, workspace));
  if (known.size >= MOST_NAMES) known.clear();
  if (found) known.set(key, found);
  return found;
}

async function asked(platform: Platform, person: string, workspace: string): Promise<string | null> {
  try {
    return (await platform.standing(person, workspace)).name || null;
  } catch {
    return null;
  }
}
