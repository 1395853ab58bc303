import { z } from "zod";
import type { Config } from "../../config.ts";
import { askPlatform, clockCheck, ok, problem, unknown, type Check, type Fetch } from "./check.ts";

const me = z.object({
  result: z.object({
    id: z.number(),
    username: z.string(),
    can_join_groups: z.boolean(),
    can_read_all_group_messages: z.boolean(),
  }),
});
const webhookInfo = z.object({
  result: z.object({ url: z.string(), last_error_message: z.string().optional() }),
});

export async function checkTelegram(
  telegram: NonNullable<Config["telegram"]>,
  fetch: Fetch,
  now: number,
): Promise<Check[]> {
  const base = telegram.apiUrl ?? "https://api.telegram.org";
  const ask = async (method: string) =>
    await askPlatform(fetch, `${base}/bot${telegram.token}/${method}`, {});
  const first = await ask("getMe");
  if (first.status === null)
    return [
      unknown("Telegram", `${base} can't be reached (${first.why}). Check the network and TELEGRAM_API_URL.`),
    ];
  if (first.status === 401 || first.status === 404)
    return [problem("Telegram", "Telegram refuses TELEGRAM_TOKEN. Ask @BotFather for it again with /token.")];
  const who = me.safeParse(first.body);
  if (!who.success)
    return [
      unknown("Telegram", `${base} answered ${first.status} in a way we don't know. Check TELEGRAM_API_URL.`),
    ];
  const { username, id, can_join_groups: joins, can_read_all_group_messages: readsAll } = who.data.result;
  const checks = [
    ok("Telegram", `Signed in as @${username} (${id}).`),
    clockCheck("Telegram", first.takenAt, now),
  ];
  checks.push(
    readsAll
      ? problem(
          "Telegram privacy",
          "Privacy mode is off, and Countersign does not need to read groups: @BotFather, /setprivacy, Enable.",
        )
      : ok("Telegram privacy", "Privacy mode is on: Countersign reads only what is for it."),
  );
  if (!joins)
    checks.push(
      problem("Telegram groups", "Countersign can't be added to groups: @BotFather, /setjoingroups, Enable."),
    );
  checks.push(webhookCheck(webhookInfo.safeParse(await asBody(ask("getWebhookInfo"))), telegram));
  return checks;
}

function webhookCheck(
  info: z.ZodSafeParseResult<z.infer<typeof webhookInfo>>,
  { webhook }: NonNullable<Config["telegram"]>,
): Check {
  const about = "Telegram updates";
  if (!info.success) return unknown(about, "Telegram did not say how updates are delivered.");
  const { url, last_error_message: error } = info.data.result;
  if (error)
    return problem(
      about,
      `Telegram could not deliver the last update: ${error}. Check TELEGRAM_WEBHOOK_URL and the proxy before it.`,
    );
  if (url && !webhook)
    return problem(
      about,
      "A webhook is set by something else, while we are to ask for updates: the other program uses the same token, or set TELEGRAM_WEBHOOK_URL.",
    );
  return ok(
    about,
    webhook
      ? "Telegram delivers updates to the webhook."
      : "Updates are asked for; no webhook is in the way.",
  );
}

async function asBody(answer: ReturnType<typeof askPlatform>): Promise<unknown> {
  const got = await answer;
  return got.status === 200 ? got.body : null;
}
