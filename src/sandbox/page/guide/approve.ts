import { discordIds, telegramIds } from "../../world/ids.ts";
import { people } from "../../world/people.ts";
import { discordButton, pending, telegramButton, usable, type Pressable } from "./seen.ts";
import type { Play, Spot, Step } from "./step.ts";

export const refuseOutsider: Step = {
  title: "An agent wants to spend money",
  why: "Oskar's parcel never came, and Helpdesk wants to refund him. Refunds need a human's signature.",
  tasks: [
    {
      name: "ask",
      say: "Below, in Helpdesk's console, press “Ask for approval”.",
      met: (play) => play.desk.requests().length > 0,
      spot: () => ({ console: "ask" }),
    },
    {
      name: "outsider",
      say: (play) =>
        `The card is on both platforms. Become Oskar, who is only a customer, and press ${approveLabel(play)} on Telegram.`,
      met: ({ pressed }) => [...pressed.keys()].some((key) => key.startsWith("oskar:approve")),
      spot: (play) => {
        const card = telegramButton(play, "approve", pending(play)?.orderId);
        return card
          ? { as: "oskar", platform: "telegram", room: telegramIds.team, ...on(card) }
          : noCard(play);
      },
    },
  ],
  learned:
    "Only Oskar read the refusal, and nothing was decided: who may approve is looked up at the moment of the press.",
};

export const approve: Step = {
  title: "The right person signs",
  why: "Fiona works in finance. The card shows exactly what would run; what the agent says about it is marked as unverified.",
  tasks: [
    {
      name: "approve",
      say: (play) =>
        needsSecond(play)
          ? `This card wants a second signature. Become Mo and press ${approveLabel(play)} on Telegram, too.`
          : `Become Fiona and press ${discordButton(play, "approve", pending(play)?.orderId)?.label ?? "Approve"} in #approvals on Discord.`,
      met: (play) => usable(play) !== undefined,
      spot: approveSpot,
    },
  ],
  learned:
    "Both cards, on Discord and on Telegram, now show who decided, and neither can be pressed any more.",
};

/** The card is on its way, or nothing was asked for. */
function noCard(play: Play): Spot | null {
  return pending(play) ? null : { console: "ask" };
}

/** To the card that waits for Fiona, or to the console where none does. */
function approveSpot(play: Play): Spot | null {
  if (needsSecond(play)) {
    const second = telegramButton(play, "approve", pending(play)?.orderId);
    if (second) return { as: "mo", platform: "telegram", room: telegramIds.team, ...on(second) };
  }
  const card = discordButton(play, "approve", pending(play)?.orderId);
  return card ? { as: "fiona", platform: "discord", room: discordIds.approvals, ...on(card) } : noCard(play);
}

/** Fiona has signed and the card still counts: an agent with a critical finding needs one approver more. */
function needsSecond(play: Play): boolean {
  const waiting = pending(play);
  if (!waiting || !play.pressed.has(`fiona:approve:${waiting.id}`)) return false;
  return /\b1 (?:of|von) [2-9]\b/.test(telegramButton(play, "approve", waiting.orderId)?.text ?? "");
}

function on({ message, press }: Pressable): Pick<Spot, "message" | "press"> {
  return { message, press };
}

/** As the card on Telegram calls it. */
function approveLabel(play: Play): string {
  return telegramButton(play, "approve", pending(play)?.orderId)?.label ?? "Approve";
}

function onRequest(button: string) {
  return (play: Play): Spot | null => {
    const request = usable(play);
    return request ? { console: `${button}:${request.id}` } : approveSpot(play);
  };
}

export const cheat: Step = {
  title: "The agent tries to cheat",
  why: "Helpdesk holds a signed grant now. The payments desk, which moves the money, checks every grant before it does.",
  tasks: [
    {
      name: "change",
      say: "Let Helpdesk ask for 4,900.00 instead: press “Change the amount”.",
      met: ({ desk }) => desk.has("changed"),
      spot: onRequest("change"),
    },
    {
      name: "run",
      say: "Refused. Now run exactly what was approved: press “Run it”.",
      met: ({ desk }) => desk.has("ran"),
      spot: onRequest("run"),
    },
    {
      name: "again",
      say: "It ran. Try to run it a second time.",
      met: ({ desk }) => desk.has("again"),
      spot: onRequest("run"),
    },
  ],
  learned:
    "What was approved is what runs, once. The payments desk needs only Countersign's public key to know.",
};

export const deny: Step = {
  title: "Say no, and say why",
  why: "A second refund, a large one. Mo moderates and may decide on Telegram.",
  tasks: [
    {
      name: "ask again",
      say: "Let Helpdesk ask for another refund: press “Ask for approval”.",
      met: (play) => pending(play) !== undefined || denied(play),
      spot: () => ({ console: "ask" }),
    },
    {
      name: "deny",
      say: (play) => {
        const label = telegramButton(play, "deny", pending(play)?.orderId)?.label ?? "Deny";
        return `Become Mo, press ${label} on Telegram, and answer the question why.`;
      },
      met: denied,
      spot: (play) => {
        const room = { as: "mo", platform: "telegram", room: telegramIds.team } as const;
        const mo = play.sandbox.telegram.control.as(people.mo.telegram).sees(telegramIds.team);
        if (mo.at(-1)?.prompt) return { ...room, type: "" };
        // The answer is on its way.
        if (mo.at(-1)?.fromId === people.mo.telegram) return null;
        const card = telegramButton(play, "deny", pending(play)?.orderId);
        return card ? { ...room, ...on(card) } : noCard(play);
      },
    },
  ],
  learned: "The agent reads the reason in its console, and is told that no means no.",
};

function denied({ desk }: Play): boolean {
  return desk.requests().some(({ state }) => state === "denied");
}
