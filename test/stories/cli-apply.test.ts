import { describe, expect, test } from "vitest";
import { parseDocuments } from "../../src/cli/documents/read-documents.ts";
import { agentYaml, workspaceYaml } from "../support/cli.ts";

const problems = (text: string) => parseDocuments("bots.yaml", text).problems;

test("many documents in a file, empty ones skipped", () => {
  const read = parseDocuments("bots.yaml", `---\n${agentYaml()}${workspaceYaml}---\n# nothing more\n`);
  expect(read.problems).toEqual([]);
  expect(read.documents.map(({ document, where }) => [document.kind, where])).toEqual([
    ["Agent", "bots.yaml: document 1"],
    ["Workspace", "bots.yaml: document 2"],
  ]);
});

describe("every problem names the file, the document, the line and the field", () => {
  test.each([
    ["a quorum of nobody", agentYaml("", 0), "bots.yaml: document 1, line 10, actions[0].policy.quorum: "],
    [
      "a field that does not exist",
      agentYaml("polcy: {}\n"),
      "bots.yaml: document 1, line 11, polcy: there is no such field; correct its name or remove it.",
    ],
    [
      "an id that lost its quotes",
      workspaceYaml.replace('"6137"', "6137"),
      "bots.yaml: document 1, line 4, metadata.id: write the id in quotes: numbers this long lose digits.",
    ],
    [
      "nobody who may approve",
      workspaceYaml.replace('["discord:role:301"]', "[]"),
      "bots.yaml: document 1, line 6, approvers: name at least one approver: an empty list would let nobody decide.",
    ],
    [
      "an approver nobody knows how to find",
      workspaceYaml.replace("discord:role:301", "@mods"),
      "bots.yaml: document 1, line 6, approvers[0]: expected discord:role:ID, discord:user:ID, telegram:user:ID or telegram:admins:CHAT.",
    ],
    [
      "another kind",
      "apiVersion: countersign/v1\nkind: Robot\n",
      "bots.yaml: document 1, line 2, kind: expected kind: Agent or kind: Workspace.",
    ],
    [
      "a missing field",
      "apiVersion: countersign/v1\nkind: Workspace\n",
      "bots.yaml: document 1, line 1, metadata: ",
    ],
    [
      "a schema that is none",
      agentYaml().replace("type: object", "type: objekt"),
      "bots.yaml: document 1, line 9, actions[0].params: this is not a JSON Schema that can be used (",
    ],
    [
      "the same key twice",
      `${workspaceYaml}places: {}\n`,
      "bots.yaml: document 1, line 7: Map keys must be unique.",
    ],
    ["broken YAML", `${agentYaml()}---\nkind: [Agent\n`, "bots.yaml: document 2, line 13: "],
    ["an unknown alias", "kind: *agent\n", "bots.yaml: document 1: Unresolved alias"],
    ["a list", "- kind: Agent\n", "bots.yaml: document 1, line 1, the whole document: "],
    [
      "an empty file",
      "\n# nothing\n",
      "bots.yaml: there is no document in it. Start with: apiVersion: countersign/v1",
    ],
  ])("%s", (_, text, expected) => {
    const found = problems(text);
    expect(found[0]).toContain(expected);
    for (const line of found) expect(line).toMatch(/^bots\.yaml: .+[.1]$/);
  });

  test("all of them at once", () => {
    expect(problems(`${agentYaml("", 0)}polcy: {}\n${workspaceYaml.replace('"6137"', "x")}`)).toHaveLength(3);
  });

  test("aliases that would fill the memory", () => {
    const bomb = [
      "a: &a [x, x, x, x, x, x, x, x, x]",
      ..."bcdefghi".split("").map((name, i) => {
        const before = "abcdefgh"[i];
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`;
      }),
    ].join("\n");
    const started = performance.now();
    expect(problems(bomb)[0]).toMatch(/^bots\.yaml: document 1: Excessive alias count/);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
