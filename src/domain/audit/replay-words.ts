/** What a replay found, in a sentence or two, behind what a remedy says about what could stop working. */
import { flags, isFlagName, maskOf } from "../discord/flags.ts";
import { labels } from "./discord-labels.ts";
import { after, counted, list, say } from "./phrase.ts";
import type { Phrase, Value } from "./phrase.ts";
import type { Remedy } from "./remedy.ts";
import { replay } from "./replay.ts";
import type { Failing, Replay } from "./replay.ts";
import type { DiscordView } from "./view-discord.ts";
import type { TelegramView } from "./view-telegram.ts";
import { ago } from "./words.ts";

/** The remedy with what it would have broken. Unchanged where nothing was watched or nobody's powers change. */
export function replayed(view: DiscordView | TelegramView, remedy: Remedy): Remedy {
  const found = replay(view, remedy.changes);
  if (found === null) return remedy;
  const breaks = [...result(found, view.at), ...first(found, remedy), ...limits(found)].reduce(
    after,
    remedy.breaks,
  );
  return { ...remedy, breaks, replay: found };
}

function result({ observed, failing, traced }: Replay, at: number): Phrase[] {
  if (observed === 0)
    return traced ? [say("No action of it was observed, so none is known that would fail.")] : [];
  const broken = failing.reduce((sum, { count }) => sum + count, 0);
  if (broken === 0)
    return [
      counted(observed, "The one observed action would not fail.", "0 of {n} observed actions would fail."),
    ];
  return [
    say("{broken} of {observed} observed actions would fail: {failing}.", {
      broken,
      observed,
      failing: list(
        failing.map((one) => told(one, at)),
        4,
      ),
    }),
  ];
}

/** What the link leaves to the role and a channel's own permissions shut, once Administrator no longer goes over them. */
function first({ failing }: Replay, { link }: Remedy): Phrase[] {
  if (link === null) return [];
  const kept = BigInt(new URL(link).searchParams.get("permissions") ?? "0");
  const shut = failing.flatMap(({ permission, channel }) =>
    channel !== null && isFlagName(permission) && (kept & flags[permission]) !== 0n
      ? [{ permission, channel }]
      : [],
  );
  return [...Map.groupBy(shut, ({ channel }) => channel.id).values()].map((all) =>
    say("Before you click, allow it {permissions} in {channel}.", {
      permissions: labels(maskOf(all.map(({ permission }) => permission)), "channel"),
      channel: { channel: all[0]?.channel.name ?? "" },
    }),
  );
}

function told({ permission, channel, last, forbidden }: Failing, at: number): Value {
  const values = {
    permission: isFlagName(permission) ? labels(maskOf([permission])) : { rights: [permission] },
    when: ago(at - last),
    ...(channel === null ? {} : { channel: { channel: channel.name } }),
  };
  if (forbidden)
    return channel === null
      ? say("{permission}, last used {when}, which its manifest forbids", values)
      : say("{permission} in {channel}, last used {when}, which its manifest forbids", values);
  return channel === null
    ? say("{permission}, last used {when}", values)
    : say("{permission} in {channel}, last used {when}", values);
}

/** More than these are not read one by one. */
const NAMED = 4;

function limits({ unclear, untraced }: Replay): Phrase[] {
  const open =
    unclear === 0
      ? []
      : [
          counted(
            unclear,
            "Of one of them nobody can tell: it depends on whom it is done to, or on a channel that can't be seen.",
            "Of {n} of them nobody can tell: it depends on whom they are done to, or on channels that can't be seen.",
          ),
        ];
  if (untraced.length === 0) return open;
  if (untraced.length > NAMED)
    return [
      ...open,
      say("Much of what it loses leaves no trace when it is used, so nothing is known of that."),
    ];
  const onDiscord = untraced.every((name) => isFlagName(name) || name.startsWith("BIT_"));
  const what = onDiscord ? labels(maskOf(untraced)) : { rights: untraced };
  return [...open, say("Use of {what} leaves no trace, so nothing is known of it.", { what })];
}
