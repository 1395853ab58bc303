import { withAdmin } from "./admin/with-admin.ts";
import { readConfig } from "./admin/read-config.ts";
import { ok, problem, type Check } from "./doctor/check.ts";
import { checkDiscord } from "./doctor/discord.ts";
import { checkSettings } from "./doctor/settings.ts";
import { checkTelegram } from "./doctor/telegram.ts";
import { CliFailure, type CliIo, type Verb } from "./verb.ts";

const marks = { ok: "ok", problem: "PROBLEM", unknown: "unknown" } as const;

/** `countersign doctor`: looks at everything an operator can get wrong, changes nothing. Exit code 1 when something is. */
export const doctor: Verb = (program, io, exit) => {
  program
    .command("doctor")
    .description("check settings, tokens, own permissions, clock, database and deliveries; say what to do")
    .action(async () => {
      const config = readConfig(io);
      const now = Date.now();
      const checks = [
        ...checkSettings(config),
        ...(await checkDatabase(io)),
        ...(config.discord ? await checkDiscord(config.discord, fetch, now) : []),
        ...(config.telegram ? await checkTelegram(config.telegram, fetch, now) : []),
      ];
      for (const { verdict, about, says } of checks) io.out(`${marks[verdict].padEnd(8)} ${about}: ${says}`);
      const problems = checks.filter(({ verdict }) => verdict !== "ok").length;
      io.out(problems === 0 ? "All is well." : `${problems} of ${checks.length} need a look.`);
      exit(problems === 0 ? 0 : 1);
    });
};

async function checkDatabase(io: CliIo): Promise<Check[]> {
  try {
    const [health, untold] = await withAdmin(io, async (admin) => [
      await admin.checkHealth(),
      await admin.failedCallbacks(),
    ]);
    return [
      ...Object.entries(health.parts).map(([part, { ok: fine, why }]) =>
        fine ? ok(part, "Fine.") : problem(part, why ?? "Something is wrong; the service's log says what."),
      ),
      ...untold.map(({ agentId, count }) =>
        problem(
          "callbacks",
          `${agentId} could not be told of ${count} ${count === 1 ? "decision" : "decisions"} in the last 7 days: its callbackUrl does not answer with 2xx. Look at that address; the agent can read decisions with GET /v1/requests/{id}.`,
        ),
      ),
    ];
  } catch (failure) {
    if (!(failure instanceof CliFailure)) throw failure;
    return [problem("database", failure.message)];
  }
}
