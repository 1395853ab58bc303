/** A signed statement of where the ledger ended. */
import { z } from "zod";

export const CHECKPOINT_TYPE = "countersign-checkpoint+jwt";

export const checkpointSchema = z.object({
  iss: z.string(),
  seq: z.int(),
  hash: z.string(),
  /** Seconds since the epoch. */
  iat: z.int(),
});

export type Checkpoint = z.infer<typeof checkpointSchema>;
