import { z } from "zod";
import { documentSchema } from "../domain/manifest.ts";
import type { Verb } from "./verb.ts";

/** `countersign schema`: the JSON Schema of the YAML documents, as published in `docs/schema/`, for editors. */
export const schema: Verb = (program, io, exit) => {
  program
    .command("schema")
    .description(
      "print the JSON Schema of Agent and Workspace documents, so that an editor can complete them",
    )
    .action(() => {
      io.out(JSON.stringify(documentJsonSchema(), null, 2));
      exit(0);
    });
};

/** What may be written, not what becomes of it: fields with a default may be left out. */
function documentJsonSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(documentSchema, { io: "input" });
  return { $schema, title: "Countersign documents, countersign/v1", ...rest };
}
