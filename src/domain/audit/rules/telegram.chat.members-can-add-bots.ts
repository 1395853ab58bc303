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
        claim: ["Every member of this group can add bots to it."],
        evidence: [[{ code: "can_invite_users" }, " is on for ordinary members"]],
        remedy: {
          kind: "settings",
          summary: ["Let only administrators add members."],
          steps: [
            ["Open the group's profile, tap the pencil (Edit), then Permissions."],
            ["Turn off Add Members."],
          ],
          link: null,
          breaks: ["Members can no longer add their friends directly. Invite links still work."],
          survivingRoute: ["Administrators with Invite Users can still add bots."],
          undo: { text: ["Turn Add Members on again."], link: null },
          who: ["A group admin with Ban Users, or the owner."],
          changes: [{ op: "set-chat-permission", key: "can_invite_users", value: false }],
        },
      },
    ];
  },
};
