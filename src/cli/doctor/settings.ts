import type { Config } from "../../config.ts";
import { ok, problem, type Check } from "./check.ts";

const thisMachine = /^(localhost|127\.|\[?::1)/;

/** What can be told from the settings alone. */
export function checkSettings(config: Config): Check[] {
  const checks: Check[] = [];
  if (!config.discord && !config.telegram)
    checks.push(
      problem(
        "settings",
        "Neither DISCORD_TOKEN nor TELEGRAM_TOKEN is set. Set at least one; .env.example says where to get them.",
      ),
    );
  else checks.push(ok("settings", "The settings can be read."));
  const { protocol, hostname } = new URL(config.publicUrl);
  if (protocol === "http:" && !thisMachine.test(hostname))
    checks.push(
      problem(
        "PUBLIC_URL",
        "Agents would send their keys unencrypted. Put a proxy with TLS in front and make PUBLIC_URL an https address.",
      ),
    );
  else if (thisMachine.test(hostname) && !thisMachine.test(config.host))
    checks.push(
      problem(
        "PUBLIC_URL",
        `HOST ${config.host} lets other machines in, but PUBLIC_URL names only this one. Set PUBLIC_URL to the address they use.`,
      ),
    );
  return checks;
}
