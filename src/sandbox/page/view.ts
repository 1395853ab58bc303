/** Everything the page shows to the visitor who is somebody. */
import type { Sandbox } from "../run.ts";
import { people, type PersonName } from "../world/people.ts";
import { createDesk, type DeskLine, type DeskRequest, type Till } from "./desk.ts";
import { discordView } from "./discord-view.ts";
import { guide, type Guide } from "./guide/index.ts";
import type { Play } from "./guide/step.ts";
import { watchHealth, type Health } from "./health.ts";
import type { ShownPlatform } from "./shown.ts";
import { spokenBy, type Spoken } from "./language.ts";
import { telegramView } from "./telegram-view.ts";
import { answerTo, type TroubleAnswer } from "./trouble-answer.ts";
import { createTrouble, type Trouble } from "./trouble.ts";

export interface Stage extends Play {
  health: ReturnType<typeof watchHealth>;
  close(): Promise<void>;
}

export function openStage(sandbox: Sandbox): Stage {
  const desk = createDesk(sandbox);
  const trouble = createTrouble(sandbox);
  const health = watchHealth(sandbox);
  return {
    sandbox,
    desk,
    trouble,
    health,
    pressed: new Map(),
    audits: new Set(),
    since: new Map(),
    async close() {
      desk.close();
      health.close();
      await trouble.close();
    },
  };
}

export interface View {
  person: { key: PersonName; name: string; part: string; language: Spoken };
  discord: ShownPlatform;
  telegram: ShownPlatform;
  requests: DeskRequest[];
  log: DeskLine[];
  till: Till;
  /** Each with what Countersign says about it, while it is broken. */
  troubles: (ReturnType<Trouble["list"]>[number] & { answer: TroubleAnswer | null })[];
  health: Health;
  guide: Guide;
}

export function viewOf(stage: Stage, who: PersonName): View {
  const { sandbox, desk, trouble, health } = stage;
  const { name, part, discord } = people[who];
  return {
    person: { key: who, name, part, language: spokenBy(sandbox, who) },
    discord: discordView(sandbox, discord),
    telegram: telegramView(sandbox, who),
    requests: desk.requests(),
    log: desk.log(),
    till: desk.till(),
    troubles: trouble.list().map((each) => ({ ...each, answer: answerTo(stage, each.id) })),
    health: health.now(),
    guide: guide(stage),
  };
}
