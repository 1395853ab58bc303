/** A process of its own: connects to many servers as Countersign or as a plain discord.js client, and says what they cost it. */
import { Client } from "discord.js";
import { createDiscord, INTENTS } from "../../src/platforms/discord/index.ts";
import { memoryShelf } from "../support/discord-adapter.ts";
import { tokens } from "../support/discord-world.ts";
import { silent } from "../support/log.ts";

const [who, apiUrl = "", count = "0"] = process.argv.slice(2);
const wanted = Number(count);
const nothing = async () => undefined;

/** Resolves once every server was seen. */
async function connectOurs(): Promise<void> {
  const seen = new Set<string>();
  const platform = createDiscord({ token: tokens.countersign, apiUrl, shelf: memoryShelf(), log: silent });
  await new Promise<void>((resolve, reject) => {
    const change = async ({ workspace }: { workspace: string }) => {
      seen.add(workspace);
      if (seen.size === wanted) resolve();
    };
    const calls = { command: nothing, press: nothing, form: nothing, action: nothing, hear: nothing, change };
    platform.start({ commands: [], forms: {}, complete: async () => [], ...calls }).catch(reject);
  });
  seen.clear();
  kept = platform;
}

async function connectPlain(): Promise<void> {
  const client = new Client({ intents: INTENTS, rest: { api: apiUrl } });
  const ready = new Promise((resolve) => client.once("clientReady", resolve));
  await client.login(tokens.countersign);
  await ready;
  if (client.guilds.cache.size !== wanted) throw new Error(`${client.guilds.cache.size} servers are there`);
  kept = client;
}

/** Whatever is connected may not be collected before it was measured. */
let kept: unknown = null;

async function heap(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return process.memoryUsage().heapUsed;
}

const before = await heap();
await (who === "ours" ? connectOurs() : connectPlain());
await new Promise((resolve) => setTimeout(resolve, 500));
const bytes = (await heap()) - before;
process.send?.({ bytes, kept: kept !== null });
process.exit(0);
