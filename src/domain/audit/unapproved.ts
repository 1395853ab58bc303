/** What an agent did, by the platform's own log, without the approval that its manifest asks for (acted.ts). */
import { say } from "./phrase.ts";
export interface Unapproved {
  /** Platform user id of the agent. */
  agent: string;
  entryId: string;
  /** `discord.member.ban` … */
  type: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** After that it is history, kept in the ledger. */
export const LATELY_MS = 30 * 86_400_000;

/** The control by which somebody confirms that they looked into it: everything up to the entry that it names. */
export const REVIEWED = "acted-reviewed";

export const notCompared = say(
  "What agents did is compared with their approvals by the running service only.",
);
