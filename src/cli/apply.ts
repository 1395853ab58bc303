import type { Document } from "../domain/manifest.ts";
import type { DocumentChange } from "../use-cases/plan-documents.ts";
import { valueOf } from "./admin/value-of.ts";
import { withAdmin } from "./admin/with-admin.ts";
import { readDocuments } from "./documents/read-documents.ts";
import { CliFailure, type CliIo, type Verb } from "./verb.ts";

interface Options {
  file: string[];
  yes: boolean;
  alone?: string;
  dryRun: boolean;
}

/** `countersign apply -f FILE…`: agents and workspaces as YAML (api.md, section 7). All or nothing. */
export const apply: Verb = (program, io, exit) => {
  program
    .command("apply")
    .description("create or change agents and workspaces from YAML files; shows what changes")
    .requiredOption("-f, --file <files...>", "YAML files, with one or many documents each")
    .option("--yes", "also apply changes that let somebody do more than before", false)
    .option(
      "--alone <reason>",
      "with --yes: let agents have more without asking a second person; the reason goes into the ledger",
    )
    .option("--dry-run", "only show what would change", false)
    .action(async (options: Options) => {
      const documents = await readAll(options.file);
      await withAdmin(io, async (admin) => {
        const plan = await admin.planDocuments(documents);
        for (const change of plan) print(io, change);
        for (const doubt of await admin.doubtApprovers(documents)) io.out(`? ${doubt}`);
        const widening = plan.flatMap(({ lines }) => lines).filter(({ widens }) => widens).length;
        if (options.dryRun) return io.out("Nothing was changed: this was a dry run.");
        if (widening > 0 && !options.yes)
          throw new CliFailure(
            1,
            `Nothing was changed: ${widening === 1 ? "one line lets" : `${widening} lines let`} somebody do more than before (marked with !). Look at ${widening === 1 ? "it" : "them"}, then add --yes.`,
          );
        if (plan.every(({ what }) => what === "unchanged")) return io.out("Nothing to change.");
        const alone = options.alone?.trim() || null;
        const done = valueOf(await admin.applyDocuments(documents, alone));
        for (const { id, waits } of done)
          if (waits)
            io.out(
              `Agent ${id}: waits for a second person (${waits.id}). Those who decide for it are asked in their approvals place, until ${waits.until.slice(0, 16).replace("T", " ")} UTC.`,
            );
        if (done.some(({ what, waits }) => what !== "unchanged" && !waits)) io.out("Applied.");
      });
      exit(0);
    });
};

/** Every problem of every file at once; exit code 3 when there is one. */
async function readAll(files: string[]): Promise<Document[]> {
  const documents: Document[] = [];
  const problems: string[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    const read = await readDocuments(file).catch((cause: unknown) => {
      throw new CliFailure(3, `${file}: ${unreadable(cause)}.`);
    });
    problems.push(...read.problems);
    for (const { document, where } of read.documents) {
      const name = nameOf(document);
      const earlier = seen.get(name);
      if (earlier) problems.push(`${where}: ${name} is in ${earlier} already; keep one of them.`);
      seen.set(name, where);
      documents.push(document);
    }
  }
  if (problems.length > 0) throw new CliFailure(3, problems.join("\n"));
  return documents;
}

function nameOf(document: Document): string {
  if (document.kind === "Agent") return `agent ${document.metadata.id}`;
  return `workspace ${document.metadata.platform}:${document.metadata.id}`;
}

function unreadable(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : "";
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "you have no permission to read it";
  if (code === "EISDIR") return "it is a folder; give the files in it";
  return "it can't be read";
}

/** `!` marks what widens, so that nobody has to rely on colour. */
function print(io: CliIo, change: DocumentChange): void {
  io.out(`${change.kind} ${change.id}: ${change.what}`);
  for (const { path, before, after, widens } of change.lines) {
    const mark = widens ? "!" : before === null ? "+" : after === null ? "-" : "~";
    const value = before === null ? after : after === null ? before : `${before} → ${after}`;
    io.out(`  ${mark} ${path}: ${value}`);
  }
  for (const doubt of change.doubts) io.out(`  ? ${doubt}`);
}
