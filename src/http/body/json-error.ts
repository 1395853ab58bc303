/** Where a text stops being JSON. `JSON.parse` knows, but says so only for some errors and never in a stable way. */
export interface JsonError {
  /** Counted from 1. */
  line: number;
  column: number;
  /** What stands there, in words. */
  found: string;
}

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/** For a text that `JSON.parse` refuses. Iterative, so that deep nesting can't exhaust the stack. */
export function jsonError(text: string): JsonError {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return false;
    at += match[0].length;
    return true;
  };
  const open: ("{" | "[")[] = [];
  let expects: "value" | "value-or-]" | "key" | "key-or-}" | "colon" | "next" = "value";
  for (;;) {
    take(space);
    const here = text[at];
    const inside = open.at(-1);
    if (here === undefined) break;
    if ((here === "}" && expects === "key-or-}") || (here === "]" && expects === "value-or-]")) {
      open.pop();
      at += 1;
      expects = "next";
    } else if (expects === "key" || expects === "key-or-}") {
      if (!take(string)) break;
      expects = "colon";
    } else if (expects === "colon") {
      if (here !== ":") break;
      at += 1;
      expects = "value";
    } else if (expects === "next") {
      if (here === "," && inside) expects = inside === "{" ? "key" : "value";
      else if (here === "}" && inside === "{") open.pop();
      else if (here === "]" && inside === "[") open.pop();
      else break;
      at += 1;
    } else if (here === "{" || here === "[") {
      open.push(here);
      at += 1;
      expects = here === "{" ? "key-or-}" : "value-or-]";
    } else {
      if (!take(scalar) && !take(string)) break;
      expects = "next";
    }
  }
  return describe(text, at);
}

function describe(text: string, at: number): JsonError {
  const lines = text.slice(0, at).split("\n");
  const found = text.codePointAt(at);
  return {
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    found:
      found === undefined
        ? "end"
        : found === 0x22
          ? "or broken text"
          : JSON.stringify(String.fromCodePoint(found)),
  };
}
