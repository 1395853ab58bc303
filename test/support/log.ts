import type { Log } from "../../src/platforms/platform.ts";

const nothing = () => {};

/** A log that says nothing. */
export const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
