import { labels } from "../discord-labels.ts";
import type { Raised } from "../finding.ts";
import { count } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const overwriteOrphan: Rule = {
  id: "discord.bot.overwrite-orphan",
  platform: "discord",
  title: "Channel permissions for a role that is gone",
  what: "A channel has permissions for a role that no longer exists.",
  why: "They do nothing today, but they make the channel's permissions hard to read, and hard-to-read permissions hide the dangerous ones.",
  category: "exposure",
  severity: "info",
  ceiling: "low",
  confidence: "medium",
  persona: "pedantic",
  scope: "channel",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: ["Edit Channel → Permissions: remove the entry that shows only a number."],
  wrong: [
    "The role may be missing from the snapshot rather than from the server.",
    "Entries for members who left are not looked at: Countersign does not read the whole member list.",
  ],
  standards: [standards.offboarding, standards.accounts],
  check: (view) =>
    view.channels.flatMap((channel): Raised[] => {
      const lost = (channel.overwrites ?? []).filter((one) => one.kind === "role" && !view.roles.has(one.id));
      if (lost.length === 0) return [];
      return [
        {
          subject: { kind: "channel", id: channel.id, name: channel.name },
          key: lost.map((one) => one.id).join(" "),
          claim: [
            "#",
            { said: channel.name },
            ` has permissions for ${count(lost.length, "role")} that no longer ${lost.length === 1 ? "exists" : "exist"}.`,
          ],
          evidence: lost.map((one) => [
            { code: one.id },
            one.allow === 0n ? " grants nothing" : ` grants ${labels(one.allow, "channel")}`,
          ]),
          remedy: {
            kind: "settings",
            summary: [
              "Remove ",
              count(lost.length, "dead entry", "dead entries"),
              " from #",
              { said: channel.name },
              ".",
            ],
            steps: [
              [
                "#",
                { said: channel.name },
                " → Edit Channel → Permissions: remove the entries that show only a number.",
              ],
            ],
            link: null,
            breaks: ["Nothing: nobody has the role."],
            survivingRoute: null,
            undo: { text: ["Not needed."], link: null },
            who: ["Somebody with Manage Roles there."],
            changes: lost.map((one) => ({ op: "delete-overwrite", channel: channel.id, target: one.id })),
          },
        },
      ];
    }),
};
