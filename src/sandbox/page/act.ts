/** What the page's visitor does as somebody, and what that person is told. */
import { z } from "zod";
import type { Sandbox } from "../run.ts";
import { helpdesk } from "../tour/agent.ts";
import { people } from "../world/people.ts";

const person = z.enum(["olivia", "mo", "fiona", "oskar"]);
const room = z.object({ as: person, platform: z.enum(["discord", "telegram"]), room: z.string() });

export const deed = z.discriminatedUnion("what", [
  room.extend({ what: z.literal("type"), text: z.string().min(1).max(2000), replyTo: z.string().optional() }),
  room.extend({ what: z.literal("press"), message: z.string(), press: z.string() }),
  z.object({ what: z.literal("form"), as: person, fields: z.record(z.string(), z.string()) }),
  z.object({ what: z.literal("link"), as: person, url: z.string() }),
  z.object({ what: z.literal("ask"), orderId: z.string(), amount: z.string(), reason: z.string() }),
]);

export type Deed = z.infer<typeof deed>;

/** Resolves to what the client would show the person for a moment, or null. Throws with the platform's words. */
export async function act(sandbox: Sandbox, done: Deed): Promise<string | null> {
  const { discord, telegram } = sandbox;
  switch (done.what) {
    case "type": {
      if (done.platform === "telegram") {
        const options = done.replyTo === undefined ? {} : { replyTo: done.replyTo };
        telegram.control.as(people[done.as].telegram).type(done.room, done.text, options);
        return null;
      }
      const writer = discord.control.as(people[done.as].discord);
      if (done.text.startsWith("/")) return (await writer.type(done.room, done.text)).notice;
      writer.say(done.room, done.text);
      return null;
    }
    case "press": {
      if (done.platform === "discord")
        return (await discord.control.as(people[done.as].discord).press(done.room, done.message, done.press))
          .notice;
      const answer = await telegram.control
        .as(people[done.as].telegram)
        .press(done.room, done.message, done.press);
      return answer.text || (answer.answered ? null : "The bot did not answer.");
    }
    case "form":
      return (await discord.control.as(people[done.as].discord).submit(done.fields)).notice;
    case "link":
      discord.control.as(people[done.as].discord).authorize(done.url);
      return "Confirmed on Discord's consent screen. Type /audit again to see what changed.";
    case "ask": {
      const { id } = await helpdesk(sandbox).request({
        action: "refund.issue",
        params: { orderId: done.orderId, amount: done.amount, currency: "EUR" },
        ...(done.reason ? { reason: done.reason } : {}),
        audience: "payments",
      });
      return `Helpdesk asked: ${id}. The card is in #approvals and in Lumen Team.`;
    }
  }
}
