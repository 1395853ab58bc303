/** `npm run new -- rule ID`: lays out what a new rule consists of, with everything left to fill in marked. */
import { layOutRule } from "./rule.ts";

const usage = "Say what to lay out: npm run new -- rule discord.bot.some-thing";

const [kind, id, ...more] = process.argv.slice(2);
if (kind === undefined || id === undefined || more.length > 0) fail(usage);
else if (kind !== "rule") fail(`There is nothing to lay out for “${kind}”; only rules, so far. ${usage}`);
else {
  const done = await layOutRule(process.cwd(), id);
  if (!done.ok) fail(done.why);
  else console.log(done.says);
}

function fail(sentence: string): void {
  console.error(sentence);
  process.exitCode = 2;
}
