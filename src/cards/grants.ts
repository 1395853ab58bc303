/** An agent's permissions against its manifest, a line a state: for the report's files and for the card of one agent. */
import { grantStates, type GrantLine } from "../domain/audit/grants.ts";
import { list, type Phrase } from "../domain/audit/phrase.ts";
import { grants as words } from "../words/index.ts";

/** What needs a person first; what is as declared is only counted. */
export function grantPhrases(lines: GrantLine[]): Phrase[] {
  return grantStates.flatMap((state): Phrase[] => {
    const these = lines.filter((line) => line.state === state);
    if (these.length === 0) return [];
    if (state === "ok") return [[words.everywhere(these.length)]];
    return [[words.state[state], words.of, ...list(these.map(named), 12)]];
  });
}

function named({ permission, why, places }: GrantLine): Phrase {
  return [
    { code: permission },
    ...(why === null ? [] : [" (", { said: why }, ")"]),
    ...(places === null
      ? []
      : [
          " in ",
          ...list(
            places.map(({ name }): Phrase => ["#", { said: name }]),
            4,
          ),
        ]),
  ];
}
