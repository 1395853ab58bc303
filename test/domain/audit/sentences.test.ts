/** Sentences are data until somebody reads them, and all of them can be translated. */
import { describe, expect, it } from "vitest";
import { counted, list, plain, say, tell } from "../../../src/domain/audit/phrase.ts";
import type { Phrase, Translate, Value } from "../../../src/domain/audit/phrase.ts";
import { auditSentences, templates } from "../../support/audit-sentences.ts";
import { auditCase, everyCase } from "./audit-case.ts";

const bot = { said: "Help\u202edesk" };

describe("a sentence", () => {
  it("is told in parts: our words, others' words, things to type", () => {
    const sentence = say("Ask {bot} in {channel}, or send {command}: {n} of {n}.", {
      bot,
      channel: { channel: "help" },
      command: { code: "/audit" },
      n: 2,
    });
    expect(tell(sentence)).toEqual([
      "Ask ",
      bot,
      " in #",
      { said: "help" },
      ", or send ",
      { code: "/audit" },
      ": 2 of 2.",
    ]);
    expect(plain(sentence)).toBe("Ask Helpdesk in #help, or send /audit: 2 of 2.");
  });

  it("counts, lists, names permissions and rights, and begins with a capital", () => {
    const channels = (n: number) => counted(n, "{n} channel", "{n} channels");
    expect([0, 1, 2].map((n) => plain(channels(n)))).toEqual(["0 channels", "1 channel", "2 channels"]);
    const of = (...names: string[]): Value => list(names, 2);
    const lists = [[], ["a"], ["a", "b"], ["a", "b", "c", "d"]].map((names) => of(...names));
    expect(lists.map((names) => plain(say("{names}", { names })))).toEqual([
      "",
      "a",
      "a and b",
      "a, b and 2 more",
    ]);
    expect(plain(say("{p}", { p: { permissions: "268435464" } }))).toBe("Administrator, Manage Roles");
    expect(plain(say("{p}", { p: { permissions: "268435456", screen: "channel" } }))).toBe(
      "Manage Permissions",
    );
    expect(plain(say("{r}", { r: { rights: ["can_delete_messages", "can_fly"] } }))).toBe(
      "Delete Messages, can_fly",
    );
    expect(plain(say("{x}.", { x: { opening: list([say("turn it off"), say("save")]) } }))).toBe(
      "Turn it off and save.",
    );
  });

  it("is read in the reader's language, down to the words in its gaps", () => {
    const german: Record<string, string> = {
      "{bot} holds {permissions} in {channels}.": "In {channels} hat {bot} {permissions}.",
      "Manage Roles": "Rollen verwalten",
      "{items} and {last}": "{items} und {last}",
      "{n} more": "{n} weitere",
    };
    const translate: Translate = (template) => german[template] ?? template;
    const sentence = say("{bot} holds {permissions} in {channels}.", {
      bot: { said: "Helpdesk" },
      permissions: { permissions: "268435456" },
      channels: list([{ channel: "a" }, { channel: "b" }, { channel: "c" }], 1),
    });
    expect(plain(tell(sentence, translate))).toBe("In #a und 2 weitere hat Helpdesk Rollen verwalten.");
  });

  it("of yesterday, kept as words, is still read", () => {
    expect(plain("Nothing.")).toBe("Nothing.");
    expect(plain(["Ask ", bot, " or ", { code: "/audit" }])).toBe("Ask Helpdesk or /audit");
  });

  it("survives being stored", () => {
    const stored = JSON.parse(
      JSON.stringify(say("{bot}: {names}", { bot, names: list(["a", "b"]) })),
    ) as Phrase;
    expect(plain(stored)).toBe("Helpdesk: a and b");
  });
});

describe("the list of sentences", () => {
  it("holds every template: each is written out where it is said", () => {
    expect(templates().hidden).toEqual([]);
    expect(templates().found.length).toBeGreaterThan(250);
  });

  it("holds whatever the examples make the audit say", async () => {
    const all = new Set(auditSentences());
    const missing = new Set<string>();
    const titles = new Set<string>();
    for (const report of (await everyCase()).map(auditCase)) {
      const asked: Translate = (template) => {
        if (!all.has(template)) missing.add(template);
        return template;
      };
      for (const { title } of report.findings) titles.add(title);
      JSON.stringify(report, (_, value: unknown) => {
        if (typeof value === "object" && value !== null && "say" in value) tell(value as Phrase, asked);
        return value;
      });
    }
    // The items of a checklist have words of their own; the examples name some.
    expect([...missing].filter((template) => !template.startsWith("The control "))).toEqual([]);
    expect([...titles].filter((title) => !all.has(title))).toEqual([]);
  });
});
