/** What came in over HTTP and what went out, for tests and for checking against Discord's own description. */
export interface RecordedRequest {
  at: number;
  method: string;
  /** The path template, as in Discord's OpenAPI description; null where no route is implemented. */
  route: string | null;
  path: string;
  query: Record<string, string>;
  /** Who called; null for calls without a bot token. */
  applicationId: string | null;
  /** The JSON body (of a multipart form: its `payload_json`); null without one. */
  body: unknown;
  /** Names of uploaded files. */
  files: string[];
  /** The X-Audit-Log-Reason header. */
  reason: string | null;
  status: number;
  /** The JSON answer; null for 204. */
  response: unknown;
  /** An injected fault answered, not the server. */
  injected: boolean;
}
