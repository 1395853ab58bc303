/** The card of a duty: what is to be done, by whom it was done; and the reminder of one that nobody answered. */
import { visibleLine } from "../domain/approval/safe-text.ts";
import { isUnusual, type Decision, decisions, type DutyBody, type Reviewed } from "../domain/care/duty.ts";
import {
  pressId,
  type Block,
  type Button,
  type Card,
  type Inline,
  type PlatformId,
  type Posted,
} from "../platforms/platform.ts";
import { care as words } from "../words/index.ts";
import { buttonName } from "./audit-names.ts";
import { digestBlocks } from "./digest.ts";
import { person, when } from "./finding-state.ts";
import { messageLink } from "./message-link.ts";

export interface DutyShown {
  id: string;
  platform: PlatformId;
  workspace: { id: string; title: string };
  period: string;
  /** Milliseconds since the epoch. */
  dueAt: number;
  body: DutyBody;
  done: { at: number; by: string; name: string } | null;
}

/** More would not fit into one message; the rest comes as these are decided. */
const AT_ONCE = 8;

export function dutyCard(shown: DutyShown): Card {
  const { body, done } = shown;
  const finished: Block[] = done
    ? [{ kind: "text", text: words.doneBy(person(done.by, done.name), when(done.at)) }]
    : [];
  return {
    tone: done ? "good" : body.kind === "review" && body.escalated ? "warning" : "neutral",
    title: titleOf(shown),
    blocks: [...blocksOf(shown), ...finished],
    buttons: done ? [] : buttonsOf(shown),
  };
}

/** A message of its own: an edited card rings nobody's bell. */
export function dutyReminder(shown: DutyShown & { posted: Posted | null }): Card {
  const { posted, platform, workspace, body } = shown;
  const href =
    posted &&
    messageLink({
      platform,
      workspace: workspace.id,
      channel: posted.place.channel,
      messageId: posted.message,
    });
  return {
    tone: "warning",
    title: words.reminder.title(titleOf(shown)),
    blocks: [
      { kind: "text", text: words.reminder.since(when(shown.dueAt)) },
      ...(body.kind === "review" && body.escalated
        ? [{ kind: "text" as const, text: [words.review.escalated] }]
        : []),
    ],
    buttons: href ? [[{ href, label: words.reminder.card }]] : [],
  };
}

/** What becomes of one agent, asked of whoever opened it. */
export function reviewCard(id: string, agent: Reviewed): Card {
  const styles = { keep: "success", trim: "primary", remove: "danger" } as const;
  return {
    tone: "neutral",
    title: words.review.one(buttonName(agent.name, 80)),
    blocks: [
      { kind: "text", text: [words.review.grade(agent.grade, agent.findings)] },
      { kind: "note", text: [words.review.hint] },
    ],
    buttons: [
      decisions.map((what: Decision): Button => ({
        press: pressId("review-decide", id, agent.id, what),
        label: words.review.buttons[what],
        style: styles[what],
      })),
    ],
  };
}

function titleOf({ body, workspace }: DutyShown): string {
  return words.title[body.kind](buttonName(workspace.title, 60));
}

function blocksOf({ id, platform, workspace, body, done }: DutyShown): Block[] {
  switch (body.kind) {
    case "usage":
      return [
        {
          kind: "list",
          items: body.agents.map((agent): Inline[] => [
            { said: visibleLine(agent.name) },
            `: ${words.usage.line(agent.asked, agent.denied, agent.did)}`,
            ...(isUnusual(agent) && agent.usual !== null ? [` ⚠ ${words.usage.unusual(agent.usual)}`] : []),
          ]),
        },
        ...(body.more > 0 ? [{ kind: "text" as const, text: [words.usage.more(body.more)] }] : []),
        { kind: "note", text: [words.usage.hint] },
      ];
    case "sample":
      return [
        { kind: "text", text: [words.sample.lead] },
        {
          kind: "list",
          items: body.picks.map(({ agent, message, at }): Inline[] => {
            const href =
              message &&
              messageLink({
                platform,
                workspace: workspace.id,
                channel: message.channel,
                messageId: message.id,
              });
            return [
              { said: visibleLine(agent) },
              ": ",
              ...(href ? [{ link: words.sample.link, href }, ", ", when(at)] : words.sample.around(day(at))),
            ];
          }),
        },
      ];
    case "review":
      return reviewBlocks(id, body, done !== null);
    case "rotation":
      return [
        { kind: "text", text: [words.rotation.lead] },
        { kind: "fields", fields: [{ name: words.rotation.agents, value: names(body.agents) }] },
      ];
    case "drill":
      return [
        { kind: "text", text: [words.drill.lead] },
        ...(body.evidence === null
          ? []
          : [
              {
                kind: "fields" as const,
                fields: [{ name: words.saw, value: [{ said: visibleLine(body.evidence) }] }],
              },
            ]),
      ];
    case "digest":
      return digestBlocks(body.digest);
  }
}

function reviewBlocks(id: string, body: DutyBody & { kind: "review" }, done: boolean): Block[] {
  const open = body.agents.filter(({ decision }) => decision === null);
  const decided = body.agents.flatMap(({ name, decision }): Inline[][] =>
    decision
      ? [
          [
            { said: visibleLine(name) },
            ": ",
            { bold: words.review.what[decision.what] },
            ...words.review.decided(person(decision.by, decision.name), when(decision.at)),
          ],
        ]
      : [],
  );
  return [
    ...(done
      ? []
      : [{ kind: "text" as const, text: [body.escalated ? words.review.escalated : words.review.lead] }]),
    ...open.slice(0, AT_ONCE).map((agent): Block => ({
      kind: "section",
      text: [{ said: visibleLine(agent.name) }, `: ${words.review.grade(agent.grade, agent.findings)}`],
      button: {
        press: pressId("review-one", id, agent.id),
        label: words.review.decide(buttonName(agent.name, 20)),
        style: "secondary",
      },
    })),
    ...(open.length > AT_ONCE
      ? [{ kind: "note" as const, text: [words.review.rest(open.length - AT_ONCE)] }]
      : []),
    ...(decided.length > 0 ? [{ kind: "list" as const, items: decided.slice(0, MOST_NAMES) }] : []),
  ];
}

const MOST_NAMES = 20;

function names(all: string[]): Inline[] {
  const shown = all
    .slice(0, MOST_NAMES)
    .flatMap((name, at): Inline[] => [at === 0 ? "" : ", ", { said: visibleLine(name) }]);
  return all.length > MOST_NAMES ? [...shown, ` ${words.usage.more(all.length - MOST_NAMES)}`] : shown;
}

function buttonsOf({ id, body }: DutyShown): Button[][] {
  const later: Button = { press: pressId("duty-later", id), label: words.buttons.later, style: "secondary" };
  switch (body.kind) {
    case "digest":
      return [];
    case "usage":
      return [[done(id)]];
    case "review":
      return [[later]];
    case "drill":
      return [[{ press: pressId("duty-report", id), label: words.buttons.report, style: "success" }, later]];
    case "sample":
    case "rotation":
      return [[done(id), later]];
  }
}

function done(id: string): Button {
  return { press: pressId("duty-done", id), label: words.buttons.done, style: "success" };
}

function day(at: number): Inline {
  return { time: new Date(at).toISOString(), style: "full" };
}
