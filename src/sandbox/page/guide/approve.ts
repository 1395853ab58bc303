import { discordIds, telegramIds } from "../../world/ids.ts";
import { people } from "../../world/people.ts";
import { discordCard, pending, telegramCard, usable } from "./seen.ts";
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
      say: "The card is on both platforms. Become Oskar, who is only a customer, and press Approve on Telegram.",
      met: ({ pressed }) => [...pressed.keys()].some((key) => key.startsWith("oskar:approve")),
      spot: (play) => {
        const card = telegramCard(play, "Approve", pending(play)?.orderId);
        if (!card) return noCard(play);
        const room = { as: "oskar", platform: "telegram", room: telegramIds.team } as const;
        return { ...room, message: card.id, label: "Approve" };
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
          ? "This card wants a second signature. Become Mo and press Approve on Telegram, too."
          : "Become Fiona and press Approve in #approvals on Discord.",
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
    const second = telegramCard(play, "Approve", pending(play)?.orderId);
    const room = { as: "mo", platform: "telegram", room: telegramIds.team } as const;
    if (second) return { ...room, message: second.id, label: "Approve" };
  }
  const card = discordCard(play, pending(play)?.orderId);
  if (!card) return noCard(play);
  const room = { as: "fiona", platform: "discord", room: discordIds.approvals } as const;
  return { ...room, message: card.id, label: "Approve" };
}

/** Fiona has signed and the card still counts: an agent with a critical finding needs one approver more. */
function needsSecond(play: Play): boolean {
  const waiting = pending(play);
  if (!waiting || !play.pressed.has(`fiona:approve:${waiting.id}`)) return false;
  return /\b1 of [2-9]\b/.test(telegramCard(play, "Approve", waiting.orderId)?.text ?? "");
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
      say: "Become Mo, press Deny on Telegram, and answer the question why.",
      met: denied,
      spot: (play) => {
        const room = { as: "mo", platform: "telegram", room: telegramIds.team } as const;
        const mo = play.sandbox.telegram.control.as(people.mo.telegram).sees(telegramIds.team);
        if (mo.at(-1)?.prompt) return { ...room, type: "" };
        const card = telegramCard(play, "Deny", pending(play)?.orderId);
        return card ? { ...room, message: card.id, label: "Deny" } : noCard(play);
      },
    },
  ],
  learned: "The agent reads the reason in its console, and is told that no means no.",
};

function denied({ desk }: Play): boolean {
  return desk.requests().some(({ state }) => state === "denied");
}
