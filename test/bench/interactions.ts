/**
 * What each command and each button costs the platform in HTTP calls, whatever follows from it included (files, cards that are
 * drawn again), in the sandbox's shop: two agents on either platform, ten channels. The peer is the least that an interaction can
 * cost: its acknowledgement alone; where Telegram has none, the one answer.
 */
import { PGlite } from "@electric-sql/pglite";
import { adoptPglite } from "../../src/db/open.ts";
import { everyInteraction } from "../support/every-interaction.ts";
import { shopWorld } from "../support/shop-world.ts";
import type { Bench } from "./measure.ts";

export const interactions: Bench = async () => {
  const shop = await shopWorld({ database: await adoptPglite(await PGlite.create()) });
  try {
    const done = await everyInteraction(shop);
    const late = done.filter(({ platform, acknowledged }) => platform === "discord" && acknowledged !== 0);
    if (late.length > 0)
      throw new Error(`Acknowledged late: ${late.map(({ kind, name }) => `${kind} ${name}`).join(", ")}.`);
    return done.map(({ platform, kind, name, calls, acknowledged }) => ({
      bench: `interaction, ${platform}`,
      metric: `${kind} ${kind === "command" ? "/" : ""}${name}`,
      ours: calls.length,
      peer: 1,
      peerName: acknowledged === 0 ? "the acknowledgement, which comes first" : "one answer",
      ratio: Number((1 / calls.length).toPrecision(4)),
      unit: "HTTP calls",
    }));
  } finally {
    await shop.stop();
  }
};
