/** What somebody saw, one JSON line each, written before the next thing happens: a journal survives whatever dies. */
import { appendFileSync, closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** What agents, people and executors note down. Times are this machine's, in milliseconds. */
export type Entry = { at: number } & (
  | { what: "asking"; n: number; key: string; action: string; params: unknown; audience: string }
  | { what: "asked"; n: number; key: string; id: string; created: boolean | null }
  | { what: "refused"; n: number; code: string; doing: string }
  | { what: "told"; n: number; id: string; state: string }
  | { what: "cancelling"; n: number; id: string }
  | { what: "granted"; n: number; id: string; grantId: string }
  /** An executor was given leave, and ran exactly this. */
  | {
      what: "ran";
      n: number;
      grantId: string;
      requestId: string;
      action: string;
      params: unknown;
      by: "http" | "store";
    }
  /** An executor was not given leave; `altered` says that it asked with other params than were approved. */
  | { what: "held"; n: number; code: string; altered: boolean; by: "http" | "store" }
  | {
      what: "pressing";
      press: number;
      account: string;
      request: string;
      verdict: "approve" | "deny";
      patient: boolean;
    }
  | { what: "pressed"; press: number; acknowledged: boolean; said: string | null }
  | { what: "banned"; bot: string; user: string; entry: string }
  | { what: "fault"; fault: string; index: number }
  | { what: "fault-failed"; fault: string; why: string }
  | { what: "process"; index: number; event: string }
);
/** An entry before it gets its time. */
export type Note = Entry extends infer One ? (One extends Entry ? Omit<One, "at"> : never) : never;

export type Journal = (note: Note) => void;

export function openJournal(path: string): { note: Journal; close: () => void } {
  const file = openSync(path, "a");
  return {
    note: (note) => void writeSync(file, `${JSON.stringify({ at: Date.now(), ...note })}\n`),
    close: () => closeSync(file),
  };
}

export function readJournal(path: string): Entry[] {
  appendFileSync(path, "");
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Entry);
}

export type Of<What extends Entry["what"]> = Extract<Entry, { what: What }>;

export function entriesOf<What extends Entry["what"]>(entries: Entry[], what: What): Of<What>[] {
  return entries.filter((entry): entry is Of<What> => entry.what === what);
}
