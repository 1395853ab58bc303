/** Who we are on Discord; or, in one helpful sentence, why we can't be. */
import { DiscordAPIError } from "@discordjs/rest";
import { z } from "zod";
import { PlatformError } from "../platform.ts";
import { networkReason, platformError } from "./errors.ts";
import { apiAddress, type Discord } from "./rest.ts";

const meShape = z.looseObject({ id: z.string().regex(/^\d+$/), username: z.string() });
const applicationShape = z.looseObject({ id: z.string().regex(/^\d+$/) });

export interface Self {
  bot: string;
  name: string;
  /** Not always the bot's own id: older applications have another. */
  application: string;
}

/** Before the first call: what can't work whoever answers. */
export function checkSettings(token: string, apiUrl: string | undefined): void {
  if (!/^[\x21-\x7e]+$/.test(token)) throw refused(badToken);
  const address = apiAddress(apiUrl);
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw refused(`DISCORD_API_URL is not a web address: ${address}. Unset it to use Discord itself.`);
}

const badToken =
  "Discord does not accept this token. Copy it again from the Developer Portal (your application → Bot → Reset Token) into DISCORD_TOKEN.";

/** `refused` when trying again is pointless, `busy` when Discord or the network is only away. `proven`: this address worked before. */
export async function whoami(discord: Discord, apiUrl: string | undefined, proven: boolean): Promise<Self> {
  const address = apiAddress(apiUrl);
  try {
    const me = meShape.parse(await discord.call("getMe", {}));
    const application = applicationShape.parse(await discord.call("getApplication", {}));
    return { bot: me.id, name: me.username, application: application.id };
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) throw refused(badToken, error);
    if (error instanceof z.ZodError || (error instanceof DiscordAPIError && error.status < 429))
      throw refused(notDiscord(address));
    const nobodyThere = ["ECONNREFUSED", "ENOTFOUND"].includes(networkReason(error));
    // With Discord's own address that is our network; with one that was typed in, most likely a slip.
    if (apiUrl !== undefined && !proven && nobodyThere)
      throw refused(
        `Nothing answers at ${address}. Check DISCORD_API_URL, or unset it to use Discord itself.`,
      );
    if (error instanceof SyntaxError) throw refused(notDiscord(address));
    throw platformError(error, "say who we are");
  }
}

function notDiscord(address: string): string {
  return `What answers at ${address} is not Discord's API. Check DISCORD_API_URL, or unset it to use Discord itself.`;
}

function refused(message: string, error?: DiscordAPIError): PlatformError {
  return new PlatformError(
    "refused",
    message,
    error ? { cause: new Error(`${error.status} ${error.message}`) } : {},
  );
}
