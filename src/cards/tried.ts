/** Why a fix did not take effect, as a sentence. */
import type { Because } from "../domain/audit/tried.ts";
import { labelOf } from "../domain/discord/flags.ts";
import { adminRight } from "../domain/telegram/rights.ts";
import type { Inline, PlatformId } from "../platforms/platform.ts";
import { auditSentence, findings } from "../words/index.ts";
import { buttonName } from "./audit-names.ts";

const words = findings.tried;
const MOST_NAMES = 6;
const MOST_REASONS = 4;

export function becauseOf(because: Because[], platform: PlatformId): Inline[] {
  return because
    .slice(0, MOST_REASONS)
    .flatMap((one, index): Inline[] => [...(index > 0 ? [words.and] : []), ...reason(one, platform)]);
}

function reason(one: Because, platform: PlatformId): Inline[] {
  switch (one.why) {
    case "left-on":
      return words.leftOn(labels(one.names, platform), one.role === null ? null : named(one.role));
    case "other-role":
      return words.otherRole(labels(one.names, platform), named(one.role));
    case "everyone":
      return words.everyone(labels(one.names, platform));
    case "overwrites":
      return words.overwrites(labels(one.names, platform), listed(one.channels, "#"));
    case "not-yet":
      return [
        ...(one.roles.length > 0 ? words.roleStays(listed(one.roles, "")) : []),
        ...(one.roles.length > 0 && one.channels.length > 0 ? [words.and] : []),
        ...(one.channels.length > 0 ? words.channelStays(listed(one.channels, "#")) : []),
      ];
    case "elsewhere":
      return words.elsewhere();
    case "unexplained":
      return words.unexplained();
  }
}

function named(name: string): Inline {
  return { said: buttonName(name) };
}

/** As the platform's own screens call them. */
function labels(names: string[], platform: PlatformId): string {
  const shown = names
    .slice(0, MOST_NAMES)
    .map((name) =>
      auditSentence(platform === "telegram" ? (adminRight(name)?.label ?? name) : labelOf(name)),
    );
  return `${shown.join(", ")}${names.length > shown.length ? ", …" : ""}`;
}

function listed(names: string[], mark: string): Inline[] {
  return names
    .slice(0, MOST_NAMES)
    .flatMap((name, index): Inline[] => [`${index > 0 ? ", " : ""}${mark}`, named(name)]);
}
