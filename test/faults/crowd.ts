/** People at work: they read the cards and press, each by what the plan says about the request, and note what came of it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { DiscordSandbox } from "../../src/sandbox/discord/server.ts";
import type { TelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { followCards, type SeenCard } from "./cards.ts";
import { planOf } from "./intents.ts";
import type { Journal } from "./journal.ts";
import { type Random, seeded } from "./random.ts";
import { type Human, humans, places } from "./world.ts";

type Verdict = "approve" | "deny";
interface Pressed {
  acknowledged: boolean;
  /** The private answer to exactly this press. */
  said: string | null;
  /** What this person was told meanwhile, which may be about another press. */
  other: string | null;
}

export interface Crowd {
  /** How many people are still busy with some request. */
  busy(): number;
  /** Requests that some platform still asks about. */
  asking(): number;
  stop(): void;
}

const LOOK_MS = 100;
const MOST_TRIES = 200;
/** Words that come later than this come too late for anybody. */
const TOLD_MS = 60_000;
const approvers = humans.filter(({ approver }) => approver);
const outsiders = humans.filter(({ approver }) => !approver);

export function startCrowd(options: {
  discord: DiscordSandbox;
  telegram: TelegramSandbox;
  seed: number;
  note: Journal;
}): Crowd {
  const { discord, telegram, seed, note } = options;
  let presses = 0;
  let busy = 0;
  let stopped = false;

  /** One press, and what it leaves to do for this person. */
  const press = async (
    card: SeenCard,
    account: string,
    verdict: Verdict,
    more: { patient?: boolean; forged?: boolean } = {},
  ): Promise<"done" | "again" | "unknown"> => {
    const [platform, id = ""] = account.split(":");
    if (card[platform as "discord" | "telegram"] === null) return "unknown";
    const number = (presses += 1);
    const { patient = false, forged = false } = more;
    note({ what: "pressing", press: number, account, request: card.request, verdict, patient });
    try {
      const { acknowledged, said, other } =
        platform === "discord"
          ? await pressOnDiscord(card, id, verdict)
          : await pressOnTelegram(card, id, verdict, forged);
      note({ what: "pressed", press: number, acknowledged, said });
      const heard = said ?? other;
      if (heard === null) return "unknown";
      return isSettled(heard) ? "done" : asksAgain.test(heard) ? "again" : "unknown";
    } catch {
      // The client refuses: the card has no such button any more.
      note({ what: "pressed", press: number, acknowledged: false, said: null });
      return card.over ? "done" : "unknown";
    }
  };

  const pressOnDiscord = async (card: SeenCard, id: string, verdict: Verdict): Promise<Pressed> => {
    const person = discord.control.as(id);
    const data = `${verdict}:${card.request}`;
    let outcome = await person.press(places.discord, card.discord ?? "", data);
    if (outcome.modal) outcome = await person.submit({ reason: "not today" });
    if (!outcome.acknowledged) return { acknowledged: false, said: null, other: null };
    const said = await found(() => followed.answerTo(outcome.interactionId), 8_000);
    return { acknowledged: true, said, other: null };
  };

  /** To deny, Telegram asks for a reason in the chat. */
  const pressOnTelegram = async (
    card: SeenCard,
    id: string,
    verdict: Verdict,
    forged: boolean,
  ): Promise<Pressed> => {
    const person = telegram.control.as(id);
    const message = card.telegram ?? "";
    const began = performance.now();
    const pressed = await person.press(places.telegram, message, `${verdict}:${card.request}`, {
      forged,
      within: 8_000,
    });
    if (verdict === "deny") {
      const question = await found(() => followed.questionTo(id, message), 4_000);
      if (question) person.type(places.telegram, "not today", { replyTo: question });
      return { acknowledged: pressed.answered, said: null, other: null };
    }
    if (pressed.text && isAnswer(pressed.text))
      return { acknowledged: true, said: pressed.text, other: null };
    // What is too long, or too late, for the press's own answer comes as a message.
    const other = await found(() => followed.toldSince(id, began), 12_000);
    return { acknowledged: pressed.answered, said: null, other };
  };

  const isOver = (card: SeenCard) => card.over || stopped;

  /** Presses until told that it counted, or until the card shows an end. */
  const insist = async (card: SeenCard, who: Human, verdict: Verdict, random: Random) => {
    const accounts = accountsOf(who);
    for (let tries = 0; tries < MOST_TRIES && !isOver(card); tries += 1) {
      if ((await press(card, random.pick(accounts), verdict)) === "done") return;
      await sleep(random.between(1_500, 6_000));
    }
  };

  const toldAgain = async (card: SeenCard, person: string | null, since: number): Promise<boolean> => {
    const came = await found(() => {
      if (isOver(card)) return "over";
      return asksAgain.test(followed.toldSince(person ?? "", since) ?? "") ? "again" : null;
    }, TOLD_MS);
    return came === "again";
  };

  const attend = async (card: SeenCard) => {
    const plan = planOf(seed, card.n);
    const random = seeded(seed, "people", card.n);
    const soon = () => sleep(random.between(20, 1_200));
    const noise = (async () => {
      if (random.chance(0.2)) {
        await soon();
        const [account = ""] = accountsOf(random.pick(outsiders));
        await press(card, account, random.pick(["approve", "deny"]));
      }
    })();
    switch (plan.intent) {
      case "ignore":
        break;
      case "patient": {
        const able = approvers.filter(({ telegram }) => telegram !== null);
        // The other platform's copy is not looked at: what is pressed here, once, has to arrive.
        await until(() => card.telegram !== null || card.over || stopped);
        const chosen = random.some(able, card.need);
        await Promise.all(
          chosen.map(async ({ telegram }) => {
            await soon();
            // Once; only who is told to press again does so, however late that is.
            for (let tries = 0; tries < MOST_TRIES; tries += 1) {
              const began = performance.now();
              const came = await press(card, `telegram:${telegram}`, "approve", { patient: true });
              const again =
                came === "again" || (came === "unknown" && (await toldAgain(card, telegram, began)));
              if (!again) break;
            }
          }),
        );
        break;
      }
      case "approve":
        await Promise.all(
          random
            .some(approvers, Math.min(card.need + random.between(0, 2), approvers.length))
            .map(async (who) => {
              const pace = seeded(seed, "person", card.n, who.name);
              await sleep(pace.between(20, 1_500));
              if (pace.chance(0.15))
                await Promise.all(accountsOf(who).map((account) => press(card, account, "approve")));
              await insist(card, who, "approve", pace);
            }),
        );
        break;
      case "deny":
        await Promise.all(
          random.some(approvers, plan.rule.veto).map((who) => insist(card, who, "deny", random)),
        );
        break;
      case "race":
        await Promise.all(
          approvers.map((who, index) => {
            const pace = seeded(seed, "person", card.n, who.name);
            return insist(card, who, (index + card.n) % 2 === 0 ? "approve" : "deny", pace);
          }),
        );
    }
    await noise;
    // Somebody comes late, with a client that still shows the button.
    if (card.over && random.chance(0.15)) {
      const late = random.pick(approvers.filter(({ telegram }) => telegram !== null));
      await press(card, `telegram:${late.telegram}`, random.pick(["approve", "deny"]), { forged: true });
    }
  };

  const followed = followCards(discord, telegram, (card) => {
    busy += 1;
    void attend(card).finally(() => (busy -= 1));
  });
  const timer = setInterval(followed.look, LOOK_MS);
  return {
    busy: () => busy,
    asking: followed.asking,
    stop() {
      stopped = true;
      clearInterval(timer);
    },
  };
}

export function accountsOf({ discord, telegram }: Human): string[] {
  return [...(discord ? [`discord:${discord}`] : []), ...(telegram ? [`telegram:${telegram}`] : [])];
}

/** Words after which nobody would press again. */
function isSettled(said: string): boolean {
  return /You approved|You denied|You voted|counts once|Too late|time to decide is over|not among|old copy/.test(
    said,
  );
}

function isAnswer(said: string): boolean {
  return isSettled(said) || asksAgain.test(said);
}

const asksAgain = /press again|try again/i;

async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; turns < 3_000 && !holds(); turns += 1) await sleep(100);
}

async function found<T>(look: () => T | null, ms: number): Promise<T | null> {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(50)) {
    const seen = look();
    if (seen !== null) return seen;
  }
  return null;
}
