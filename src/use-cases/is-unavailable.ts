/** What drivers and the network say when the database, not the code, is the problem. */
const codes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "53300",
  "57P01",
  "57P02",
  "57P03",
]);

export function isUnavailable(failure: unknown): boolean {
  for (let at = failure; at instanceof Error; at = at.cause)
    if ("code" in at && codes.has(String(at.code))) return true;
  return false;
}
