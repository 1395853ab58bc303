import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Command } from "commander";
import { audit } from "../../src/cli/audit.ts";
import { rules } from "../../src/cli/rules.ts";
import { CliFailure } from "../../src/cli/verb.ts";
import { chat, core, guild } from "../fixtures/audit/build.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-audit-"));

function save(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

async function run(...args: string[]): Promise<{ code: number; out: string; refused: string | null }> {
  const out: string[] = [];
  let code = 0;
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  const io = {
    env: {},
    out: (line: string) => out.push(line),
    err: () => {},
    stdin: () => Promise.resolve(""),
  };
  const choose = (chosen: number): void => {
    code = chosen;
  };
  audit(program, io, choose);
  rules(program, io, choose);
  try {
    await program.parseAsync(args[0] === "rules" ? args : ["audit", ...args], { from: "user" });
    return { code, out: out.join("\n"), refused: null };
  } catch (failure) {
    if (failure instanceof CliFailure) return { code: failure.exitCode, out: "", refused: failure.message };
    throw failure;
  }
}

const helpdesk = `
apiVersion: countersign/v1
kind: Agent
metadata: { id: helpdesk, purpose: support }
identities: { discord: { applicationId: "301", userId: "301" }, telegram: { userId: "6123" } }
permissions:
  discord: { required: { VIEW_CHANNEL: a, SEND_MESSAGES: b, READ_MESSAGE_HISTORY: c, ADD_REACTIONS: d } }
  telegram: { privacyMode: enabled }
channels: { discord: { allow: ["category:500"] } }
`;
const manifest = save("helpdesk.yaml", helpdesk);

describe("countersign audit", () => {
  it("prints JSON version 1 with everything api.md promises", async () => {
    const file = save("admin.json", guild({ bot: ["ADMINISTRATOR"], hidden: true }));
    const { code, out } = await run("--snapshot", file, "--manifest", manifest, "--format", "json");
    expect(code).toBe(15);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      version: 1,
      workspace: { platform: "discord", id: "100", name: "Lumen Lamps" },
      coverage: { channels: { seen: 4, total: 5 }, skippedRules: expect.any(Array) },
    });
    expect(report.agents).toContainEqual(
      expect.objectContaining({ id: "301", name: "Helpdesk", grade: "F", creep: 100, coverage: 0.8 }),
    );
    expect(report.findings[0]).toMatchObject({
      rule: "discord.bot.administrator",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "critical",
      confidence: "high",
      subject: { kind: "agent", id: "301", name: "Helpdesk" },
      state: "open",
      remedy: {
        link: "https://discord.com/oauth2/authorize?client_id=301&scope=bot+applications.commands&permissions=68672&guild_id=100&disable_guild_select=true",
        undo: expect.stringContaining("permissions=8&"),
        who: expect.stringContaining("Manage Server"),
        survivingRoute: null,
      },
    });
    expect(
      report.findings
        .filter((one: { under: null | string }) => one.under === null)
        .map((one: { rule: string }) => one.rule),
    ).toEqual(["discord.bot.administrator"]);
  });

  it("ends with the worst finding's code at or above --fail-on", async () => {
    const tidy = save("tidy.json", guild());
    const webhooks = save("webhooks.json", guild({ bot: [...core, "MANAGE_WEBHOOKS"] }));
    expect((await run("--snapshot", tidy, "--manifest", manifest)).code).toBe(0);
    expect((await run("--snapshot", webhooks, "--manifest", manifest)).code).toBe(14);
    expect((await run("--snapshot", webhooks, "--manifest", manifest, "--fail-on", "critical")).code).toBe(0);
    const unattested = save("unattested.json", chat({ reports: [] }));
    expect((await run("--snapshot", unattested, "--manifest", manifest)).code).toBe(12);
    const spare = save("spare.json", guild({ bot: [...core, "CHANGE_NICKNAME"] }));
    expect((await run("--snapshot", spare, "--manifest", manifest)).code).toBe(0);
    expect((await run("--snapshot", spare, "--manifest", manifest, "--fail-on", "info")).code).toBe(11);
  });

  it("never says that all is safe, and says what it could not see", async () => {
    const { out } = await run(
      "--snapshot",
      save("half.json", guild({ hidden: true })),
      "--manifest",
      manifest,
    );
    expect(out).toContain("found nothing to fix in what I could see");
    expect(out).toContain("judging 4 of 5 channels");
    expect(out).toContain("1 channel hidden from Countersign");
  });

  it("writes Markdown in which a bot's name can't do anything", async () => {
    const file = guild({ bot: ["ADMINISTRATOR"] });
    (file.members[3]!["user"] as { username: string }).username =
      "[click](https://evil.example) **@everyone**";
    const { out } = await run("--snapshot", save("evil.json", file), "--format", "markdown");
    expect(out).toContain("\\[click\\]\\(https://evil\\.example\\)");
    expect(out).not.toContain("[click]");
  });

  it("writes SARIF and always ends with 0 then", async () => {
    const file = save("sarif.json", guild({ bot: ["ADMINISTRATOR"] }));
    const { code, out } = await run("--snapshot", file, "--format", "sarif");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: "2.1.0",
      runs: [{ tool: { driver: { name: "Countersign", version: expect.stringMatching(/^\d/) } } }],
    });
  });

  it("writes HTML with the same exit codes", async () => {
    const { code, out } = await run(
      "--snapshot",
      save("html.json", guild({ bot: ["ADMINISTRATOR"] })),
      "--format",
      "html",
    );
    expect(code).toBe(15);
    expect(out).toMatch(/^<!doctype html>/);
  });

  it("counts only what an earlier report did not have, and says what it left out", async () => {
    const before = save("before.json", guild({ bot: [...core, "MANAGE_WEBHOOKS"] }));
    const now = save("now.json", guild({ bot: [...core, "MANAGE_WEBHOOKS"], mfaLevel: 0 }));
    const baseline = save(
      "baseline.json",
      (await run("--snapshot", before, "--manifest", manifest, "--format", "json")).out,
    );
    const { code, out } = await run("--snapshot", now, "--manifest", manifest, "--baseline", baseline);
    expect(code).toBe(13);
    expect(out).toContain("Powerful bots on a server without 2FA");
    expect(out).not.toContain("Can speak as anybody");
    expect(out).toContain("1 finding of the earlier report is still there");
    expect((await run("--snapshot", before, "--manifest", manifest, "--baseline", baseline)).code).toBe(0);
    const wrong = await run("--snapshot", now, "--baseline", before);
    expect(wrong).toMatchObject({
      code: 3,
      refused: expect.stringMatching(/before\.json: version: .*Make it with --format json/),
    });
  });

  it("refuses bad input with one sentence that names the file and the path", async () => {
    const wrong = guild();
    wrong.channels[1]!["id"] = 5;
    const cases: [string, RegExp][] = [
      [join(folder, "nowhere.json"), /nowhere\.json: there is no such file/],
      [save("broken.json", "{"), /broken\.json: this is not valid JSON/],
      [save("other.json", { platform: "irc" }), /other\.json: platform: expected "discord" or "telegram"/],
      [save("wrong.json", wrong), /wrong\.json: channels\[1\]\.id: expected an id in quotes/],
      [
        save("private.json", { ...chat(), chat: { id: 1, type: "private" } }),
        /private\.json: chat\.type: expected a group/,
      ],
    ];
    for (const [file, sentence] of cases) {
      const { code, refused } = await run("--snapshot", file);
      expect(code).toBe(3);
      expect(refused).toMatch(sentence);
      expect(refused?.split("\n")).toHaveLength(1);
    }
    const badManifest = save("bad.yaml", helpdesk.replace("purpose: support", "purpose: world-peace"));
    const bad = await run("--snapshot", save("ok.json", guild()), "--manifest", badManifest);
    expect(bad).toMatchObject({ code: 3, refused: expect.stringMatching(/bad\.yaml.*purpose/) });
  });
});

describe("countersign rules", () => {
  it("lists every rule with its page, and shows one", async () => {
    const { code, out } = await run("rules");
    expect(code).toBe(0);
    expect(out.split("\n").length).toBeGreaterThanOrEqual(34);
    expect(out).toContain(
      "discord.bot.administrator  critical  Administrator  docs/rules/discord.bot.administrator.md",
    );
    expect((await run("rules", "discord.bot.administrator")).out).toContain("## How to fix it by hand");
    expect(await run("rules", "discord.bot.administrater")).toMatchObject({
      code: 2,
      refused: expect.stringContaining("Did you mean discord.bot.administrator?"),
    });
  });
});
