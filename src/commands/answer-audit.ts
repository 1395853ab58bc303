import { auditReportCard } from "../cards/audit-report.ts";
import { noticeCard } from "../cards/notice.ts";
import type { AuditReport } from "../domain/audit/audit.ts";
import { withHere } from "../domain/audit/here.ts";
import {
  pressId,
  type Card,
  type CommandEvent,
  type Posted,
  type PressEvent,
} from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";
import { drawHeatMap } from "../use-cases/draw-heat-map.ts";
import { inPlace } from "../use-cases/in-place.ts";
import { keepReport } from "../use-cases/keep-report.ts";
import type { Audited } from "../use-cases/audit-workspace.ts";
import { auditForSomebody } from "../use-cases/reaudit-workspace.ts";
import { findReportsPlace } from "../use-cases/reports-place.ts";
import { commandWords as words, findings as findingWords } from "../words/index.ts";
import { refusalFor } from "./may.ts";
import { slowly } from "./slowly.ts";

type Asked = Pick<CommandEvent | PressEvent, "actor" | "reply" | "place"> &
  Pick<CommandEvent, "told"> & { name: string; id: string };

/**
 * Audits a workspace for the person who asked. They get the report for themselves; where the workspace has a place for
 * reports, it goes there too, for everybody who runs it. Weaknesses are never posted where nobody chose to have them.
 */
export async function answerAudit(
  ctx: Context,
  event: Asked,
  workspace: string,
  agent: string | null,
): Promise<void> {
  const refusal = await refusalFor(ctx, event, workspace);
  if (refusal) return void (await event.reply(refusal, { private: true }));

  const { platform } = event.actor;
  const looked = await slowly(ctx, event, (progress) =>
    auditForSomebody(ctx, { platform, workspace }, progress),
  );
  if (looked.cancelled) return;
  const { value: audited, reply, finish } = looked;
  if (!audited.ok) {
    const { title, text } = words.auditFailed;
    const card = noticeCard({ title, text: text(audited.why) }, { tone: "warning" });
    return void (await reply(card, { private: true }));
  }
  const report = withTold(audited, event, ctx.now());
  if (agent !== null) {
    const wanted = report.agents.find(
      ({ id, name }) =>
        id === agent.replace(/^<@!?(\d+)>$/, "$1") || name.toLowerCase() === agent.toLowerCase(),
    );
    const card = wanted
      ? auditReportCard(report, { only: wanted.id })
      : noticeCard(words.noSuchAgent(report.agents.map(({ name }) => name)));
    return void (await reply(card, { private: true }));
  }
  const draw = () => {
    const card = auditReportCard(report, { picture: drawHeatMap(audited.access()) });
    return { ...card, buttons: [...card.buttons, ...leadOn(report)] };
  };
  const place = await findReportsPlace(ctx, platform, workspace);
  if (!place) return void (await reply(draw(), { private: true }));
  /** What stands there for everybody says later what became of its findings. */
  const keeping = (show: (card: Card) => Promise<Posted | null> | undefined) =>
    inPlace(ctx, place, async () => {
      const card = draw();
      const posted = await show(card);
      if (posted) await keepReport(ctx, posted, card, report);
    });
  if (place.channel === event.place.channel) {
    await keeping((card) => event.reply(card, { private: false }));
    return await finish();
  }
  await reply(draw(), { private: true });
  try {
    await keeping((card) => ctx.platforms[platform]?.post(place, card, event.id.slice(0, 25)));
  } catch (failure) {
    ctx.log.warn({ err: failure, platform, workspace }, "the reports place could not be reached");
  }
}

/** With what Discord itself says about the channel in which somebody asked. */
function withTold({ report, snapshot }: Audited & { ok: true }, { told }: Asked, at: number): AuditReport {
  if (!told || !("guild" in snapshot)) return report;
  const masks = new Map(Object.entries(told.masks).map(([id, mask]) => [id, BigInt(mask)]));
  if (told.own !== null) masks.set(snapshot.viewer, BigInt(told.own));
  return withHere(report, snapshot, { channel: told.channel, masks }, at);
}

/** To each finding with what can be done about it; where there is one. */
function leadOn({ findings, workspace }: AuditReport): Card["buttons"] {
  if (findings.length === 0) return [];
  const press = pressId("findings", workspace.id, "o", "a", "-", "0");
  return [[{ press, label: findingWords.list.button, style: "secondary" }]];
}
