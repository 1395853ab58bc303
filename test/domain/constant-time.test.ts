/** Secrets are looked up by their hash or compared in constant time: nowhere with ===, which tells how much of a guess is right. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "../../src");
/** Comparisons that look like it, each with why it is none. */
const allowed: Record<string, string> = {};

const secret = String.raw`[\w.?!()\[\]"'-]*(?:secret|token|password|authorization|apiKey|signature|bearer)\w*`;
const shape = new RegExp(
  String.raw`(?:${secret}\)?\s*[!=]==?\s*(?!undefined|null|"")[\w"'\x60(]|[!=]==?\s*${secret}\b)`,
  "i",
);

function comparisons(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
    .map((line) => line.trim())
    .filter((line) => shape.test(line.replaceAll(/typeof [\w.]+ [!=]== "\w+"/g, "")))
    .filter((line) => !/[!=]== (undefined|null|"")/.test(line))
    .filter((line) => !(line in allowed));
}

test("no secret is compared byte by byte", () => {
  const found = readdirSync(src, { recursive: true, encoding: "utf8" })
    // The sandbox plays the platforms; what it compares are its own tokens, which are public.
    .filter((file) => file.endsWith(".ts") && !/^(sandbox|words)\//.test(file))
    .flatMap((file) => comparisons(readFileSync(join(src, file), "utf8")).map((line) => `${file}: ${line}`));
  expect(found).toEqual([]);
});

test.each([
  "if (given === secret) return true;",
  "return row.token !== token;",
  "if (header.authorization == `Bearer ${token}`)",
])("it would be seen: %s", (line) => expect(comparisons(line)).toHaveLength(1));
