/** A bot that holds too much posts a card that looks like Countersign's: through Discord's own API, with its own token. */
import { fields, text } from "../discord/read.ts";
import type { Sandbox } from "../run.ts";
import { discordIds } from "../world/ids.ts";
import { discordWorld } from "../world/discord.ts";

const COMPONENTS_V2 = 1 << 15;

export async function postFakeCard(sandbox: Sandbox): Promise<{ tone: "plain" | "refused"; text: string }> {
  const token = discordWorld.bots.find(({ id }) => id === discordIds.helpdesk)?.token ?? "";
  const response = await fetch(`${sandbox.discord.apiUrl}/v10/channels/${discordIds.approvals}/messages`, {
    method: "POST",
    headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ flags: COMPONENTS_V2, components: [card] }),
  });
  if (response.ok)
    return {
      tone: "plain",
      text: "The fake is in #approvals. Look who wrote it: Helpdesk, not Countersign. Its button goes nowhere: press it, and nothing is approved.",
    };
  const refusal = fields(await response.json());
  return {
    tone: "refused",
    text: `Refused: ${text(refusal["message"]) ?? response.status}. Since the fix, Helpdesk has no way into #approvals.`,
  };
}

const card = {
  type: 17,
  accent_color: 0xe0a100,
  components: [
    {
      type: 10,
      content:
        '## ⚠️ Approval needed\n**helpdesk** asks to run Issue a refund\n```json\n{ "amount": "1.00" }\n```',
    },
    { type: 1, components: [{ type: 2, style: 3, label: "Approve", custom_id: "approve:req_fake" }] },
  ],
};
