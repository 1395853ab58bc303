import { pino } from "pino";

/**
 * An error for the log, its causes too, without what a statement was sent with: parameters hold what people wrote, and sealed
 * keys; a database's `detail` quotes whole rows. The statement itself stays, it is our own text.
 */
export function errorForLog(error: unknown): unknown {
  return error instanceof Error ? pino.stdSerializers.err(bare(error)) : error;
}

/** Besides, a driver hangs its whole client on an error, and with it where and as whom it connects. */
const values = new Set(["params", "parameters", "args", "detail", "cause", "client"]);

function bare(error: Error): Error {
  const kept = Object.entries(error).filter(([key]) => !values.has(key));
  const message = without(error.message);
  const frames = /\n {4}at [\s\S]*$/.exec(error.stack ?? "")?.[0] ?? "";
  // Made from the prototype, so that it is still told by its type.
  return Object.defineProperties(Object.create(Object.getPrototypeOf(error) as object) as Error, {
    ...Object.getOwnPropertyDescriptors(Object.fromEntries(kept)),
    message: { value: message, enumerable: false },
    stack: { value: `${error.name}: ${message}${frames}`, enumerable: false },
    ...(error.cause instanceof Error ? { cause: { value: bare(error.cause), enumerable: false } } : {}),
  });
}

/** Drizzle writes the parameters behind the statement. */
function without(message: string): string {
  return message.replace(/\nparams: [\s\S]*$/, "");
}
