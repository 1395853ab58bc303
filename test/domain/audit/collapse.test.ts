import { describe, expect, it } from "vitest";
import { collapse } from "../../../src/domain/audit/collapse.ts";
import type { Finding } from "../../../src/domain/audit/finding.ts";
import type { Change } from "../../../src/domain/audit/remedy.ts";
import type { Severity } from "../../../src/domain/audit/severity.ts";
import { chat, telegramManifest } from "../../fixtures/audit/build.ts";
import { auditCase } from "./audit-case.ts";

const [template] = auditCase({ file: chat({ rights: [] }), agents: [telegramManifest()] }).findings;

function finding(fingerprint: string, severity: Severity, changes: Change[], subject = "1"): Finding {
  if (template === undefined) throw new Error("the template audit found nothing");
  return {
    ...template,
    fingerprint,
    severity,
    subject: { kind: "agent", id: subject, name: "x" },
    under: null,
    remedy: { ...template.remedy, changes },
  };
}

const rights = (member: string, ...keep: string[]): Change => ({ op: "set-rights", member, rights: keep });
const role = (permissions: string): Change => ({ op: "set-role-permissions", role: "r", permissions });
const take: Change = { op: "take-role", member: "1", role: "x" };
const gone: Change = { op: "remove-member", member: "1" };
const under = (findings: Finding[]): (string | null)[] => collapse(findings).map((one) => one.under);

describe("findings that one fix ends", () => {
  it("are put under the worst, when every one of their changes is part of its fix", () => {
    expect(
      under([
        finding("a", "high", [role("8"), take]),
        finding("b", "high", [role("8")]),
        finding("c", "low", [take]),
      ]),
    ).toEqual([null, "a", "a"]);
    expect(under([finding("a", "high", [role("8")]), finding("b", "high", [role("8"), take])])).toEqual([
      null,
      null,
    ]);
    expect(under([finding("a", "high", [role("8")]), finding("b", "high", [role("0")])])).toEqual([
      null,
      null,
    ]);
  });

  it("are never put under a finding about somebody else", () => {
    expect(under([finding("a", "high", [role("8")]), finding("b", "low", [role("8")], "2")])).toEqual([
      null,
      null,
    ]);
  });

  it("end with fewer rights, but not with more or with another bot's", () => {
    expect(under([finding("a", "high", [rights("1")]), finding("b", "low", [rights("1", "p")])])).toEqual([
      null,
      "a",
    ]);
    expect(under([finding("a", "high", [rights("1", "p")]), finding("b", "low", [rights("1")])])).toEqual([
      null,
      null,
    ]);
    expect(
      under([finding("a", "high", [rights("1", "q")]), finding("b", "low", [rights("1", "p")])]),
    ).toEqual([null, null]);
    expect(under([finding("a", "high", [rights("1")]), finding("b", "low", [rights("2", "p")])])).toEqual([
      null,
      null,
    ]);
    expect(under([finding("a", "high", [rights("1")]), finding("b", "low", [take])])).toEqual([null, null]);
  });

  it("end when the bot goes, whatever they are about", () => {
    const attest: Change = { op: "attest", bot: "1", fact: "f", value: false };
    expect(
      under([
        finding("a", "high", [gone]),
        finding("b", "low", [attest]),
        finding("c", "low", [rights("1", "p")]),
      ]),
    ).toEqual([null, "a", "a"]);
    expect(under([finding("a", "high", [gone]), finding("b", "low", [role("8")])])).toEqual([null, null]);
    expect(under([finding("a", "high", [gone]), finding("b", "low", [])])).toEqual([null, null]);
  });

  it("are at most high under something critical, and keep what they are under anything else", () => {
    const severities = (root: Severity): Severity[] =>
      collapse([finding("a", root, [take]), finding("b", "critical", [take])]).map((one) => one.severity);
    expect(severities("critical")).toEqual(["critical", "high"]);
    expect(severities("high")).toEqual(["high", "critical"]);
  });
});
