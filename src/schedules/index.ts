import type { Schedule } from "../deliveries/queue/work.ts";
import { attendOverdue } from "./attend-overdue.ts";
import { lookOverdue } from "./look-overdue.ts";
import { reconcileAlerts } from "./reconcile-alerts.ts";
import { reconcileCopies } from "./reconcile-copies.ts";
import { signCheckpoint } from "./sign-checkpoint.ts";
import { sweepWorkspaces } from "./sweep-workspaces.ts";

export const schedules: readonly Schedule[] = [
  attendOverdue,
  lookOverdue,
  reconcileAlerts,
  reconcileCopies,
  signCheckpoint,
  sweepWorkspaces,
];
