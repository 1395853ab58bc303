import { readFile } from "node:fs/promises";
import { isNode, isScalar, LineCounter, parseAllDocuments, type Document as YamlDocument } from "yaml";
import type { z } from "zod";
import { documentSchema, isDraft, type Document } from "../../domain/manifest.ts";
import { schemaProblem } from "../../use-cases/check-params.ts";

export interface ReadDocuments {
  documents: { document: Document; where: string }[];
  /** One line each: file, document, line, path, what was expected. */
  problems: string[];
}

/** Reads every YAML document of a file, strictly. Throws as `readFile` does. */
export async function readDocuments(file: string): Promise<ReadDocuments> {
  return parseDocuments(file, await readFile(file, "utf8"));
}

export function parseDocuments(file: string, text: string): ReadDocuments {
  const lines = new LineCounter();
  const found: ReadDocuments = { documents: [], problems: [] };
  const yaml = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
  });
  let number = 0;
  for (const one of Array.isArray(yaml) ? yaml : []) {
    if (isEmpty(one) && one.errors.length === 0) continue;
    number += 1;
    const where = `${file}: document ${number}`;
    const faults = faultsOf(one, lines);
    if (faults.length > 0) found.problems.push(...faults.map((fault) => `${where}, ${fault}`));
    else readOne(one, where, lines, found);
  }
  if (number === 0)
    found.problems.push(`${file}: there is no document in it. Start with: apiVersion: countersign/v1`);
  return found;
}

/** Nothing, or only comments, between two separators. */
function isEmpty({ contents }: YamlDocument): boolean {
  return contents === null || (isScalar(contents) && contents.value === null);
}

function faultsOf(yaml: YamlDocument, lines: LineCounter): string[] {
  return [...yaml.errors, ...yaml.warnings].map(
    (error) => `line ${lines.linePos(error.pos[0]).line}: ${sentence(error.message)}`,
  );
}

function readOne(yaml: YamlDocument, where: string, lines: LineCounter, found: ReadDocuments): void {
  let value: unknown;
  try {
    value = yaml.toJS({ maxAliasCount: 50 });
  } catch (cause) {
    found.problems.push(`${where}: ${sentence(cause instanceof Error ? cause.message : String(cause))}`);
    return;
  }
  const at = (path: readonly PropertyKey[]) => `${where}, ${lineOf(yaml, path, lines)}${dotted(path)}`;
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      for (const path of pathsOf(issue)) found.problems.push(`${at(path)}: ${wordsOf(issue)}.`);
    return;
  }
  const document = parsed.data;
  if (isDraft(document)) {
    const path = at(["metadata", "reviewed"]);
    found.problems.push(
      `${path}: this is a draft of ${document.metadata.id} that nobody has reviewed. Read every line of it, then set reviewed: true.`,
    );
    return;
  }
  const broken =
    document.kind === "Agent"
      ? document.actions.flatMap(({ params }, i) => {
          const problem = params && schemaProblem(params);
          return problem
            ? [`${at(["actions", i, "params"])}: this is not a JSON Schema that can be used (${problem}).`]
            : [];
        })
      : [];
  if (broken.length > 0) found.problems.push(...broken);
  else found.documents.push({ document, where });
}

function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => [...issue.path, key])
    : [[...issue.path]];
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "there is no such field; correct its name or remove it";
  return issue.message.replace(/^Invalid input: /, "");
}

/** The line of the deepest part of the path that is written down. */
function lineOf(yaml: YamlDocument, path: readonly PropertyKey[], lines: LineCounter): string {
  for (let length = path.length; length >= 0; length--) {
    const node = yaml.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return `line ${lines.linePos(node.range[0]).line}, `;
  }
  return "";
}

/** `actions[0].policy.quorum`. */
function dotted(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text.replace(/^\./, "") || "the whole document";
}

function sentence(message: string): string {
  const line = message.split("\n", 1)[0] ?? "";
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
