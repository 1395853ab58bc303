import { noticeCard } from "../../cards/notice.ts";
import { purposes, type Purpose } from "../../domain/manifest.ts";
import { PlatformError } from "../../platforms/platform.ts";
import { finishSetup } from "../../use-cases/finish-setup.ts";
import { agentCard as words, setup } from "../../words/index.ts";
import { answerAgent } from "../answer-agent.ts";
import { refusalFor } from "../may.ts";
import type { Press } from "./press.ts";

/** What a bot is for, said on its card: at once, or when a second person agrees. */
export const agentPurpose: Press = {
  verb: "agent-purpose",
  async run(ctx, event, [workspace = "", userId = ""]) {
    const { actor, page, reply, values } = event;
    const bot = { workspace, userId };
    const purpose = purposes.find((one) => one === values?.[0]);
    if (!purpose)
      return await answerAgent(ctx, event, bot, { instead: true, ...(page !== undefined && { page }) });
    const refusal = await refusalFor(ctx, { actor, name: "setup" }, workspace, "managers");
    if (refusal) return void (await reply(refusal, { private: true }));
    try {
      const chosen: Record<string, Purpose> = { [userId]: purpose };
      const { wider } = await finishSetup(ctx, { platform: actor.platform, workspace }, actor, {
        purposes: chosen,
      });
      const notice = wider.length > 0 ? words.waits : words.declared;
      await answerAgent(ctx, event, bot, { instead: true, notice });
    } catch (failure) {
      if (!(failure instanceof PlatformError)) throw failure;
      const text = setup.refused.cantLook(failure.message);
      await reply(noticeCard({ title: setup.refused.title, text }, { tone: "warning" }), { private: true });
    }
  },
};
