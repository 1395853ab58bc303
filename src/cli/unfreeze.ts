import { valueOf } from "./admin/value-of.ts";
import { withAdmin } from "./admin/with-admin.ts";
import type { Verb } from "./verb.ts";

/** `countersign unfreeze AGENT --reason …`: by the operator's word alone, for where nobody else is there to confirm. */
export const unfreeze: Verb = (program, io, exit) => {
  program
    .command("unfreeze <agent>")
    .description("let a frozen agent ask again; everybody who decides for it is told")
    .requiredOption("--reason <words>", "why")
    .action(async (agent: string, { reason }: { reason: string }) => {
      const { already } = valueOf(await withAdmin(io, (admin) => admin.unfreezeAgent(agent, reason)));
      io.out(already ? `${agent} is not frozen.` : `${agent} may ask again. What had ended stays ended.`);
      exit(0);
    });
};
