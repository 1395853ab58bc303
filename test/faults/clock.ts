/**
 * Loaded into the service before anything else (`--import`): its wall clock can be moved from outside, over the process
 * channel, as a clock that is set right does. The service itself knows nothing of this; monotonic time stays as it is.
 */
const real = Date.now.bind(Date);
let ahead = 0;

const moved = () => real() + ahead;

class MovedDate extends Date {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(moved());
    else super(...given);
  }
  static override now(): number {
    return moved();
  }
}

// `new Date(y, m, …)` with several numbers is nowhere used by the service; all forms are passed on.
globalThis.Date = new Proxy(Date, {
  construct: (target, given) =>
    given.length === 0 ? new MovedDate() : (Reflect.construct(target, given) as Date),
  get: (target, name) => (name === "now" ? moved : (Reflect.get(target, name) as unknown)),
});

process.on("message", (order: unknown) => {
  if (typeof order === "object" && order !== null && "ahead" in order && typeof order.ahead === "number")
    ahead = order.ahead;
});
process.channel?.unref();
