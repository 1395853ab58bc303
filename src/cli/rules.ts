/** `countersign rules`: every rule there is, or one with its page. */
import { rulePage } from "../domain/audit/page.ts";
import { rules as all } from "../domain/audit/rules/index.ts";
import { nearest } from "../domain/nearest.ts";
import { CliFailure, type Verb } from "./verb.ts";

export const rules: Verb = (program, io, exit) => {
  program
    .command("rules [id]")
    .description("every rule of the audit with its page; with an id, that page")
    .action((id: string | undefined) => {
      if (id === undefined)
        for (const rule of all)
          io.out(`${rule.id}  ${rule.severity}  ${rule.title}  docs/rules/${rule.id}.md`);
      else io.out(pageOf(id));
      exit(0);
    });
};

function pageOf(id: string): string {
  const rule = all.find((one) => one.id === id);
  if (rule !== undefined) return rulePage(rule).trimEnd();
  const meant = nearest(
    id,
    all.map((one) => one.id),
  );
  throw new CliFailure(
    2,
    `There is no rule “${id}”.${meant ? ` Did you mean ${meant}?` : ""} \`countersign rules\` lists them.`,
  );
}
