import { changesCard } from "../cards/drift.ts";
import { noticeCard } from "../cards/notice.ts";
import { durationMs } from "../domain/duration.ts";
import { whatChanged } from "../use-cases/what-changed.ts";
import { drift as words } from "../words/index.ts";
import type { Command } from "./command.ts";
import { refusalFor } from "./may.ts";

const WEEK_MS = 7 * 86_400_000;

/** `/since [2d]`: what changed in this server or group since then, whose doing it was, and which findings came and went. */
export const since: Command = {
  spec: {
    name: "since",
    description: () => words.since.spec,
    options: [{ name: "ago", description: () => words.since.ago, required: false, kind: "text" }],
    managersOnly: true,
    inPrivate: false,
  },
  async run(ctx, event) {
    const { actor, options, place, reply } = event;
    const { platform } = actor;
    const answer = (card: Parameters<typeof reply>[0]) => reply(card, { private: true });
    if (!place.workspace) return void (await answer(noticeCard(words.since.here)));
    const refusal = await refusalFor(ctx, event, place.workspace);
    if (refusal) return void (await answer(refusal));
    const asked = options["ago"]?.trim();
    const back = asked ? durationMs(asked) : WEEK_MS;
    if (back === null) return void (await answer(noticeCard(words.since.badTime(asked ?? ""))));
    const to = ctx.now();
    const answered = await whatChanged(
      ctx,
      { platform, workspace: place.workspace },
      { from: to - back, to },
    );
    await answer(answered ? changesCard(answered, platform) : noticeCard(words.since.never));
  },
};
