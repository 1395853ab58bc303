import { callBack as call, giveUpCallback } from "../use-cases/call-back.ts";
import type { Delivery } from "./queue/work.ts";

/** Tells the agent's callback address that its request was decided. */
export const callBack: Delivery = {
  queue: "call-back",
  retries: 12,
  seconds: 30,
  concurrency: 4,
  async run(ctx, data) {
    await call(ctx, (data as { requestId: string }).requestId);
  },
  async giveUp(ctx, data) {
    await giveUpCallback(ctx, (data as { requestId: string }).requestId);
  },
};
