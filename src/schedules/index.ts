import type { Schedule } from "../deliveries/queue/work.ts";
import { attendOverdue } from "./attend-overdue.ts";
import { reconcileCopies } from "./reconcile-copies.ts";
import { signCheckpoint } from "./sign-checkpoint.ts";

export const schedules: readonly Schedule[] = [attendOverdue, reconcileCopies, signCheckpoint];
