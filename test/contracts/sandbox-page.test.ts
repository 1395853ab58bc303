/** The sandbox's page as a server: what it tells, what it refuses, and that foreign words arrive as data. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startDiscordSandbox } from "../../src/sandbox/discord/server.ts";
import { type Page, servePage } from "../../src/sandbox/page/serve.ts";
import type { View } from "../../src/sandbox/page/view.ts";
import type { Sandbox } from "../../src/sandbox/run.ts";
import { startTelegramSandbox } from "../../src/sandbox/telegram/server.ts";
import { discordWorld } from "../../src/sandbox/world/discord.ts";
import { discordIds, telegramIds, tokens } from "../../src/sandbox/world/ids.ts";
import { people } from "../../src/sandbox/world/people.ts";
import { telegramWorld } from "../../src/sandbox/world/telegram.ts";

let sandbox: Sandbox;
let page: Page;

beforeAll(async () => {
  const ended = () => Promise.resolve();
  // Both platforms without a service between them: nobody answers commands.
  sandbox = {
    discord: await startDiscordSandbox({ world: discordWorld, ackMs: 50 }),
    telegram: await startTelegramSandbox({ world: telegramWorld }),
    service: { url: "http://127.0.0.1:9", output: () => "", stop: ended, kill: ended },
    publicUrl: "http://127.0.0.1:9",
    agentKey: "csk_none",
    env: {},
    countersign: () => Promise.reject(new Error("There is no service here.")),
    restart: ended,
    close: ended,
  };
  page = await servePage(sandbox, 0);
});

afterAll(async () => {
  await page.close();
  await sandbox.discord.close();
  await sandbox.telegram.close();
});

const at = (path: string) => new URL(path, page.url);

async function view(who: string): Promise<View> {
  const answer = await fetch(at(`/view/${who}`));
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const line = /^data: (.*)\n/.exec(text)?.[1];
    if (line !== undefined) return JSON.parse(line) as View;
  }
  throw new Error("The page told nothing.");
}

async function act(deed: object, headers: Record<string, string> = {}) {
  const answer = await fetch(at("/act"), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(deed),
  });
  return {
    status: answer.status,
    ...((await answer.json()) as { notice: string | null; refused?: boolean }),
  };
}

const say = { what: "type", platform: "discord", room: discordIds.general, as: "oskar" };

describe("what it serves", () => {
  it("is its own files only, under a policy that runs nothing else", async () => {
    for (const path of ["/", "/page.js", "/base.css", "/phone.css", "/favicon.svg"]) {
      const answer = await fetch(at(path));
      expect(answer.status, path).toBe(200);
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain("unsafe");
    }
    for (const path of [
      "/serve.ts",
      "/static/page.js",
      "/..%2fserve.ts",
      "/view/nobody",
      "/view/constructor",
    ])
      expect((await fetch(at(path))).status, path).toBe(404);
  });

  it("takes deeds from its own page only, and only those it knows", async () => {
    expect((await act({ ...say, text: "hi" }, { origin: "https://evil.example" })).status).toBe(403);
    expect((await act({ ...say, text: "hi" }, { origin: "null" })).status).toBe(403);
    expect((await act({ what: "shutdown" })).status).toBe(400);
    expect((await act({ ...say, as: "mallory", text: "hi" })).status).toBe(400);
    expect((await act({ ...say, text: "x".repeat(3_000) })).status).toBe(400);
    expect((await act({ ...say, text: "x".repeat(70_000) })).status).toBe(413);
  });
});

describe("what each person sees", () => {
  it("is what the platform shows them", async () => {
    const names = async (who: string) => (await view(who)).discord.rooms.map(({ name }) => name);
    expect(await names("olivia")).toContain("payroll");
    expect(await names("fiona")).toEqual(expect.arrayContaining(["approvals", "help"]));
    expect(await names("fiona")).not.toContain("payroll");
    expect(await names("oskar")).toEqual(["general", "help", "announcements"]);
  });

  it("marks bots, roles, private channels and places where one may not write", async () => {
    const { discord } = await view("oskar");
    const helpdesk = discord.members.find(({ name }) => name === "Helpdesk");
    expect(helpdesk).toMatchObject({ bot: true, group: "Bots" });
    expect(discord.members.find(({ name }) => name === "Fiona")?.marks).toEqual([
      { name: "Finance", color: "#2e8b57" },
    ]);
    expect(discord.rooms.find(({ name }) => name === "announcements")?.writable).toBe(false);
    expect((await view("mo")).discord.rooms.find(({ name }) => name === "approvals")?.locked).toBe(true);
  });

  it("shows hostile words as words", async () => {
    const words = "<img src=x onerror=alert(1)> **bold** `</script>`";
    expect((await act({ ...say, text: words })).status).toBe(200);
    const last = (await view("olivia")).discord.rooms.find(({ name }) => name === "general")?.messages.at(-1);
    expect(last?.parts).toEqual([
      {
        kind: "text",
        blocks: [
          {
            kind: "paragraph",
            spans: [
              { text: "<img src=x onerror=alert(1)> " },
              { text: "bold", bold: true },
              { text: " " },
              { text: "</script>", code: true },
            ],
          },
        ],
      },
    ]);
  });

  it("offers the owner, and nobody else, what ends a Telegram bot's rights", async () => {
    const deeds = async (who: string) =>
      (await view(who)).telegram.members.filter(({ bot }) => bot).flatMap((member) => member.deeds);
    expect((await deeds("olivia")).map(({ label }) => label)).toContain("Dismiss Helpdesk as admin");
    expect(await deeds("mo")).toEqual([]);
    const deed = { what: "dismiss", room: telegramIds.team, member: telegramIds.helpdesk };
    expect((await act({ ...deed, as: "fiona" })).refused).toBe(true);
    expect((await act({ ...deed, as: "olivia" })).refused).toBeUndefined();
    const helpdesk = (await view("mo")).telegram.members.find(({ name }) => name === "Helpdesk");
    expect(helpdesk?.marks).toEqual([]);
  });
});

describe("whose language", () => {
  it("is that of their apps, and for the owner that of the server", async () => {
    const guild = () => sandbox.discord.control.as(people.olivia.discord).guilds()[0]?.language;
    const speaks = async (who: string) => (await view(who)).person.language;
    await act({ what: "language", as: "fiona", language: "de" });
    expect([await speaks("fiona"), await speaks("olivia"), guild()]).toEqual(["de", "en", "en-US"]);
    await act({ what: "language", as: "olivia", language: "de" });
    expect([await speaks("olivia"), guild()]).toEqual(["de", "de"]);
    for (const as of ["fiona", "olivia"]) await act({ what: "language", as, language: "en" });
    expect([await speaks("fiona"), guild()]).toEqual(["en", "en-US"]);
    expect((await act({ what: "language", as: "mo", language: "xx" })).status).toBe(400);
  });
});

describe("a bot's own controls", () => {
  const call = async (method: string, body: object) => {
    const answer = await fetch(`${sandbox.telegram.apiUrl}/bot${tokens.telegram}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { ok: boolean; description?: string };
  };

  it("are menus on Discord, with what is chosen, and what the app's own lists hold", async () => {
    const menu = (type: number, custom_id: string, more: object) => ({
      type: 1,
      components: [{ type, custom_id, ...more }],
    });
    const answer = await fetch(`${sandbox.discord.apiUrl}/v10/channels/${discordIds.approvals}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${tokens.discord}`, "content-type": "application/json" },
      body: JSON.stringify({
        flags: 1 << 15,
        components: [
          menu(3, "own", {
            placeholder: "For what?",
            options: [
              { label: "Support", value: "support", description: "answers", default: true },
              { label: "News", value: "news" },
            ],
          }),
          menu(6, "role", {
            min_values: 0,
            max_values: 5,
            default_values: [{ id: discordIds.finance, type: "role" }],
          }),
          menu(8, "channel", {}),
        ],
      }),
    });
    expect(answer.status).toBe(200);
    const room = (await view("fiona")).discord.rooms.find(({ name }) => name === "approvals");
    const menus = (room?.messages.at(-1)?.parts ?? []).flatMap((part) =>
      part.kind === "row" ? part.controls : [],
    );
    expect(menus).toMatchObject([
      {
        of: "list",
        placeholder: "For what?",
        chosen: ["support"],
        least: 1,
        most: 1,
        choices: [
          { label: "Support", hint: "answers" },
          { label: "News", hint: null },
        ],
      },
      { of: "roles", chosen: [discordIds.finance], least: 0, most: 5 },
      { of: "channels", chosen: [] },
    ]);
    const labels = menus.map((menu) => ("choices" in menu ? menu.choices.map(({ label }) => label) : []));
    expect(labels[1]).toContain("@Finance");
    // Only what this person can see.
    expect(labels[2]).toContain("#approvals");
    expect(labels[2]).not.toContain("#payroll");
  });

  it("are a keyboard with Telegram's own lists, in a private chat", async () => {
    const keyboard = [
      [{ text: "Bots", request_users: { request_id: 1, user_is_bot: true, max_quantity: 3 } }],
      [{ text: "A group", request_chat: { request_id: 2, chat_is_channel: false } }, { text: "Plain" }],
    ];
    await act({ what: "start", as: "olivia", bot: telegramIds.countersign });
    const chat_id = people.olivia.telegram;
    const sent = await call("sendMessage", { chat_id, text: "Choose", reply_markup: { keyboard } });
    expect(sent).toMatchObject({ ok: true });
    const chat = async () =>
      (await view("olivia")).telegram.rooms.find(({ id }) => id === telegramIds.countersign);
    const shown = (await chat())?.keyboard;
    expect(shown?.rows).toMatchObject([
      [{ label: "Bots", picks: { of: "users", most: 3 } }],
      [
        { label: "A group", picks: { of: "group", choices: [{ label: "Lumen Team" }] } },
        { label: "Plain", picks: null },
      ],
    ]);
    const pick = { what: "pick", as: "olivia", room: telegramIds.countersign, message: shown?.message };
    expect((await act({ ...pick, label: "Bots", values: [people.mo.telegram] })).refused).toBe(true);
    expect((await act({ ...pick, label: "Bots", values: [telegramIds.nightDesk] })).refused).toBeUndefined();
    expect((await chat())?.messages.at(-1)?.event).toContain("chose bots");
    await call("sendMessage", { chat_id, text: "Thanks", reply_markup: { remove_keyboard: true } });
    expect((await chat())?.keyboard).toBeNull();
  });
});

describe("what can be broken", () => {
  const trouble = async (id: string) => (await view("mo")).troubles.find((each) => each.id === id);

  it("waits for what Countersign says, and shows it with the way there", async () => {
    expect(await trouble("administrator")).toMatchObject({ on: false, answer: null });
    await act({ what: "trouble", id: "administrator" });
    expect(await trouble("administrator")).toMatchObject({ on: true, answer: { text: null } });
    const post = async (channel: string, content: string) =>
      await fetch(`${sandbox.discord.apiUrl}/v10/channels/${channel}/messages`, {
        method: "POST",
        headers: { authorization: `Bot ${tokens.discord}`, "content-type": "application/json" },
        body: JSON.stringify({ content }),
      });
    await post(discordIds.reports, "## More power\n**Herald** can now do everything\nand more");
    expect((await trouble("administrator"))?.answer).toMatchObject({
      text: "More power: Herald can now do everything",
      where: { as: "olivia", room: discordIds.reports },
    });
    await act({ what: "trouble", id: "administrator" });
    expect(await trouble("administrator")).toMatchObject({ on: false, answer: null });
  });

  it("is what it says, and can be mended", async () => {
    const olivia = sandbox.discord.control.as(people.olivia.discord);
    const herald = () =>
      olivia.members(discordIds.guild).find(({ id }) => id === discordIds.herald)?.roles[0]?.permissions;
    const before = herald();
    await act({ what: "trouble", id: "administrator" });
    expect(BigInt(herald() ?? 0) & 8n).toBe(8n);
    await act({ what: "trouble", id: "administrator" });
    expect(herald()).toBe(before);
  });

  it("cuts the line to Discord whole", async () => {
    const ask = () => fetch(`${sandbox.discord.apiUrl}/v10/gateway`);
    expect((await ask()).status).toBe(200);
    await act({ what: "trouble", id: "discord" });
    expect((await ask()).status).toBe(503);
    await act({ what: "trouble", id: "discord" });
    expect((await ask()).status).toBe(200);
  });

  it("lets an administrator bot post a fake card under its own name, which approves nothing", async () => {
    await act({ what: "fake" });
    const approvals = (await view("fiona")).discord.rooms.find(({ name }) => name === "approvals");
    const fake = approvals?.messages.at(-1);
    expect(fake).toMatchObject({ from: "Helpdesk", bot: true });
    const press = { what: "press", as: "fiona", platform: "discord", room: discordIds.approvals };
    const answer = await act({ ...press, message: fake?.id, press: "approve:req_fake" });
    expect(answer.notice).toBe("This interaction failed");
    const stale = await act({ ...press, message: fake?.id, press: "approve:req_gone" });
    expect(stale).toMatchObject({ refused: true, notice: expect.stringContaining("That button is gone") });
  });

  it("says so when nobody is there", async () => {
    await expect.poll(async () => (await view("mo")).health.state).toBe("down");
    await act({ what: "ledger" });
    expect((await view("mo")).log.at(-1)).toMatchObject({
      tone: "refused",
      text: "There is no service here.",
    });
  });
});
