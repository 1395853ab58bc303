/** Numbers as a language writes them, and what it calls so many of something. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

export interface Counting {
  /** 1234 as "1,234" or "1.234". */
  number: (n: number) => string;
  /** The form alone: `bot` or `bots`. */
  form: (n: number, forms: Forms) => string;
  /** The number and the form: `3 bots`. */
  count: (n: number, forms: Forms) => string;
}

export function countingIn(language: string): Counting {
  const rules = new Intl.PluralRules(language);
  const format = new Intl.NumberFormat(language);
  const form = (n: number, forms: Forms): string => forms[rules.select(n)] ?? forms.other;
  return {
    number: (n) => format.format(n),
    form,
    count: (n, forms) => `${format.format(n)} ${form(n, forms)}`,
  };
}
