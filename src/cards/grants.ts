/** An agent's permissions against its manifest, a line a state: for the report's files and for the card of one agent. */
import { grantStates, type GrantLine } from "../domain/audit/grants.ts";
import { list, type Phrase } from "../domain/audit/phrase.ts";
import { grants as words } from "../words/index.ts";

/** What needs a person first; what is as declared is only counted. */
export function grantPhrases(lines: GrantLine[]): Phrase[] {
  return grantStates.flatMap((state): Phrase[] => {
    const these = lines.filter((line) => line.state === state);
    if (these.length === 0) return [];
    if (state === "ok") return [{ say: words.everywhere(these.length) }];
    return [
      {
        say: "{state}{of}{permissions}",
        with: { state: words.state[state], of: words.of, permissions: list(these.map(named), 12) },
      },
    ];
  });
}

function named({ permission, why, places }: GrantLine): Phrase {
  return {
    say: `{permission}${why === null ? "" : " ({why})"}${places === null ? "" : " in {channels}"}`,
    with: {
      permission: { code: permission },
      why: { said: why ?? "" },
      channels: list(
        (places ?? []).map(({ name }) => ({ channel: name })),
        4,
      ),
    },
  };
}
