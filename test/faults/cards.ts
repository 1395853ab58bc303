/** The cards that both protocol servers hold, as people see them: followed by what was posted and edited. */
import type { DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { places } from "./world.ts";

export interface SeenCard {
  request: string;
  n: number;
  /** As the card says it: how many approvals it has, and needs. */
  have: number;
  need: number;
  /** Where it can be pressed: message ids. */
  discord: string | null;
  telegram: string | null;
  /** Some copy of it has shown an end. */
  over: boolean;
}

export interface Followed {
  look: () => void;
  /** How many requests a platform still asks about on every card it has of them. */
  asking: () => number;
  /** The private answer to a press on Discord, by the interaction's id. */
  answerTo: (interaction: string) => string | null;
  /** What somebody was told for themselves on Telegram since then, in whatever chat. */
  toldSince: (person: string, at: number) => string | null;
  /** The question to a person that a press on this card on Telegram has led to: a message id. */
  questionTo: (person: string, card: string) => string | null;
}

/** Calls back once for every new request, and keeps its entry up to date from then on. */
export function followCards(
  discord: DiscordSandbox,
  telegram: TelegramSandbox,
  appeared: (card: SeenCard) => void,
): Followed {
  const byRequest = new Map<string, SeenCard>();
  const byMessage = new Map<string, SeenCard>();
  /** By platform and request: whether one of its messages there has shown the end. */
  const ended = new Map<string, boolean>();
  const answers = new Map<string, string>();
  const told: { person: string; shown: string; at: number }[] = [];
  const questions: { card: string; shown: string; message: string }[] = [];

  const learn = (platform: "discord" | "telegram", message: string, shown: string) => {
    const request = /\bapprove:(req_\w+)/.exec(shown)?.[1];
    if (!request) {
      const known = byMessage.get(`${platform}/${message}`);
      if (!known) return;
      known.over = true;
      ended.set(`${platform}/${known.request}`, true);
      return;
    }
    const n = Number(/n(?:\\*"|&quot;)\s*:\s*(\d+)/.exec(shown)?.[1] ?? Number.NaN);
    const [, have, need] = /(\d+) of (\d+)/.exec(shown) ?? [];
    if (Number.isNaN(n) || need === undefined) return;
    let card = byRequest.get(request);
    const fresh = card === undefined;
    card ??= { request, n, have: 0, need: 0, discord: null, telegram: null, over: false };
    byRequest.set(request, card);
    byMessage.set(`${platform}/${message}`, card);
    card[platform] = message;
    if (!ended.has(`${platform}/${request}`)) ended.set(`${platform}/${request}`, false);
    card.have = Math.max(card.have, Number(have));
    card.need = Number(need);
    if (fresh) appeared(card);
  };

  return {
    asking: () => [...ended.values()].filter((over) => !over).length,
    answerTo: (interaction) => answers.get(interaction) ?? null,
    toldSince: (person, at) =>
      told.findLast((each) => each.person === person && each.at >= at)?.shown ?? null,
    questionTo: (person, card) =>
      questions.findLast((each) => each.card === card && each.shown.includes(person))?.message ?? null,
    look() {
      for (const { method, path, status, body, response, injected } of discord.requests.splice(0)) {
        const [, interaction] = /\/webhooks\/\d+\/interaction-(\d+)-/.exec(path) ?? [];
        if (interaction && status === 200 && method === "POST")
          answers.set(interaction, JSON.stringify(body));
        if (injected || status !== 200 || !path.includes(`/channels/${places.discord}/messages`)) continue;
        if (method === "POST") learn("discord", idIn(response, "id"), JSON.stringify(body));
        if (method === "PATCH") learn("discord", path.split("/").at(-1) ?? "", JSON.stringify(body));
      }
      for (const { method, params, status, response } of telegram.requests.splice(0)) {
        const shown = JSON.stringify(params);
        const { receiver_user_id: only, chat_id: chat } = params as Record<string, string | number>;
        const person = String(only ?? chat ?? "");
        if (status === 200 && method === "sendMessage" && person !== places.telegram)
          told.push({ person, shown, at: performance.now() });
        if (status !== 200 || String(params["chat_id"]) !== places.telegram) continue;
        if (method === "sendMessage") {
          const message = idIn((response as { result: unknown }).result, "message_id");
          if (shown.includes("force_reply")) {
            const card = /"reply_parameters":\{"message_id":(\d+)/.exec(shown)?.[1] ?? "";
            questions.push({ card, shown, message });
          } else learn("telegram", message, shown);
        }
        if (method === "editMessageText") learn("telegram", String(params["message_id"]), shown);
      }
    },
  };
}

function idIn(answer: unknown, field: string): string {
  return String((answer as Record<string, string | number>)[field] ?? "");
}
