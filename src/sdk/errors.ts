/** What the SDK throws. Every one says what happened in words an agent can show or act on. */

/** The request ended without an approval: the action did not run and must not be run. */
class NotApproved extends Error {
  readonly requestId: string;
  constructor(requestId: string, message: string) {
    super(message);
    this.requestId = requestId;
  }
}

/** A human said no. Final: do not retry it, do not work around it. */
export class Denied extends NotApproved {
  override readonly name = "Denied";
  /** The human's own words, when they gave any. */
  readonly reason: string | null;
  constructor(requestId: string, reason: string | null) {
    const because = reason ? ` The reason given: ${reason}` : "";
    super(
      requestId,
      `Denied by a human. It did not run. This is final: do not retry it and do not work around it.${because}`,
    );
    this.reason = reason;
  }
}

/** Nobody decided in time, or the approval was not used in time. */
export class Expired extends NotApproved {
  override readonly name = "Expired";
}

/** The requester withdrew it. */
export class Cancelled extends NotApproved {
  override readonly name = "Cancelled";
}

/** The policy, the approvers or the agent's manifest changed, or the agent was frozen, before it was decided. */
export class Invalidated extends NotApproved {
  override readonly name = "Invalidated";
}

/** Countersign refused the call itself. `code` is stable (`params_invalid`, `agent_frozen`, `key_expired`, …). */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  readonly code: string;
  readonly status: number;
  /** For validation: where in the request, and what is wrong there. */
  readonly errors: { path: string; message: string }[];
  constructor(status: number, code: string, detail: string, errors: { path: string; message: string }[]) {
    super([detail, ...errors.map((error) => `${error.path}: ${error.message}`)].join("\n"));
    this.code = code;
    this.status = status;
    this.errors = errors;
  }
}

/** Countersign could not be reached for as long as the caller was ready to wait. Nothing is known about the request. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}
