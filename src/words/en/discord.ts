/** What only Discord's way of showing things needs: files, and answers that only one person sees. */
import type { Block } from "../../platforms/platform.ts";
import { countingIn } from "../counting.ts";

const { number } = countingIn("en");

const things = {
  code: "the exact text",
  quote: "all of these words",
  list: "the whole list",
  fields: "all of these fields",
  text: "the whole text",
  note: "the whole text",
  heading: "the whole text",
  section: "the whole text",
  select: "the whole choice",
  divider: "the whole text",
} satisfies Record<Block["kind"], string>;

export const discord = {
  onlyYou: "Only you see this: Countersign may not write in this channel.",
  elsewhere: {
    title: "Countersign works only where it was added to the server.",
    text: "Ask somebody who manages this server to add it.",
  },
  inFile: (kind: Block["kind"], characters: number, file: string) =>
    `Too long to show here: ${things[kind]} (${number(characters)} characters) is in the attached file ${file}`,
  part: (file: string, n: number, of: number) => `${file}, part ${n} of ${of}`,
  /** Under a card whose files could not be attached. At most 200 characters, with everything in it. */
  noFiles: (where: "above" | "around" | null, extras: boolean) => {
    const told = [
      ...(where ? [`what belongs in a file is in the messages ${where} this one`] : []),
      ...(extras ? ["pictures and longer reports are left out"] : []),
      ...(where || extras ? [] : ["what belongs in a file is left out"]),
    ];
    return `Countersign may not attach files here: ${told.join("; ")}.`;
  },
};
