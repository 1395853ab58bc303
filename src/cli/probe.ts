import { z } from "zod";
import { Countersign, RequestRefused, Unreachable } from "../sdk/client.ts";
import { CliFailure, type CliIo, type Verb } from "./verb.ts";

const answer = z.object({ ok: z.literal(true), result: z.unknown() });
const flag = /^(can|has|supports|is|allows)_[a-z_]+$/;

/**
 * `countersign probe telegram`: runs where an agent's token already is, and tells what only the token's holder can see. The
 * token goes to Telegram and nowhere else; the four calls read and change nothing, and none of them disturbs the running agent
 * (getUpdates would).
 */
export const probe: Verb = (program, io, exit) => {
  program
    .command("probe")
    .description("read what only the holder of an agent's token can see; the token stays on this machine")
    .command("telegram")
    .description("token from TELEGRAM_AGENT_TOKEN or stdin; prints booleans as JSON")
    .option("--report", "also send the booleans to Countersign (COUNTERSIGN_URL, COUNTERSIGN_KEY)", false)
    .action(async (options: { report: boolean }) => {
      const seen = await look(await tokenOf(io), io.env["TELEGRAM_API_URL"] || "https://api.telegram.org");
      io.out(JSON.stringify(seen, null, 2));
      if (options.report) await report(io, seen.telegram);
      exit(0);
    });
};

async function tokenOf(io: CliIo): Promise<string> {
  const token = (io.env["TELEGRAM_AGENT_TOKEN"] || (await io.stdin())).trim();
  if (/^[0-9]+:[A-Za-z0-9_-]+$/.test(token)) return token;
  throw new CliFailure(
    2,
    token
      ? "This is not a Telegram bot token: expected digits, a colon and letters, as @BotFather prints it."
      : "Give the agent's token: TELEGRAM_AGENT_TOKEN=… countersign probe telegram, or on stdin.",
  );
}

async function look(token: string, base: string) {
  const ask = async (method: string, query = "") => {
    const url = `${base.replace(/\/+$/, "")}/bot${token}/${method}${query}`;
    let response: Response;
    try {
      response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(10_000) });
    } catch {
      // The reason is not passed on: it may contain the address, and with it the token.
      throw new CliFailure(1, `${base} can't be reached. Check the network and TELEGRAM_API_URL.`);
    }
    if (response.status === 401 || response.status === 404)
      throw new CliFailure(1, "Telegram refuses this token. Ask @BotFather for it again with /token.");
    const parsed = answer.safeParse(await response.json().catch(() => null));
    if (!parsed.success)
      throw new CliFailure(1, `Telegram answered ${method} with ${response.status}. Try again in a minute.`);
    return parsed.data.result;
  };
  const me = z.looseObject({ id: z.number() }).parse(await ask("getMe"));
  const webhook = z.looseObject({ url: z.string() }).parse(await ask("getWebhookInfo"));
  const commands = z.array(z.unknown()).parse(await ask("getMyCommands"));
  return {
    userId: String(me.id),
    telegram: flags(me),
    defaultAdministratorRights: {
      groups: flags(await ask("getMyDefaultAdministratorRights")),
      channels: flags(await ask("getMyDefaultAdministratorRights", "?for_channels=true")),
    },
    // Whether there is one, never where: the address may hold a secret.
    webhookSet: webhook.url !== "",
    commands: commands.length,
  };
}

function flags(object: unknown): Record<string, boolean> {
  const entries = Object.entries(z.record(z.string(), z.unknown()).parse(object));
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, boolean] => flag.test(entry[0]) && typeof entry[1] === "boolean",
    ),
  );
}

async function report(io: CliIo, telegram: Record<string, boolean>): Promise<void> {
  const url = io.env["COUNTERSIGN_URL"];
  const key = io.env["COUNTERSIGN_KEY"];
  if (!url || !key)
    throw new CliFailure(
      2,
      "--report needs COUNTERSIGN_URL (where Countersign runs) and COUNTERSIGN_KEY (the agent's key, csk_…).",
    );
  try {
    await new Countersign({ url, key, patience: 10_000 }).report({ telegram });
  } catch (failure) {
    if (failure instanceof RequestRefused || failure instanceof Unreachable)
      throw new CliFailure(1, failure.message);
    throw failure;
  }
  io.err("Sent, as what this agent says about itself.");
}
