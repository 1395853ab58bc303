import type { Params } from "../read.ts";
import type { Bot, State } from "../state.ts";

/** One call by one bot. A method returns the `result`, or throws a `Refusal`. */
export interface Call {
  state: State;
  bot: Bot;
  params: Params;
  /** Aborted when the client hangs up. */
  signal: AbortSignal;
}

export type Method = (call: Call) => unknown;
