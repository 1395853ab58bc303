/** Every button, by its verb. */
import { cancel } from "./cancel.ts";
import { agent } from "./agent.ts";
import { agentAudit } from "./agent-audit.ts";
import { agentPick } from "./agent-pick.ts";
import { agentPurpose } from "./agent-purpose.ts";
import { approvals } from "./approvals.ts";
import { approve } from "./approve.ts";
import { approveBecause } from "./approve-because.ts";
import { approveFor } from "./approve-for.ts";
import { audit } from "./audit.ts";
import { confirmChange } from "./confirm-change.ts";
import { deny } from "./deny.ts";
import { denyBecause } from "./deny-because.ts";
import { details } from "./details.ts";
import { dropChange } from "./drop-change.ts";
import { unlink } from "./unlink.ts";
import { forget } from "./forget.ts";
import { freeze } from "./freeze.ts";
import { stopAgent } from "./stop-agent.ts";
import { stayFrozen } from "./stay-frozen.ts";
import { unfreeze } from "./unfreeze.ts";
import { finding } from "./finding.ts";
import { findings } from "./findings.ts";
import { findingAccept30 } from "./finding-accept-30.ts";
import { findingAccept90 } from "./finding-accept-90.ts";
import { findingBreaks } from "./finding-breaks.ts";
import { findingDrop } from "./finding-drop.ts";
import { findingRule } from "./finding-rule.ts";
import { findingShare } from "./finding-share.ts";
import { findingTake } from "./finding-take.ts";
import { findingUnaccept } from "./finding-unaccept.ts";
import { findingWhy } from "./finding-why.ts";
import { confirmSetup } from "./confirm-setup.ts";
import { leaveSetup } from "./leave-setup.ts";
import { setup } from "./setup.ts";
import { setupApprovers } from "./setup-approvers.ts";
import { setupBots } from "./setup-bots.ts";
import { setupDonePress } from "./setup-done.ts";
import { setupDrop } from "./setup-drop.ts";
import { setupGroup } from "./setup-group.ts";
import { setupPage } from "./setup-page.ts";
import { setupPlace } from "./setup-place.ts";
import { setupPurpose } from "./setup-purpose.ts";
import { checklist } from "./checklist.ts";
import { checklistAgree } from "./checklist-agree.ts";
import { checklistConfirm } from "./checklist-confirm.ts";
import { checklistItem } from "./checklist-item.ts";
import { checklistOne } from "./checklist-one.ts";
import { checklistRevoke } from "./checklist-revoke.ts";
import { dutyDone } from "./duty-done.ts";
import { dutyLater } from "./duty-later.ts";
import { dutyReport } from "./duty-report.ts";
import { reviewDecide } from "./review-decide.ts";
import { reviewOne } from "./review-one.ts";
import type { Press } from "./press.ts";

export const presses: readonly Press[] = [
  approve,
  approveBecause,
  approveFor,
  forget,
  deny,
  denyBecause,
  details,
  audit,
  approvals,
  unlink,
  freeze,
  stopAgent,
  unfreeze,
  stayFrozen,
  confirmChange,
  dropChange,
  finding,
  findings,
  findingAccept30,
  findingAccept90,
  findingBreaks,
  findingDrop,
  findingRule,
  findingShare,
  findingTake,
  findingUnaccept,
  findingWhy,
  confirmSetup,
  leaveSetup,
  setup,
  setupApprovers,
  setupBots,
  setupDonePress,
  setupDrop,
  setupGroup,
  setupPage,
  setupPlace,
  setupPurpose,
  agent,
  agentAudit,
  agentPick,
  agentPurpose,
  cancel,
  checklist,
  checklistItem,
  checklistOne,
  checklistConfirm,
  checklistAgree,
  checklistRevoke,
  dutyDone,
  dutyLater,
  dutyReport,
  reviewDecide,
  reviewOne,
];
