import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { parseDocuments } from "../../src/cli/documents/read-documents.ts";
import { documentSchema } from "../../src/domain/manifest.ts";
import { nearest } from "../../src/domain/nearest.ts";
import { agentYaml, cli } from "../support/cli.ts";

const root = join(import.meta.dirname, "../..");
const published = readFileSync(join(root, "docs/schema/countersign-v1.json"), "utf8");
const examples = ["src/sandbox/world/manifests.yaml"].map((file) => ({
  file,
  text: readFileSync(join(root, file), "utf8"),
}));

describe("the published JSON Schema", () => {
  test("is what `countersign schema` prints; write it anew with: npm run -s countersign -- schema > docs/schema/countersign-v1.json", async () => {
    expect((await cli({}, "schema")).out).toBe(published);
  });

  test("agrees with the reader about the examples and about mistakes", () => {
    const check = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(published));
    const documents = examples.flatMap(({ text }) => parseAllDocuments(text).map((one) => one.toJS()));
    expect(documents.length).toBeGreaterThan(3);
    for (const document of documents) {
      expect(check(document), JSON.stringify(check.errors)).toBe(true);
      for (const wrong of [
        { ...document, kind: "Robot" },
        { ...document, polcy: {} },
        { ...document, metadata: {} },
        { ...document, approvers: [] },
        { ...document, permissions: { discord: { required: { SEND_MESAGES: "answer" } } } },
        { ...document, permissions: { discord: { never: ["EVERYTHING"] } } },
        { ...document, permissions: { telegram: { rights: { can_fly: "fun" } } } },
      ])
        expect([check(wrong), documentSchema.safeParse(wrong).success]).toEqual([false, false]);
    }
  });

  test("is named in every example, so that editors find it", () => {
    for (const { file, text } of examples)
      expect(text.split("\n", 1)[0], file).toMatch(
        /^# yaml-language-server: \$schema=.*countersign-v1\.json$/,
      );
  });
});

describe("permission names", () => {
  const problems = (permissions: string) =>
    parseDocuments("bots.yaml", agentYaml(`permissions: ${permissions}\n`)).problems;

  test.each([
    [
      "{ discord: { required: { SEND_MESAGES: answer } } }",
      "required.SEND_MESAGES: SEND_MESAGES is no Discord permission that Countersign knows; did you mean SEND_MESSAGES?.",
    ],
    ["{ discord: { optional: { send_messages: answer } } }", "did you mean SEND_MESSAGES?."],
    [
      "{ discord: { rare: { Ban-Member: { why: raids, expires: 2027-01-01 } } } }",
      "did you mean BAN_MEMBERS?.",
    ],
    [
      "{ discord: { never: [ADMIN] } }",
      "never[0]: ADMIN is no Discord permission that Countersign knows; did you mean ADMINISTRATOR?.",
    ],
    ["{ discord: { never: [ZZZ] } }", "write it like SEND_MESSAGES."],
    [
      "{ telegram: { rights: { can_delete_message: spam } } }",
      "rights.can_delete_message: can_delete_message is no Telegram administrator right that Countersign knows; did you mean can_delete_messages?.",
    ],
  ])("%s", (permissions, expected) => {
    const [first, ...rest] = problems(permissions);
    expect(rest).toEqual([]);
    expect(first).toMatch(/^bots\.yaml: document 1, line 11, permissions\./);
    expect(first).toContain(expected.replace("?.", "?"));
  });

  test("the nearest one is the nearest one, and noise suggests nothing", () => {
    expect(nearest("MANAGE_ROLE", ["MANAGE_GUILD", "MANAGE_ROLES"])).toBe("MANAGE_ROLES");
    expect(nearest("VEIW_CHANNEL", ["SEND_MESSAGES", "VIEW_CHANNEL"])).toBe("VIEW_CHANNEL");
    expect(nearest("QQQQ", ["SEND_MESSAGES", "VIEW_CHANNEL"])).toBeNull();
    expect(nearest("", ["SPEAK"])).toBeNull();
  });
});

test("a draft that nobody reviewed is refused, by its line", () => {
  const draft = agentYaml().replace("purpose: support", "purpose: support, reviewed: false");
  expect(parseDocuments("bots.yaml", draft)).toEqual({
    documents: [],
    problems: [
      "bots.yaml: document 1, line 3, metadata.reviewed: this is a draft of support-bot that nobody has reviewed. Read every line of it, then set reviewed: true.",
    ],
  });
  expect(parseDocuments("bots.yaml", draft.replace("reviewed: false", "reviewed: true")).problems).toEqual(
    [],
  );
});
