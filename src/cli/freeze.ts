import { valueOf } from "./admin/value-of.ts";
import { withAdmin } from "./admin/with-admin.ts";
import type { Verb } from "./verb.ts";

/** `countersign freeze AGENT --reason …`: the operator stops an agent at once. */
export const freeze: Verb = (program, io, exit) => {
  program
    .command("freeze <agent>")
    .description(
      "stop an agent at once: its key is refused, what it asked for ends, unused approvals are void",
    )
    .requiredOption("--reason <words>", "why; everybody who decides for it reads this")
    .action(async (agent: string, { reason }: { reason: string }) => {
      const frozen = valueOf(await withAdmin(io, (admin) => admin.freezeAgent(agent, reason)));
      io.out(
        frozen.already
          ? `${agent} is frozen already.`
          : `${agent} is frozen: ${frozen.invalidated} pending ended, ${frozen.revoked} unused approvals void.`,
      );
      exit(0);
    });
};
