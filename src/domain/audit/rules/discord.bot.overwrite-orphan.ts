import { labels } from "../discord-labels.ts";
import type { Raised } from "../finding.ts";
import { counted, say } from "../phrase.ts";
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
          claim: counted(
            lost.length,
            "{channel} has permissions for {n} role that no longer exists.",
            "{channel} has permissions for {n} roles that no longer exist.",
            { channel: { channel: channel.name } },
          ),
          evidence: lost.map((one) =>
            one.allow === 0n
              ? say("{role} grants nothing", { role: { code: one.id } })
              : say("{role} grants {permissions}", {
                  role: { code: one.id },
                  permissions: labels(one.allow, "channel"),
                }),
          ),
          remedy: {
            kind: "settings",
            summary: counted(
              lost.length,
              "Remove {n} dead entry from {channel}.",
              "Remove {n} dead entries from {channel}.",
              { channel: { channel: channel.name } },
            ),
            steps: [
              say("{channel} → Edit Channel → Permissions: remove the entries that show only a number.", {
                channel: { channel: channel.name },
              }),
            ],
            link: null,
            breaks: say("Nothing: nobody has the role."),
            survivingRoute: null,
            undo: { text: say("Not needed."), link: null },
            who: say("Somebody with Manage Roles there."),
            changes: lost.map((one) => ({ op: "delete-overwrite", channel: channel.id, target: one.id })),
          },
        },
      ];
    }),
};
