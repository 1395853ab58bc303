/** What the HTTP door says itself; refusals of the use cases bring their own words. */
export const refusalWords = {
  keyMissing:
    "Send the agent's key: Authorization: Bearer csk_… (make one with: countersign keys create AGENT).",
  notFound: (path: string) => `There is nothing at ${path}. The interface is described at /docs.`,
  methodNotAllowed: (method: string, allowed: string[]) =>
    `${method} does not work here; use ${allowed.join(" or ")}.`,
  mediaType: (given: string | null) =>
    `Send the body as application/json in UTF-8${given ? `, not ${given}` : ""}: set the header Content-Type: application/json.`,
  tooLarge: (limit: string) =>
    `The body is over ${limit}. Send less: what approvers can't read, they can't approve.`,
  notUtf8: "The body is not valid UTF-8.",
  notJson: (line: number, column: number, found: string) =>
    `The body is not valid JSON: unexpected ${found} at line ${line}, column ${column}.`,
  unfitJson: "The body can be read in more than one way, so it can't be signed. Correct what is listed.",
  bodyInvalid: "The body is not what this call expects. Correct what is listed.",
  requestInvalid: "The address or a header of this call is not as expected. Correct what is listed.",
  failed: "Something failed on our side, and it was logged. Nothing was decided; try again in a moment.",
  unavailable: "Countersign can't reach its database right now. Nothing was decided; try again in a moment.",
  accountTaken:
    "One of the accounts under identities belongs to another agent already. Remove it there first: an account is one agent's.",
  wait: "write how long to wait, up to 50s, such as 30s",
  idempotencyKey: "1 to 255 printable ASCII characters",
} as const;
