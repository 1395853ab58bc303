/** Sentences that were kept in English, as facts about the past, told in another language. */

/** A sentence, or one with one gap for somebody else's words. */
type Sentences = Readonly<Record<string, string | ((gap: string) => string)>>;

/** Made for one topic: finds the sentence by its English words. One that it doesn't know stays as it was kept. */
export function retold<T extends Sentences>(
  english: T,
  ours: { readonly [Key in keyof T]: T[Key] extends string ? string : T[Key] },
) {
  return (kept: string): string => {
    for (const [key, sentence] of Object.entries(english)) {
      const said = ours[key];
      if (typeof sentence === "string") {
        if (sentence === kept && typeof said === "string") return said;
        continue;
      }
      const [before = "", behind = ""] = sentence(GAP).split(GAP);
      const fits = kept.startsWith(before) && kept.endsWith(behind) && before !== "";
      if (fits && typeof said === "function")
        return said(kept.slice(before.length, kept.length - behind.length));
    }
    return kept;
  };
}

const GAP = "\u0000";
