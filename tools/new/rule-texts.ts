/** What a new rule says before anybody has thought about it. The test finds every "Fill in". */
import type { Rule } from "../../src/domain/audit/rule.ts";

export type RulePlatform = Rule["platform"];

const owner: Record<RulePlatform, string> = {
  discord: "Somebody with Manage Server.",
  telegram: "The owner of the chat.",
  any: "The agent's owner.",
};

export function ruleText(id: string, constant: string, platform: RulePlatform): string {
  return `import type { Raised } from "../finding.ts";
import { say } from "../phrase.ts";
import type { Rule } from "../rule.ts";
import { standards } from "../standards.ts";

export const ${constant}: Rule = {
  id: "${id}",
  platform: "${platform}",
  title: "Fill in: what is wrong, in a few words",
  what: "Fill in: what is looked at, in one or two sentences.",
  why: "Fill in: why it matters to whoever runs the place.",
  category: "exposure",
  severity: "low",
  ceiling: "medium",
  confidence: "medium",
  persona: "regular",
  scope: "agent",
  observability: "auto",
  needs: [],
  fix: "settings",
  byHand: ["Fill in: the steps, as the screens call them today."],
  wrong: ["Fill in: how this can be wrong, and what it cannot see."],
  standards: [standards.leastPrivilege],
  check: (view) =>
    view.agents
      // Fill in: when it is wrong. What can't be told is no finding, and no "ok" either.
      .filter((agent) => agent.subject.id === "fill in")
      .map((agent): Raised => ({
        subject: agent.subject,
        claim: say("Fill in: one claim with numbers, about {bot}.", { bot: { said: agent.subject.name } }),
        evidence: [say("Fill in: what was seen.")],
        remedy: {
          kind: "settings",
          summary: say("Fill in: the smallest change, never wider than today."),
          steps: [say("Fill in: where to click.")],
          link: null,
          breaks: say("Fill in: what could stop working."),
          survivingRoute: null,
          undo: { text: say("Fill in: the way back."), link: null },
          who: say("${owner[platform]}"),
          // Fill in: the same as data. The laws carry it out and look again.
          changes: [],
        },
      })),
};
`;
}

export function exampleText(platform: RulePlatform): string {
  const made = platform === "telegram" ? "chat" : "guild";
  const declared = platform === "telegram" ? "telegramManifest" : "manifest";
  const names = [made, declared].sort().join(", ");
  return `import { type Example, ${names} } from "./build.ts";

const agents = [${declared}()];

export const example: Example = {
  // Fill in: where it is silent, as near to the failing example as can be.
  pass: [{ file: ${made}(), agents }],
  // Fill in: where it speaks.
  fail: { file: ${made}(), agents },
  severity: "low",
  claim: /^Fill in: /,
};
`;
}
