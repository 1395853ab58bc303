/** A rule's page in docs/rules, written from the rule itself so that the two can't drift apart. */
import { categories } from "./rule.ts";
import type { Rule } from "./rule.ts";

const sees = {
  auto: "from the snapshot alone",
  semi: "from the snapshot and what somebody reported",
  attest: "only with a person's word",
} as const;

const personas = {
  regular: "everybody",
  pedantic: "people who tidy up (`--persona pedantic`)",
  auditor: "people who look for everything (`--persona auditor`)",
} as const;

export function rulePage(rule: Rule): string {
  const raised = rule.ceiling === rule.severity ? rule.severity : `${rule.severity}, at most ${rule.ceiling}`;
  return `${[
    `# ${rule.title}`,
    `\`${rule.id}\``,
    rule.what,
    `| | |\n|---|---|\n| Severity | ${raised} |\n| Confidence | ${rule.confidence} |\n| What goes wrong | ${categories[rule.category]} |\n| Found | ${sees[rule.observability]} |\n| Shown to | ${personas[rule.persona]} |${rule.needs.length > 0 ? `\n| Needs | ${rule.needs.join(", ")} |` : ""}`,
    "## Why it matters",
    rule.why,
    "## How to fix it by hand",
    rule.byHand.map((step, index) => `${index + 1}. ${step}`).join("\n"),
    "## How this can be wrong",
    rule.wrong.map((line) => `- ${line}`).join("\n"),
    "## Standards",
    `Aligned with ${rule.standards.join(", ")}.`,
  ].join("\n\n")}\n`;
}

/** The list of all pages. */
export function rulesIndex(rules: readonly Rule[]): string {
  const rows = rules.map(
    (rule) => `| [\`${rule.id}\`](${rule.id}.md) | ${rule.title} | ${rule.severity} | ${rule.persona} |`,
  );
  return `# Rules\n\nWhat the audit looks for, one page a rule. \`countersign rules\` prints this list.\n\n| rule | in words | severity | shown to |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}
