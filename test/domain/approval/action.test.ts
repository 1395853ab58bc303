import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actionHash,
  canonical,
  fingerprint,
  fitness,
  readJson,
} from "../../../src/domain/approval/action.ts";

describe("canonical form: the vectors of RFC 8785", () => {
  it("sorts keys by UTF-16 code units and writes literals the shortest way (section 3.2.2)", () => {
    const input = String.raw`{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`;
    const value = JSON.parse(input.replace("1e+30", "4")) as unknown;
    expect(canonical(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,4,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("orders keys as in section 3.2.3", () => {
    const value = {
      "€": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "😀": "Emoji: Grinning Face",
      "\u0080": "Control",
      ö: "Latin Small Letter O With Diaeresis",
    };
    expect([...canonical(value).matchAll(/:"([^"]+)"/g)].map((match) => match[1])).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  // Appendix B, less the numbers that this gate refuses (−0, and whole numbers beyond 2^53 − 1).
  it.each([
    ["0000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["433fffffffffffff", "9007199254740991"],
    ["c33fffffffffffff", "-9007199254740991"],
    ["3e45798ee2308c3a", "1e-8"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
  ])("writes the double %s as %s", (bits, text) => {
    expect(canonical(Buffer.from(bits, "hex").readDoubleBE(0))).toBe(text);
  });
});

describe("the JSON gate", () => {
  it.each([
    ["a key that appears twice", `{"amount":"1","amount":"1000"}`, "/amount"],
    ["the same key spelled with an escape", String.raw`{"amount":1,"\u0061mount":2}`, "/amount"],
    ["a repeated key deep inside", `{"a":[{"b":1},{"b":1,"c":2,"b":3}]}`, "/a/1/b"],
    ["__proto__ twice", `{"__proto__":1,"__proto__":2}`, "/__proto__"],
    ["half a surrogate pair", String.raw`{"a":"\ud800"}`, "/a"],
    ["half a surrogate pair in a key", String.raw`{"\udc00":1}`, "/\udc00"],
    ["a whole number over 2^53 − 1", `{"id":9007199254740992}`, "/id"],
    ["a whole number written as an exponent", `{"id":1e20}`, "/id"],
    ["a number beyond doubles", `[1e400]`, "/0"],
    ["minus zero", `{"a":-0}`, "/a"],
    ["1.0", `{"a":1.0}`, "/a"],
    ["1.10", `{"a":[0,1.10]}`, "/a/1"],
    ["1e3", `1e3`, ""],
    ["more digits than a double holds", `0.1000000000000000055`, ""],
    ["not JSON", `{"a":1,}`, ""],
    ["nothing", ``, ""],
    ["nesting of 65", "[".repeat(65) + "]".repeat(65), "/0".repeat(64)],
  ])("refuses %s", (_, text, path) => {
    expect(readJson(text)).toMatchObject({ ok: false, path });
  });

  it.each([
    `{"a":"x","b":{"a":"x"}}`,
    `[{"a":1},{"a":1}]`,
    `"{\\"a\\":1,\\"a\\":2}"`,
    `{"a":9007199254740991,"b":-9007199254740991,"c":1e-7,"d":0.1}`,
    "[".repeat(64) + "]".repeat(64),
    String.raw`{"x":"\ud83d\ude00"}`,
    ` [ 1 , "," , "]" ] `,
  ])("accepts %s", (text) => {
    expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it("refuses values that are not plain JSON", () => {
    for (const value of [
      undefined,
      () => 1,
      1n,
      Symbol("a"),
      new Date(),
      new Map(),
      { a: undefined },
      { toJSON: () => 1 },
      [Number.NaN],
    ])
      expect(fitness(value)).not.toBeNull();
  });

  it("accepts what it wrote, with the same value and hash (random JSON)", () => {
    const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => fitness(value) === null);
    fc.assert(
      fc.property(json, (value) => {
        const text = canonical(value);
        const read = readJson(text);
        expect(read).toMatchObject({ ok: true });
        if (read.ok) expect(actionHash("a.b", read.value)).toBe(actionHash("a.b", value));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});

describe("the action hash", () => {
  it("is the documented construction", () => {
    // countersign/action/v1 ‖ 0x00 ‖ {"action":"refund.issue","params":{"amount":"49.00"}}, hashed with sha256sum and basenc --base64url.
    expect(actionHash("refund.issue", { amount: "49.00" })).toBe(
      "sha256:ipu3c2phvkqRV83b30ERZw8R7z7IHsOvU1vxjpyubhI",
    );
  });

  it("does not care about the order of keys, and about nothing else", () => {
    const hash = actionHash("refund.issue", { a: 1, b: "x" });
    expect(actionHash("refund.issue", { b: "x", a: 1 })).toBe(hash);
    for (const other of [
      { a: 1, b: "X" },
      { a: "1", b: "x" },
      { a: 1, b: "x", c: null },
      { a: 1 },
      { params: { a: 1, b: "x" } },
    ])
      expect(actionHash("refund.issue", other)).not.toBe(hash);
    expect(actionHash("refund.issues", { a: 1, b: "x" })).not.toBe(hash);
  });

  it("accepts params nested 64 deep and refuses 65", () => {
    const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)]);
    expect(actionHash("a", nest(64))).toMatch(/^sha256:/);
    expect(() => actionHash("a", nest(65))).toThrow("64 levels");
  });

  it("has a fingerprint to compare by eye", () => {
    expect(fingerprint("sha256:abcdefghijklmnop")).toBe("abcd efgh ijkl");
  });
});
