import { counted, say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";
import { takeRights } from "../telegram-fix.ts";
import type { TelegramView } from "../view-telegram.ts";

export const agentCanRemoveApprovers: Rule = {
  id: "telegram.approval.agent-can-remove-approvers",
  platform: "telegram",
  title: "Can remove the people who approve",
  what: "A bot may ban users in the chat where approvals are decided, and an approver is not an administrator.",
  why: "An agent that was denied once could get rid of whoever denies. Administrators are protected from it, ordinary members are not.",
  category: "damage",
  severity: "high",
  ceiling: "high",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: ["approvals-place", "approvers"],
  fix: "settings",
  byHand: [
    "Make the approvers administrators of the group (no rights are needed for that).",
    "Or: group profile → Edit → Administrators → the bot: turn off Ban Users and save.",
  ],
  wrong: ["An approver may decide in a private chat with Countersign and not care about the group."],
  standards: [
    standards.humanInTheLoop,
    standards.toolMisuse,
    standards.separationOfDuties,
    standards.leastPrivilege,
  ],
  check: (view) => {
    const open = unprotected(view);
    if (open.length === 0) return [];
    return view.agents
      .filter((agent) => agent.member.rights.includes("can_restrict_members"))
      .map((agent) => ({
        subject: agent.subject,
        key: open.join(" "),
        claim: counted(
          open.length,
          "{bot} can ban an approver from this chat: that person is no administrator.",
          "{bot} can ban {n} approvers from this chat: they are no administrator.",
          { bot: { said: agent.member.name } },
        ),
        evidence: [
          say("{right} is on", { right: { code: "can_restrict_members" } }),
          say("approvers: {ids}", { ids: { code: open.join(", ") } }),
        ],
        remedy: takeRights(view, agent, ["can_restrict_members"]),
      }));
  },
};

/** Approvers named one by one whom this chat does not list as administrators. */
function unprotected(view: TelegramView): string[] {
  const admins = new Set(
    view.snapshot.members
      .filter((member) => member.status === "creator" || member.status === "administrator")
      .map((member) => member.id),
  );
  return (view.approvals?.approvers ?? [])
    .filter((who) => who.startsWith("telegram:user:"))
    .map((who) => who.slice("telegram:user:".length))
    .filter((id) => !admins.has(id))
    .sort();
}
