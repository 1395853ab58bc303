/**
 * One of the processes of the big race: opens the service on the given PostgreSQL and lets its share of the approvers press
 * on every request, or its share of the executors use every grant. Speaks JSON over the process channel.
 */
import { openDatabase } from "../../src/db/open.ts";
import { serviceOn } from "../../src/service.ts";
import { castVote } from "../../src/use-cases/cast-vote.ts";
import { consumeGrant } from "../../src/use-cases/consume-grant.ts";
import { MASTER_KEY, ROOM } from "./approval-documents.ts";
import { fakePlatform } from "./fake-platform.ts";
import { silent } from "./log.ts";

export type RaceOrder =
  | {
      do: "press";
      requests: string[];
      approvers: string[];
      mine: [from: number, to: number];
      /** Everybody presses on every so many-th request. */
      every: number;
    }
  | { do: "consume"; grants: { grant: string; action: string; params: unknown }[]; consumers: number };
export type RaceResult = { ready: true } | { pressed: number } | { consumed: boolean[][] };

const [url = ""] = process.argv.slice(2);
const discord = fakePlatform("discord");
const service = await serviceOn(await openDatabase({ url, dataDir: "/nonexistent", connections: 5 }), {
  publicUrl: "http://localhost:8787",
  masterKey: MASTER_KEY,
  log: silent,
  worker: false,
  platforms: { discord, telegram: fakePlatform("telegram") },
});
const tell = (result: RaceResult) => process.send?.(result);

process.on("message", (order: RaceOrder) => {
  const work = order.do === "press" ? press(order) : consume(order);
  work.then(tell, (failure: unknown) => {
    console.error(failure);
    process.exit(1);
  });
});
process.on("disconnect", () => void service.stop().then(() => process.exit(0)));
tell({ ready: true });

/** Everybody presses on their requests, each in an order of their own; who denies what follows from the numbers. */
async function press(order: RaceOrder & { do: "press" }): Promise<RaceResult> {
  let pressed = 0;
  // Everybody is known everywhere: a deciding press looks at the earlier voters again.
  const everybody = order.approvers.map((id) => discord.join(id, { roles: ["301"] }));
  const [from, to] = order.mine;
  await Promise.all(
    everybody.slice(from, to).map(async (actor, at) => {
      const who = from + at;
      const mine = order.requests
        .map((_, index) => index)
        .filter((index) => (index + who) % order.every === 0);
      for (let step = 0; step < mine.length; step++) {
        const index = mine[(step + who * 7) % mine.length] ?? 0;
        const requestId = order.requests[index] ?? "";
        const on = {
          place: { platform: "discord" as const, workspace: "6137", channel: ROOM.discord },
          message: `card-${requestId}`,
        };
        const verdict = ((index * 31 + who * 17) >> 3) % 2 === 0 ? "approve" : "deny";
        await castVote(service.ctx, { requestId, verdict, reason: null, actor, on });
        pressed += 1;
      }
    }),
  );
  return { pressed };
}

/** For each grant: which of this process's simultaneous consumers got it. */
async function consume(order: RaceOrder & { do: "consume" }): Promise<RaceResult> {
  const consumed: boolean[][] = [];
  for (const use of order.grants) {
    const attempts = Array.from({ length: order.consumers }, () => consumeGrant(service.ctx, use));
    consumed.push((await Promise.all(attempts)).map((outcome) => outcome.ok));
  }
  return { consumed };
}
