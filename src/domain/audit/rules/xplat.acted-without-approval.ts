import { holds } from "../attestation.ts";
import type { Raised, Subject } from "../finding.ts";
import { counted, list, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { LATELY_MS, REVIEWED, type Unapproved } from "../unapproved.ts";

export const actedWithoutApproval: Rule = {
  id: "xplat.acted-without-approval",
  platform: "any",
  title: "It did what people have to approve, and nobody had",
  what: "The platform's own log shows an action that the agent's manifest calls sensitive, and no consumed approval covers it.",
  why: "Either the check was bypassed, or somebody else uses the bot's token, or the agent does as it likes. Approvals protect only if nothing happens without them.",
  category: "damage",
  severity: "critical",
  ceiling: "critical",
  confidence: "high",
  persona: "regular",
  scope: "agent",
  observability: "semi",
  needs: ["actions"],
  fix: "attest",
  byHand: [
    "Freeze the agent (/freeze) if nobody knows why it did that, and undo what it did.",
    "Ask whoever runs it: was the check bypassed, is the token stolen? Replace the token if in doubt.",
    "Take away the permission, or let the executor consume the grant right before it acts.",
    "When you know what happened: confirm that you looked into it.",
  ],
  wrong: [
    "An executor that verifies the grant offline and does not consume it here looks as if it had no approval.",
    "An approval covers one action, within ten minutes, and its params have to name the target the way docs/platform-actions.md says.",
    "Somebody may have meant it and only forgot to ask.",
  ],
  standards: [
    standards.rogueAgents,
    standards.toolMisuse,
    standards.excessiveAgency,
    standards.humanInTheLoop,
    standards.missingAuthorization,
    standards.auditReview,
  ],
  check: (view) => {
    const subjects: Subject[] =
      view.platform === "discord"
        ? view.agents.map(({ subject }) => subject)
        : view.agents.map(({ subject }) => subject);
    return subjects.flatMap((subject): Raised[] => {
      const open = openOf(view.unapproved, subject.id, view.at, (entry) =>
        holds(view.attestations, REVIEWED, entry, view.at),
      );
      const [latest] = open;
      if (!latest) return [];
      const types = [...new Set(open.map(({ type }) => type))].sort();
      return [
        {
          subject,
          // Whoever accepted or confirmed the last one did not mean the next one.
          key: latest.entryId,
          claim: counted(
            open.length,
            "{bot} acted without approval once in the last 30 days: {types}.",
            "{bot} acted without approval {n} times in the last 30 days: {types}.",
            { bot: { said: subject.name }, types: list(types.map((type) => ({ code: type }))) },
          ),
          evidence: open.slice(0, 5).map(({ type, at, entryId }) =>
            say("{type} at {time}, entry {entry}, in the platform's own log", {
              type: { code: type },
              time: new Date(at).toISOString(),
              entry: { code: entryId },
            }),
          ),
          remedy: {
            kind: "attest",
            summary: say("Find out how it could act without asking, close that way, and confirm it."),
            steps: [
              say("Freeze it if nobody knows why: {command}.", { command: { code: "/freeze" } }),
              say("Undo what it did."),
              say(
                "Find out: a bypassed check, a stolen token, an executor that does not consume its grants.",
              ),
              say("Close that way; then confirm, or accept the finding with a reason."),
            ],
            link: null,
            breaks: say("Nothing."),
            survivingRoute: null,
            undo: { text: say("Withdraw the confirmation."), link: null },
            who: say("Somebody who runs this place, and not the agent's owner."),
            changes: [{ op: "confirm", control: REVIEWED, subject: latest.entryId }],
          },
        },
      ];
    });
  },
};

/** Latest first, without what came before the last one that somebody looked into. */
function openOf(
  all: Unapproved[],
  agent: string,
  at: number,
  reviewed: (entryId: string) => boolean,
): Unapproved[] {
  const theirs = all
    .filter((one) => one.agent === agent && one.at > at - LATELY_MS)
    .sort((a, b) => b.at - a.at || (a.entryId < b.entryId ? 1 : -1));
  const seen = theirs.findIndex(({ entryId }) => reviewed(entryId));
  return seen === -1 ? theirs : theirs.slice(0, seen);
}
