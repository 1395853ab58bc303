import { allWorkspaces } from "../db/workspaces.ts";
import type { Document } from "../domain/manifest.ts";
import type { Platform, PlatformId } from "../platforms/platform.ts";
import { doubtWords as words } from "../words/index.ts";
import type { Context } from "./context.ts";
import { rolesIn } from "./reach.ts";

/**
 * Approvers that nobody can be, as far as the platforms tell now: roles of no server, people in no place, bots. What can't be
 * seen is not doubted. How many people hold a role is not told to a bot without privileged intents.
 */
export async function doubtApprovers(
  ctx: Pick<Context, "db" | "platforms" | "log">,
  documents: Document[],
): Promise<string[]> {
  const references = [...new Set(documents.flatMap(approversOf))].sort();
  const rows = (await allWorkspaces(ctx.db)).filter((row) => row.leftAt === null);
  const doubts: string[] = [];
  for (const reference of references) {
    const [id, kind, subject = ""] = reference.split(":") as [PlatformId, string, string?];
    const platform = ctx.platforms[id];
    const places = rows.filter((row) => row.platform === id).map((row) => row.id);
    if (!platform || places.length === 0) continue;
    try {
      const doubt = await doubtAbout(platform, kind, subject, places);
      if (doubt) doubts.push(`${reference}: ${doubt}`);
    } catch (error) {
      ctx.log.warn({ error, reference }, "could not tell whether an approver exists");
    }
  }
  return doubts;
}

async function doubtAbout(
  platform: Platform,
  kind: string,
  subject: string,
  places: string[],
): Promise<string | null> {
  if (kind === "admins") return places.includes(subject) ? null : words.noSuchChat;
  if (kind === "role") {
    const files = await Promise.all(places.map((place) => platform.snapshot(place, [])));
    return files.some((file) => rolesIn(file).includes(subject)) ? null : words.noSuchRole;
  }
  const standings = await Promise.all(places.map((place) => platform.standing(subject, place)));
  if (standings.some(({ bot }) => bot)) return words.bot;
  return standings.every(({ state }) => state === "gone") ? words.nowhere : null;
}

function approversOf(document: Document): string[] {
  if (document.kind === "Workspace") return document.approvers ?? [];
  return document.actions.flatMap(({ policy }) => [
    ...(policy.approvers ?? []),
    ...policy.groups.flatMap((group) => group.approvers),
    ...policy.escalate.flatMap((step) => step.to),
  ]);
}
