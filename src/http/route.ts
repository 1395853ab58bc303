import type { z } from "zod";
import type { Context } from "../use-cases/context.ts";
import type { Outcome } from "../use-cases/outcome.ts";
import type { Code, Problem } from "./problem.ts";

/** The agent whose key was sent. */
export interface Caller {
  agentId: string;
  keyId: string;
  /** When the key expires, in milliseconds since the epoch. */
  expiresAt: number;
}

export interface Call<Body> {
  ctx: Context;
  caller: Caller;
  body: Body;
  /** As it came; its body has been read already. */
  request: Request;
  param: (name: string) => string;
  query: (name: string) => string | undefined;
  header: (name: string) => string | undefined;
  /** Fires when the client has gone or the service stops. */
  signal: AbortSignal;
}

export type Answer =
  | { status: number; json: unknown; headers?: Record<string, string> }
  | { status: number; text: string; type: string }
  | { response: Response }
  | { problem: Problem };

/** A parameter in the address or a header, for the documentation. */
export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  description: string;
  example?: string;
}

/** One call of the interface: what it is, what it answers, what it refuses, and how. `/docs` is made from the same value. */
export interface Route<Body = undefined> {
  method: "get" | "post";
  /** Parameters in braces: `/v1/requests/{id}`. */
  path: string;
  summary: string;
  description?: string;
  /** `open`: no key needed; `caller` is then meaningless. */
  access: "agent" | "open";
  parameters?: Parameter[];
  body?: z.ZodType<Body>;
  answers: Record<number, { description: string; schema?: z.ZodType; type?: string }>;
  /** Codes this call may refuse with, besides those of every call. */
  refusals: Code[];
  handle: (call: Call<Body>) => Promise<Answer>;
}

/** Lets a list hold routes of different bodies: the pipeline reads each body with its own route's schema. */
export function route<Body>(definition: Route<Body>): Route<unknown> {
  return definition as Route<unknown>;
}

/** The usual answer: the value as JSON, or the use case's refusal. */
export function answer<T>(outcome: Outcome<T>, json: (value: T) => unknown, status = 200): Answer {
  return outcome.ok ? { status, json: json(outcome.value) } : { problem: outcome.refusal };
}
