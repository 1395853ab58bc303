/**
 * `/audit` typed inside a channel brings Discord's own answer along: what we, whoever types and a named bot may do there. It fills in
 * a channel that we can't see, and it checks our arithmetic in one that we can.
 */
import { compileGuild } from "../discord/compile.ts";
import { CHANNEL_BITS, flags, KNOWN } from "../discord/flags.ts";
import { ask, type Answer } from "../discord/permissions.ts";
import type { Channel, DiscordSnapshot } from "../discord/snapshot.ts";
import type { AuditReport } from "./audit.ts";
import { labels } from "./discord-labels.ts";
import { counted, list, say } from "./phrase.ts";
import type { Phrase, Value } from "./phrase.ts";

export interface HereMasks {
  channel: string;
  /** Discord's own total for this channel, by user id. */
  masks: ReadonlyMap<string, bigint>;
}

/** The report with what Discord says about this channel. Where it says otherwise than we do, nothing there is certain any more. */
export function withHere(
  report: AuditReport,
  snapshot: DiscordSnapshot,
  here: HereMasks,
  at: number,
): AuditReport {
  const channel = snapshot.channels.find(({ id }) => id === here.channel);
  if (channel === undefined || channel.hidden || channel.overwrites === null)
    return saying(report, filledIn(report, here));
  const guild = compileGuild(snapshot, new Date(at));
  const checked = [...here.masks].filter(([id]) => guild.memberAt.has(id));
  const wrong = checked.filter(([id, mask]) => differs(ask(guild, id, channel.id), mask));
  if (wrong.length === 0)
    return checked.length === 0 ? report : saying(report, [agreed(checked.length, channel)]);
  const { seen, total, hidden } = report.coverage.channels;
  const who = list(wrong.map(([id]) => named(report, id)));
  const values = { channel: { channel: channel.name }, who };
  const doubt = say(
    "In {channel} Discord says otherwise than I worked out about {who}. Until that is cleared up, who may do what there counts as unknown.",
    values,
  );
  return saying(
    {
      ...report,
      coverage: { ...report.coverage, channels: { seen: seen - 1, total, hidden: hidden + 1 } },
      // A warning stays a warning; it is only less certain.
      findings: report.findings.map((finding) =>
        finding.object?.id === channel.id || finding.channels?.includes(channel.id) === true
          ? { ...finding, confidence: "low" }
          : finding,
      ),
    },
    [doubt],
  );
}

const saying = (report: AuditReport, more: Phrase[]): AuditReport => ({
  ...report,
  coverage: { ...report.coverage, unseen: [...more, ...report.coverage.unseen] },
});

/** People are nobody's business here; of bots what Discord told is all that is known. */
function filledIn(report: AuditReport, { masks }: HereMasks): Phrase[] {
  const bots = report.agents.filter(({ id, self }) => !self && masks.has(id));
  if (bots.length === 0)
    return [
      say(
        "This channel is hidden from me. Name a bot with /audit here: and Discord tells me what it may do in it.",
      ),
    ];
  return bots.map(({ id, name }) => {
    const mask = masks.get(id) ?? 0n;
    const values = {
      who: { said: name },
      permissions: labels(
        (mask & flags.ADMINISTRATOR) === 0n ? mask & CHANNEL_BITS : flags.ADMINISTRATOR,
        "channel",
      ),
    };
    return (mask & flags.VIEW_CHANNEL) === 0n && (mask & flags.ADMINISTRATOR) === 0n
      ? say("This channel is hidden from me. Discord says of {who} here: can't view it.", values)
      : say("This channel is hidden from me. Discord says of {who} here: {permissions}.", values);
  });
}

const agreed = (n: number, { name }: Channel): Phrase =>
  counted(
    n,
    "In {channel} Discord's own figures for one account are the same as mine.",
    "In {channel} Discord's own figures for {n} accounts are the same as mine.",
    { channel: { channel: name } },
  );

/** Discord's total with or without what it denies on top of the arithmetic; bits that we don't know are not compared. */
function differs({ raw, effective, unknown }: Answer, mask: bigint): boolean {
  if ((raw & flags.ADMINISTRATOR) !== 0n) return (mask & flags.ADMINISTRATOR) === 0n;
  const sure = KNOWN & ~unknown;
  return (mask & sure) !== (raw & sure) && (mask & sure) !== (effective & sure);
}

const named = (report: AuditReport, id: string): Value => {
  const agent = report.agents.find((one) => one.id === id);
  return agent === undefined ? say("whoever typed this") : agent.self ? say("me") : { said: agent.name };
};
