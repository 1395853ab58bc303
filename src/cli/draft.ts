import { draftOf, sightsOf, type Observed, type Sight } from "../domain/audit/draft.ts";
import { readDiscordSnapshot } from "../domain/discord/snapshot.ts";
import { readTelegramSnapshot } from "../domain/telegram/snapshot.ts";
import type { SnapshotFile } from "../platforms/platform.ts";
import { withAdmin } from "./admin/with-admin.ts";
import { writeDraft } from "./documents/write-draft.ts";
import { readSnapshot } from "./documents/read-snapshot.ts";
import { CliFailure, type Verb } from "./verb.ts";

/** `countersign draft AGENT`: a manifest from what was observed, to be gone over by a person before `apply` takes it. */
export const draft: Verb = (program, io, exit) => {
  program
    .command("draft <agent>")
    .description(
      "propose a manifest for a bot from what was observed; a person has to review it before apply takes it",
    )
    .option(
      "--snapshot <files...>",
      "files of raw API objects, instead of looking through the running service",
    )
    .option("--id <name>", "what the agent shall be called (default: made from its name)")
    .action(async (agent: string, options: { snapshot?: string[]; id?: string }) => {
      const { observed, missed } = options.snapshot
        ? { observed: await Promise.all(options.snapshot.map(fromFile)), missed: [] }
        : await withAdmin(io, async (admin) => {
            const { seen, missed: unseen } = await admin.observeWorkspaces();
            return {
              observed: seen.map(({ file, usage }) => ({ snapshot: read(file), usage })),
              missed: unseen,
            };
          });
      for (const where of missed) io.err(`Could not look at ${where}.`);
      const at = Math.max(0, ...observed.map(({ snapshot }) => Number(snapshot.takenAt)));
      const sights = sightsOf(observed, agent, at);
      const name = onePerPlatform(agent, sights, observed, at);
      const id = options.id ?? slug(name);
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id))
        throw new CliFailure(
          2,
          `“${id}” can't name an agent: use lower-case letters, digits and hyphens, with --id support-bot.`,
        );
      io.out(writeDraft(draftOf(sights, id, at)));
      exit(0);
    });
};

async function fromFile(file: string): Promise<Observed> {
  return { snapshot: await readSnapshot(file), usage: null };
}

/** The running service has read it already, so this can't fail but for another version of ourselves. */
function read(file: SnapshotFile): Observed["snapshot"] {
  const result = file.platform === "discord" ? readDiscordSnapshot(file) : readTelegramSnapshot(file);
  if (!result.ok)
    throw new CliFailure(1, "The running service is another version than this command line. Restart it.");
  return result.snapshot;
}

/** The name it goes by. Refuses a word that names nobody, or several bots on one platform. */
function onePerPlatform(wanted: string, sights: Sight[], observed: Observed[], at: number): string {
  for (const platform of ["discord", "telegram"] as const) {
    const ids = [...new Set(sights.filter((sight) => sight.platform === platform).map(({ id }) => id))];
    if (ids.length > 1)
      throw new CliFailure(
        2,
        `Several bots on ${platform} are called ${wanted}: name one by its id (${ids.join(", ")}).`,
      );
  }
  const [first] = sights;
  if (first) return first.name;
  if (observed.length === 0)
    throw new CliFailure(1, "There is nothing to look at: start the service, or give --snapshot FILE.");
  throw new CliFailure(1, `No bot called ${wanted} was seen. ${hint(observed, at)}`);
}

function hint(observed: Observed[], at: number): string {
  const names = observed.flatMap(({ snapshot: { members } }): string[] =>
    members.flatMap((member) => (member.bot ? [member.name] : [])),
  );
  const known = [...new Set(names)].filter((name) => sightsOf(observed, name, at).length > 0).sort();
  return known.length > 0 ? `Seen were: ${known.slice(0, 20).join(", ")}.` : "No bot was seen at all.";
}

function slug(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63);
}
