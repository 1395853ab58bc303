import type { Schedule } from "../deliveries/queue/work.ts";
import { attendOverdue } from "./attend-overdue.ts";
import { beginDuties } from "./begin-duties.ts";
import { endAcceptances } from "./end-acceptances.ts";
import { forgetStale } from "./forget-stale.ts";
import { keepListening } from "./keep-listening.ts";
import { lookOverdue } from "./look-overdue.ts";
import { reconcileAlerts } from "./reconcile-alerts.ts";
import { reconcileCopies } from "./reconcile-copies.ts";
import { reconcileFindings } from "./reconcile-findings.ts";
import { refreshDigests } from "./refresh-digests.ts";
import { remindDuties } from "./remind-duties.ts";
import { rotateSigningKey } from "./rotate-signing-key.ts";
import { signCheckpoint } from "./sign-checkpoint.ts";
import { sweepWorkspaces } from "./sweep-workspaces.ts";
import { warnKeys } from "./warn-keys.ts";

export const schedules: readonly Schedule[] = [
  attendOverdue,
  beginDuties,
  endAcceptances,
  forgetStale,
  keepListening,
  lookOverdue,
  reconcileAlerts,
  reconcileCopies,
  reconcileFindings,
  refreshDigests,
  remindDuties,
  rotateSigningKey,
  signCheckpoint,
  sweepWorkspaces,
  warnKeys,
];
