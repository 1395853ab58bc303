import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Command } from "commander";
import { audit } from "../../src/cli/audit.ts";
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
  audit(
    program,
    { env: {}, out: (line) => out.push(line), err: () => {}, stdin: () => Promise.resolve("") },
    (chosen) => {
      code = chosen;
    },
  );
  try {
    await program.parseAsync(["audit", ...args], { from: "user" });
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
