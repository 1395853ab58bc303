import { heardIn } from "../db/listening.ts";
import type { Heard } from "../domain/care/sample.ts";
import type { Where } from "./ask-look.ts";
import type { Context } from "./context.ts";

/**
 * Where messages are that bots posted since a moment (milliseconds since the epoch), for people to read a sample of: ids and
 * times, never words, because none were kept. `agent` is the bot's account, `channel` what a link needs: the channel or thread.
 * At most one an hour and place, so that a busy hour does not crowd out a quiet one. Empty where messages are not listened to
 * (`DISCORD_MESSAGE_EVENTS`), and on Telegram, which does not show bots each other's messages.
 */
export async function messagesSince(ctx: Pick<Context, "db">, where: Where, since: number): Promise<Heard[]> {
  const rows = await heardIn(ctx.db, where);
  return rows.flatMap(({ userId: agent, recent }) =>
    recent
      .filter(({ at }) => at >= since)
      .map(({ in: channel, message, at }) => ({ agent, channel, message, at })),
  );
}
