import type { CommandEvent, CommandSpec } from "../platforms/platform.ts";
import type { Context } from "../use-cases/context.ts";

/** Something people can type, the same on both platforms. `run` answers through `event.reply`. */
export interface Command {
  spec: CommandSpec;
  run(ctx: Context, event: CommandEvent): Promise<void>;
}
