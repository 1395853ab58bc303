import { agentCard } from "../cards/agent.ts";
import { noticeCard } from "../cards/notice.ts";
import { visibleLine } from "../domain/approval/safe-text.ts";
import { pressId, type Card, type PressEvent } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";
import type { FoundBot } from "../use-cases/find-bots.ts";
import { seeAgent } from "../use-cases/see-agent.ts";
import { agentCard as words, commandWords } from "../words/index.ts";
import { refusalFor } from "./may.ts";

/** The card of one bot, for somebody who may see it. */
export async function answerAgent(
  ctx: Context,
  event: Pick<PressEvent, "actor" | "reply">,
  bot: { workspace: string; userId: string },
  look: { page?: number; notice?: string | null; instead?: boolean } = {},
): Promise<void> {
  const { actor, reply } = event;
  const refusal = await refusalFor(ctx, { actor, name: "agent" }, bot.workspace);
  if (refusal) return void (await reply(refusal, { private: true }));
  const seen = await seeAgent(ctx, { platform: actor.platform, workspace: bot.workspace }, bot.userId);
  if (seen.ok)
    return void (await reply(agentCard(seen.shown, look), { private: true, instead: look.instead ?? false }));
  const { title, text } = commandWords.auditFailed;
  const card =
    seen.why === null
      ? noticeCard(words.none)
      : noticeCard({ title, text: text(seen.why) }, { tone: "warning" });
  await reply(card, { private: true });
}

/** Bots to choose from, by name; as many as there are. `page` of the list. */
export function pickBot(bots: FoundBot[], page?: number): Card {
  if (bots.length === 0) return noticeCard(words.none);
  const { title, text } = words.pick;
  return noticeCard(
    { title, text },
    {
      more: [
        {
          kind: "select",
          select: {
            of: "options",
            press: pressId("agent-pick"),
            label: title,
            chosen: [],
            options: bots.map(({ workspace, userId, name }) => ({
              value: `${workspace}:${userId}`,
              label: visibleLine(name),
            })),
            ...(page !== undefined && { page }),
          },
        },
      ],
    },
  );
}
