import type { Schedule } from "../deliveries/queue/work.ts";
import { attendOverdue } from "./attend-overdue.ts";
import { reconcileCopies } from "./reconcile-copies.ts";

export const schedules: readonly Schedule[] = [attendOverdue, reconcileCopies];
