import type { Schedule } from "../deliveries/queue/work.ts";
import { rotateSigningKeyWhenOld } from "../use-cases/rotate-signing-key.ts";

/** Once a day: a new signing key when the current one is 90 days old. */
export const rotateSigningKey: Schedule = {
  name: "rotate-signing-key",
  cron: "23 3 * * *",
  async run(ctx) {
    await rotateSigningKeyWhenOld(ctx);
  },
};
