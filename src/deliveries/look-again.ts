import type { Where } from "../use-cases/ask-look.ts";
import { lookAgain as look } from "../use-cases/look-again.ts";
import type { Delivery } from "./queue/work.ts";

/** Reads a workspace's log, and audits it again, some seconds after something changed there. */
export const lookAgain: Delivery = {
  queue: "look-again",
  retries: 5,
  // The first reading of a long log takes its time; where it is interrupted, the next try goes on.
  seconds: 600,
  concurrency: 2,
  async run(ctx, data) {
    try {
      await look(ctx, data as Where);
    } catch (failure) {
      ctx.log.warn({ err: failure, data }, "a workspace could not be looked at; trying again");
      throw failure;
    }
  },
  async giveUp(ctx, data) {
    ctx.log.error({ data }, "a workspace could not be looked at again; the next sweep tries again");
    await Promise.resolve();
  },
};
