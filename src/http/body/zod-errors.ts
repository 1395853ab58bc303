import type { z } from "zod";

/** Zod's issues as `errors[]` of a problem: a JSON pointer and a sentence each. */
export function zodErrors(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.flatMap((issue) => {
    const path = pointer(issue.path);
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({
      path: `${path}${pointer([key])}`,
      message: "There is no such field.",
    }));
  });
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
