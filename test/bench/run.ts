/** `npm run bench [NAME…]`: one JSON object a line; exits 1 when a benchmark fails, for instance because results differ. */
import { benches } from "./index.ts";

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(
    `There is no benchmark called ${unknown.join(", ")}. There are: ${Object.keys(benches).join(", ")}.`,
  );
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    for (const line of await bench()) console.log(JSON.stringify(line));
  } catch (failure) {
    console.error(`${name}: ${failure instanceof Error ? failure.message : String(failure)}`);
    process.exitCode = 1;
  }
}
