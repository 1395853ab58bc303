import type { Schedule } from "../deliveries/queue/work.ts";
import { keepListening as keep } from "../use-cases/usage-seen.ts";

/** Proof that Telegram's groups were listened to: what was not seen in that time did not happen. */
export const keepListening: Schedule = {
  name: "keep-listening",
  cron: "*/10 * * * *",
  async run(ctx) {
    await keep(ctx);
  },
};
