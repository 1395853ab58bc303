/** What the cards of duties are made of, from any values. */
import type { DutyShown } from "../../src/cards/duty.ts";
import { decisions, type Reviewed } from "../../src/domain/care/duty.ts";
import type { Any } from "./every-card-values.ts";

export const reviewed = (any: Any): Reviewed => ({
  id: any.id(),
  name: any.name(),
  grade: any.of("A", "F"),
  findings: any.count(2000),
  decision: any.of(null, {
    what: any.of(...decisions),
    by: `discord:${any.id()}`,
    name: any.name(),
    at: any.time(),
  }),
});

export const duty = (any: Any): DutyShown => ({
  id: "dty_0123456789abcdef",
  platform: any.platform,
  workspace: { id: any.workspace(), title: any.name() },
  period: "2026-W47",
  dueAt: any.time(),
  done: any.of(null, { at: any.time(), by: `discord:${any.id()}`, name: any.name() }),
  body: any.of<() => DutyShown["body"]>(
    () => ({
      kind: "usage",
      agents: any.many(10, () => ({
        id: any.id(),
        name: any.name(),
        asked: any.count(200),
        denied: any.count(20),
        did: any.count(200),
        usual: any.of(null, any.count(20)),
      })),
      more: any.count(9),
    }),
    () => ({
      kind: "sample",
      picks: any.many(5, () => ({
        agent: any.name(),
        message: any.of(null, { channel: any.id(), id: any.id() }),
        at: any.time(),
      })),
    }),
    () => ({ kind: "review", agents: any.many(30, () => reviewed(any)), escalated: any.yes() }),
    () => ({ kind: "rotation", agents: any.many(20, () => any.name()) }),
    () => ({ kind: "drill", evidence: any.of(null, any.words(300)) }),
    () => ({
      kind: "digest",
      digest: {
        from: any.time(),
        narrowed: any.count(3),
        found: any.count(2000),
        fixed: any.count(3),
        accepted: any.count(3),
        open: any.count(3),
        ending: any.many(6, () => ({ title: "Administrator", subject: any.name(), until: any.time() })),
        decided: any.count(3),
        denied: any.count(3),
        medianMs: any.of(null, any.count(90_000_000)),
        grades: any.many(6, () => ({ name: any.name(), was: "A", is: "F" })),
        waited: {
          widened: any.count(9),
          reopened: any.many(6, () => ({ title: "Administrator", subject: any.name() })),
        },
      },
    }),
  )(),
});
