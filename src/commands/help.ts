import type { Card, CommandEvent } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";
import { powersOf } from "../use-cases/powers.ts";
import { workspacesRunBy } from "../use-cases/workspaces-run-by.ts";
import { commandWords as words } from "../words/index.ts";
import type { Command } from "./command.ts";

/** `/help`: derived from the list of commands, so that it can't disagree with it. Only what works here, for this person. */
export const help = (all: () => Command[]): Command => ({
  spec: {
    name: "help",
    description: () => words.specs.help,
    options: [],
    managersOnly: false,
    inPrivate: true,
  },
  who: "anybody",
  async run(ctx, event) {
    const alone = event.place.workspace === null;
    const is = await rolesOf(ctx, event);
    const here = all().filter(
      ({ spec }) => spec.only === undefined && (alone ? spec.inPrivate : spec.inPlaces !== false),
    );
    const theirs = here.filter(({ who = "approvers" }) => is.has(who));
    const card: Card = {
      tone: "neutral",
      title: words.help.title,
      blocks: [
        { kind: "text", text: [words.help.intro] },
        { kind: "heading", text: [words.help.commandsHeading] },
        {
          kind: "list",
          items: theirs.map(({ spec }) => [{ bold: `/${spec.name}` }, ` ${spec.description()}`]),
        },
        ...(theirs.length < here.length ? [{ kind: "note" as const, text: [words.help.others] }] : []),
        { kind: "note", text: [words.help.approvals] },
      ],
      buttons: [],
    };
    await event.reply(card, { private: true });
  },
});

/** What can't be checked is not offered. */
async function rolesOf(
  ctx: Context,
  { actor, place }: Pick<CommandEvent, "actor" | "place">,
): Promise<Set<NonNullable<Command["who"]>>> {
  const roles = new Set<NonNullable<Command["who"]>>(["anybody"]);
  const { places } = await powersOf(ctx, actor, place.workspace);
  const run = await workspacesRunBy(ctx, actor, place.workspace);
  if (run.length > 0) roles.add("managers");
  if (run.length > 0 || places.length > 0) roles.add("approvers");
  return roles;
}
