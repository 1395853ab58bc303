import { noticeCard } from "../cards/notice.ts";
import { pressId } from "../platforms/platform.ts";
import { workspacesRunBy } from "../use-cases/workspaces-run-by.ts";
import { commandWords as words } from "../words/index.ts";
import { answerAudit } from "./answer-audit.ts";
import type { Command } from "./command.ts";

/** `/audit [agent]`: in a server or group, that one; in a private chat, one of the places this person runs. */
export const audit: Command = {
  spec: {
    name: "audit",
    description: () => words.specs.audit,
    options: [
      { name: "agent", description: () => words.specs.auditAgent, required: false, kind: "agent" },
      { name: "here", description: () => words.specs.auditHere, required: false, kind: "member" },
    ],
    managersOnly: true,
    inPrivate: true,
  },
  async run(ctx, event) {
    const agent = event.options["agent"] ?? event.options["here"] ?? null;
    if (event.place.workspace) return await answerAudit(ctx, event, event.place.workspace, agent);

    const places = await workspacesRunBy(ctx, event.actor);
    const [only, ...others] = places;
    if (!only) {
      const text = words.privateAudit.none(event.actor.platform);
      await event.reply(noticeCard({ title: words.privateAudit.noneTitle, text }), { private: true });
    } else if (others.length === 0) {
      await answerAudit(ctx, event, only.id, agent);
    } else {
      const buttons = places
        .slice(0, 10)
        .map((place) => [
          { press: pressId("audit", place.id), label: place.title, style: "secondary" as const },
        ]);
      const card = noticeCard(
        { title: words.privateAudit.pickTitle, text: words.privateAudit.pick },
        { buttons },
      );
      await event.reply(card, { private: true });
    }
  },
};
