/** What is typed, pressed and filled in fits the platforms in every language, whole: Discord would cut it or refuse it. */
import { describe, expect, it } from "vitest";
import { commands } from "../../src/commands/index.ts";
import { presses } from "../../src/commands/presses/index.ts";
import { languages } from "../../src/domain/languages.ts";
import { limits } from "../../src/platforms/discord/render.ts";
import { inLanguage } from "../../src/words/index.ts";
import { all, leaves, strings } from "./topics.ts";
import { sampleCalls } from "./samples.ts";

describe.each(languages)("in %s", (language) => {
  it("commands and their options are described in a line", () => {
    const long = commands.flatMap(({ spec }) =>
      [spec, ...spec.options].flatMap(({ description }) =>
        inLanguage(language, description).length > limits.commandText
          ? [inLanguage(language, description)]
          : [],
      ),
    );
    expect(long).toEqual([]);
  });

  it("forms say what they want in their few characters", () => {
    const long = presses.flatMap(({ form }) =>
      form
        ? [form.title, form.field.label]
            .map((words) => inLanguage(language, words))
            .filter((words) => words.length > Math.min(limits.modalTitle, limits.modalLabel))
        : [],
    );
    expect(long).toEqual([]);
  });

  it("buttons keep their labels short enough for a phone", () => {
    const long = leaves(all[language])
      .filter(([path]) => /\.(buttons?|confirm|drop|share|stop)(\.|$)/i.test(path))
      .flatMap(([path, leaf]) =>
        (typeof leaf === "string" ? [leaf] : sampleCalls(path, leaf)).flatMap(strings),
      )
      .filter((label) => label.length > 40);
    expect(long).toEqual([]);
  });
});
