import { compileGuild } from "../domain/discord/compile.ts";
import { type Answer, answerAt, ask, newRow, resolveRow } from "../domain/discord/permissions.ts";
import { type DiscordSnapshot, readDiscordSnapshot } from "../domain/discord/snapshot.ts";
import { readJson } from "./read-json.ts";
import { CliFailure, type CliIo, type Verb } from "./verb.ts";

/** `countersign resolve`: what every bot may do in every channel, as JSON lines (api.md, section 6). */
export const resolve: Verb = (program, io, exit) => {
  program
    .command("resolve")
    .description("what every bot may do in every channel of Discord snapshots, as JSON lines")
    .requiredOption("--snapshot <files...>", "files of raw API objects")
    .option("--all", "every member, not only bots", false)
    .action(async (options: { snapshot: string[]; all: boolean }) => {
      for (const file of options.snapshot) {
        const read = readDiscordSnapshot(await readJson(file));
        if (!read.ok) throw new CliFailure(3, refusal(file, read.problems));
        for (const note of read.snapshot.notes) io.err(`${file}: ${note.path}: ${note.message}`);
        printAnswers(io, file, read.snapshot, options.all);
      }
      exit(0);
    });
};

function refusal(file: string, problems: { path: string; message: string }[]): string {
  const [first, ...rest] = problems;
  const more = rest.length > 0 ? ` (and ${rest.length} more like it)` : "";
  const where = first?.path ? `${first.path}: ` : "";
  return `${file}: ${where}${first?.message ?? "this is not a snapshot"}${more}.`;
}

/** Guild level first, then channel by channel. Timeouts are judged at the moment the snapshot was taken, so that the same file always gives the same lines. */
function printAnswers(io: CliIo, file: string, snapshot: DiscordSnapshot, all: boolean): void {
  const members = all ? snapshot.members : snapshot.members.filter((member) => member.bot);
  const guild = compileGuild({ ...snapshot, members }, snapshot.takenAt);
  for (const member of guild.memberIds) io.out(lineOf(file, member, null, ask(guild, member, null)));
  if (members.length === 0) return;
  const row = newRow(guild);
  guild.channelIds.forEach((channel, at) => {
    resolveRow(guild, at, row);
    io.out(guild.memberIds.map((id, index) => lineOf(file, id, channel, answerAt(row, index))).join("\n"));
  });
}

const lineOf = (snapshot: string, member: string, channel: string | null, answer: Answer): string =>
  JSON.stringify({
    snapshot,
    member,
    channel,
    raw: answer.raw.toString(),
    effective: answer.effective.toString(),
    unknown: answer.unknown.toString(),
  });
