/** What /link answers: a code to carry over, or what is linked. */
import { pressId, type Card, type Inline, type PlatformId } from "../platforms/platform.ts";
import { people as words } from "../words/index.ts";
import { person } from "./request.ts";

export function linkCodeCard(platform: PlatformId, code: string, until: string): Card {
  return {
    tone: "neutral",
    title: words.code.title,
    blocks: [
      { kind: "text", text: [words.code.enter(platform)] },
      { kind: "code", text: `/link ${code}` },
      {
        kind: "note",
        text: [`${words.code.until} `, { time: until, style: "full" }, `. ${words.code.works}`],
      },
    ],
    buttons: [],
  };
}

interface Linked {
  platform: string;
  userId: string;
  name: string;
}

/** `justNow`: because a code was entered a moment ago, perhaps not by this person. */
export function linkedCard(accounts: Linked[], justNow = false): Card {
  const items = accounts.map((account): Inline[] => [
    `${words.platform[account.platform as PlatformId]}: `,
    person(account),
  ]);
  return {
    tone: justNow ? "good" : "neutral",
    title: words.linked.title,
    blocks: [
      { kind: "text", text: [words.linked.text] },
      { kind: "list", items },
      ...(justNow ? [{ kind: "note" as const, text: [words.linked.notYou] }] : []),
    ],
    buttons: [[{ press: pressId("unlink"), label: words.linked.unlink, style: "secondary" }]],
  };
}
