/** The Helpdesk agent and the payments desk, played by the visitor: asks, tricks, and what came of them. */
import { Countersign, RequestRefused, Unreachable } from "../../sdk/client.ts";
import { Indeterminate, Refused } from "../../sdk/verify.ts";
import type { Sandbox } from "../run.ts";
import { helpdesk, paymentsDesk } from "../tour/agent.ts";
import { discordIds } from "../world/ids.ts";
import { people } from "../world/people.ts";
import { postFakeCard } from "./fake-card.ts";

export interface DeskRequest {
  id: string;
  orderId: string;
  amount: string;
  state: string;
  /** The human's words, when they gave any. */
  reason: string | null;
  ran: boolean;
  /** Approved, but too late to be used. */
  lapsed: boolean;
}

export interface DeskLine {
  n: number;
  at: number;
  who: "Helpdesk" | "Payments desk" | "Countersign" | "Discord";
  tone: "plain" | "good" | "refused";
  text: string;
}

/** What the payments desk did, which is all that counts in the end. */
export interface Till {
  paid: { orderId: string; amount: string }[];
  /** How often it refused. */
  refused: number;
}

export type Happening = "changed" | "ran" | "again" | "flooded" | "faked" | "ledger";

export interface Desk {
  requests(): DeskRequest[];
  log(): DeskLine[];
  till(): Till;
  /** Whether the visitor has tried this yet. */
  has(what: Happening): boolean;
  note(who: DeskLine["who"], tone: DeskLine["tone"], text: string): void;
  ask(wish: { orderId: string; amount: string; reason: string }): Promise<void>;
  /** The payments desk gets the grant of an approved request, perhaps for another amount than was approved. */
  run(id: string, amount: string): Promise<void>;
  flood(): Promise<void>;
  fake(): Promise<void>;
  ledger(): Promise<void>;
  close(): void;
}

const FLOOD = 30;
const KEPT = 60;

export function createDesk(sandbox: Sandbox): Desk {
  const agent = helpdesk(sandbox);
  const verify = paymentsDesk(sandbox);
  const closing = new AbortController();
  const requests = new Map<string, DeskRequest & { secret: string; grant: string | null }>();
  const happened = new Set<Happening>();
  const till: Till = { paid: [], refused: 0 };
  let lines: DeskLine[] = [];
  let counted = 0;

  const note: Desk["note"] = (who, tone, text) => {
    lines = [...lines, { n: ++counted, at: Date.now(), who, tone, text }].slice(-KEPT);
  };

  async function follow(id: string): Promise<void> {
    const request = requests.get(id);
    if (!request) return;
    try {
      const ended = await agent.wait(id, { signal: closing.signal });
      request.state = ended.state;
      request.reason = ended.denial?.reason ?? null;
      if (ended.state === "approved") {
        request.grant = await agent.claim(id, request.secret, { signal: closing.signal });
        note("Helpdesk", "good", `${request.orderId} was approved. I have a signed grant for exactly that.`);
      } else note("Helpdesk", "refused", ended.denial?.message ?? `${request.orderId}: ${ended.state}.`);
    } catch (failure) {
      if (!closing.signal.aborted) note("Helpdesk", "refused", wordsOf(failure));
    }
  }

  return {
    requests: () => [...requests.values()].map(({ secret: _secret, grant: _grant, ...shown }) => shown),
    log: () => lines,
    till: () => till,
    has: (what) => happened.has(what),
    note,
    async ask({ orderId, amount, reason }) {
      try {
        const asked = await agent.request({
          action: "refund.issue",
          params: { orderId, amount, currency: "EUR" },
          ...(reason === "" ? {} : { reason }),
          audience: "payments",
          ...origin(sandbox),
        });
        const known = { id: asked.id, orderId, amount, state: asked.state, reason: null, ran: false };
        requests.set(asked.id, { ...known, lapsed: false, secret: asked.claimSecret, grant: null });
        note("Helpdesk", "plain", `I asked to refund ${amount} EUR for ${orderId}. Now I wait for a human.`);
        void follow(asked.id);
      } catch (failure) {
        note("Countersign", "refused", wordsOf(failure));
      }
    },
    async run(id, amount) {
      const request = requests.get(id);
      if (!request?.grant)
        return note("Payments desk", "refused", "There is no grant for that. Nothing ran.");
      const params = { orderId: request.orderId, amount, currency: "EUR" };
      if (amount !== request.amount)
        note("Helpdesk", "plain", `Payments desk, please refund ${amount} EUR. Here is my grant.`);
      try {
        await verify(request.grant, { action: "refund.issue", params });
        request.ran = true;
        happened.add("ran");
        till.paid.push({ orderId: request.orderId, amount });
        note(
          "Payments desk",
          "good",
          `The signature is right. ${amount} EUR go back for ${request.orderId}.`,
        );
      } catch (failure) {
        const code = failure instanceof Refused ? failure.code : null;
        if (code === "grant_mismatch") happened.add("changed");
        if (code === "grant_consumed") happened.add("again");
        if (code === "grant_expired") request.lapsed = true;
        till.refused += 1;
        note("Payments desk", "refused", `Refused. ${wordsOf(failure)}`);
      }
    },
    async flood() {
      note(
        "Helpdesk",
        "plain",
        `I ask ${FLOOD} times at once. Somebody will press Approve just to be rid of me.`,
      );
      // Without patience a refusal is not tried again.
      const hasty = new Countersign({ url: sandbox.service.url, key: sandbox.agentKey, patience: 0 });
      const wishes = Array.from({ length: FLOOD }, (_, at) => ({
        action: "refund.issue",
        params: { orderId: `A-${2001 + at}`, amount: "5.00", currency: "EUR" },
        audience: "payments",
      }));
      const answers = await Promise.allSettled(wishes.map((wish) => hasty.request(wish)));
      const refusals = answers.filter((answer) => answer.status === "rejected");
      const taken = FLOOD - refusals.length;
      const first = refusals[0] ? ` ${wordsOf(refusals[0].reason)}` : "";
      happened.add("flooded");
      note("Countersign", "refused", `${taken} became cards, ${refusals.length} were refused.${first}`);
    },
    async fake() {
      happened.add("faked");
      const { tone, text } = await postFakeCard(sandbox);
      note("Helpdesk", "plain", "I post a card of my own that looks like Countersign's.");
      note("Discord", tone, text);
    },
    async ledger() {
      try {
        note("Countersign", "good", (await sandbox.countersign("ledger", "verify")).trim());
        happened.add("ledger");
      } catch (failure) {
        note("Countersign", "refused", wordsOf(failure));
      }
    },
    close: () => closing.abort(),
  };
}

/** The customer's own message, so that approvers can read where the wish comes from. */
function origin(sandbox: Sandbox) {
  const oskar = people.oskar.discord;
  const complaint = sandbox.discord.control
    .as(people.olivia.discord)
    .sees(discordIds.help)
    .find((message) => message.author.id === oskar);
  if (!complaint) return {};
  const { guild: workspace, help: channel } = discordIds;
  const where = { platform: "discord" as const, workspace, channel, messageId: complaint.id };
  return { origin: { ...where, requestedBy: oskar } };
}

function wordsOf(failure: unknown): string {
  if (failure instanceof RequestRefused || failure instanceof Refused || failure instanceof Indeterminate)
    return `${failure.message} (${failure.code})`;
  if (failure instanceof Unreachable) return "Countersign can't be reached, so nothing happens.";
  return failure instanceof Error ? failure.message : String(failure);
}
