import type { Where } from "../use-cases/ask-look.ts";
import { greetWorkspace } from "../use-cases/greet-workspace.ts";
import type { Delivery } from "./queue/work.ts";

/** The first card in a place that we were added to. */
export const greet: Delivery = {
  queue: "greet",
  retries: 6,
  seconds: 120,
  concurrency: 2,
  async run(ctx, data) {
    await greetWorkspace(ctx, data as Where);
  },
  async giveUp(ctx, data) {
    ctx.log.warn(
      { data },
      "nobody could be greeted in a place that we were added to; /setup still works there",
    );
    await Promise.resolve();
  },
};
