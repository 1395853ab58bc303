import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const membersCanAddBots: Rule = {
  id: "telegram.chat.members-can-add-bots",
  platform: "telegram",
  title: "Every member can add a bot",
  what: "The group's permissions let ordinary members add others, and bots are added the same way.",
  why: "A bot that nobody looked at can be in the group a minute from now.",
  category: "exposure",
  severity: "low",
  ceiling: "medium",
  confidence: "high",
  persona: "pedantic",
  scope: "workspace",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: ["Open the group's profile, tap the pencil (Edit), then Permissions, and turn off Add Members."],
  wrong: [
    "People can then only be invited by link or by an administrator, which a growing community may not want.",
    "Bots whose owners forbid joining groups can't be added in any case.",
  ],
  standards: [standards.agentSupplyChain, standards.accessGranting, standards.changeControl],
  check: (view) => {
    if (view.snapshot.chat.permissions?.["can_invite_users"] !== true) return [];
    const { id, title } = view.snapshot.chat;
    return [
      {
        subject: { kind: "workspace", id, name: title },
        claim: say("Every member of this group can add bots to it."),
        evidence: [say("{right} is on for ordinary members", { right: { code: "can_invite_users" } })],
        remedy: {
          kind: "settings",
          summary: say("Let only administrators add members."),
          steps: [
            say("Open the group's profile, tap the pencil (Edit), then Permissions."),
            say("Turn off Add Members."),
          ],
          link: null,
          breaks: say("Members can no longer add their friends directly. Invite links still work."),
          survivingRoute: say("Administrators with Invite Users can still add bots."),
          undo: { text: say("Turn Add Members on again."), link: null },
          who: say("A group admin with Ban Users, or the owner."),
          changes: [{ op: "set-chat-permission", key: "can_invite_users", value: false }],
        },
      },
    ];
  },
};
