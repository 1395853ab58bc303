/** The database can't be used. The message is one sentence for the operator: what is wrong, where, and what to do. */
export class DatabaseFailure extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "DatabaseFailure";
  }
}

const known: Record<string, string> = {
  ECONNREFUSED: "nothing is listening there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host name can't be looked up",
  ETIMEDOUT: "no answer in time",
  CONNECT_TIMEOUT: "no answer in time",
  "28P01": "the password is wrong",
  "28000": "this user may not connect",
  "3D000": "there is no such database",
  "42501": "this user may not create tables there",
  "53300": "it has no connection left",
  "57P03": "it is still starting",
  EACCES: "this user may not read or write it",
  ENOSPC: "the disk is full",
};

/** A driver's error in a few words. Never contains the address or the password. */
export function explain(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const words = "code" in at ? known[String(at.code)] : undefined;
    if (words) return words;
  }
  return error instanceof Error ? error.message.split("\n", 1)[0]! : String(error);
}
