/** Where approvers can be asked. Nobody is asked in a place where none of them can decide: params may be private. */
import { currentDocuments, type Documents } from "../db/documents.ts";
import type { Policy } from "../domain/approval/policy.ts";
import type { Workspace } from "../domain/manifest.ts";
import type { Place, Platform, PlatformId, SnapshotFile } from "../platforms/platform.ts";
import type { Context } from "./context.ts";

/**
 * The approvals place of every workspace that some approver belongs to; where there is none, private chats with the people
 * named by id. Empty: nobody can be reached.
 */
export async function placesFor(
  ctx: Pick<Context, "db" | "platforms" | "log">,
  approvers: string[],
  workspaces?: Documents["workspaces"],
): Promise<Place[]> {
  const rooms = (workspaces ?? (await currentDocuments(ctx.db)).workspaces).flatMap((row) =>
    row.document?.places.approvals && row.leftAt === null && ctx.platforms[row.document.metadata.platform]
      ? [{ document: row.document, channel: row.document.places.approvals }]
      : [],
  );
  const reached = await Promise.all(
    rooms.map(async ({ document, channel }) =>
      (await someoneBelongs(ctx, approvers, document))
        ? [{ platform: document.metadata.platform, workspace: document.metadata.id, channel }]
        : [],
    ),
  );
  const places = reached.flat();
  return places.length > 0 ? places : privateChats(ctx, approvers);
}

/** The same under a policy that may want the people named by id asked privately as well. */
export async function placesToAsk(
  ctx: Pick<Context, "db" | "platforms" | "log">,
  policy: Pick<Policy, "askPrivately">,
  approvers: string[],
  workspaces?: Documents["workspaces"],
): Promise<Place[]> {
  const places = await placesFor(ctx, approvers, workspaces);
  if (!policy.askPrivately) return places;
  const chats = privateChats(ctx, approvers);
  return [...places.filter((place) => place.workspace !== null), ...chats];
}

function privateChats(ctx: Pick<Context, "platforms">, approvers: string[]): Place[] {
  return approvers.flatMap((reference) => {
    const [platform, kind, id = ""] = reference.split(":") as [PlatformId, string, string?];
    return kind === "user" && ctx.platforms[platform] ? [{ platform, workspace: null, channel: id }] : [];
  });
}

async function someoneBelongs(
  ctx: Pick<Context, "platforms" | "log">,
  approvers: string[],
  document: Workspace,
): Promise<boolean> {
  const { platform: id, id: workspace } = document.metadata;
  const platform = ctx.platforms[id];
  if (!platform) return false;
  const ours = approvers.filter((reference) => reference.startsWith(`${id}:`));
  if (
    ours.some(
      (reference) => document.approvers?.includes(reference) || reference === `telegram:admins:${workspace}`,
    )
  )
    return true;
  const answers = await Promise.all(
    ours.map(async (reference) => {
      const [, kind, subject = ""] = reference.split(":");
      try {
        if (kind === "user") return (await platform.standing(subject, workspace)).state === "member";
        return kind === "role" && (await hasRole(platform, workspace, subject));
      } catch (error) {
        ctx.log.warn(
          { error, platform: id, workspace, reference },
          "could not tell whether an approver belongs here",
        );
        return false;
      }
    }),
  );
  return answers.includes(true);
}

/** A role belongs to one guild for ever, so a yes is kept for as long as the adapter lives; a no may change. */
const homes = new WeakMap<Platform, Map<string, string>>();

async function hasRole(platform: Platform, workspace: string, role: string): Promise<boolean> {
  const known = homes.get(platform) ?? new Map<string, string>();
  homes.set(platform, known);
  const home = known.get(role);
  if (home !== undefined) return home === workspace;
  for (const id of rolesIn(await platform.snapshot(workspace, []))) known.set(id, workspace);
  return known.get(role) === workspace;
}

export function rolesIn(file: SnapshotFile): string[] {
  if (file.platform !== "discord") return [];
  const { roles } = file.guild as { roles?: unknown };
  return Array.isArray(roles)
    ? roles.flatMap((role: { id?: unknown }) => (typeof role.id === "string" ? [role.id] : []))
    : [];
}
