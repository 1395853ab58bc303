import type { CommandEvent, CommandSpec } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";

/** Something people can type, the same on both platforms. `run` answers through `event.reply`. */
export interface Command {
  spec: CommandSpec;
  /** Whom it is of use to: "managers" is the platform's manager right, "approvers" the approvers as well. Approvers by default. */
  who?: "anybody" | "approvers" | "managers";
  run(ctx: Context, event: CommandEvent): Promise<void>;
}
