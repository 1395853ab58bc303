/** One step of the page's tour: what it is about, what to do next, and what was learned. */
import type { Desk } from "../desk.ts";
import type { Sandbox } from "../../run.ts";
import type { PersonName } from "../../world/people.ts";
import type { Trouble } from "../trouble.ts";

export interface Play {
  sandbox: Sandbox;
  desk: Desk;
  trouble: Trouble;
  /** When what was pressed last and by whom: `oskar:approve:req_…`, with the button's own id. */
  pressed: Map<string, number>;
  /** Interactions on Discord in which the visitor typed /audit. */
  audits: Set<string>;
  /** When a task was first met, by its name; for what has to come after it. */
  since: Map<string, number>;
}

/** Where the page points. Everything left out needs no change. */
export interface Spot {
  as?: PersonName;
  platform?: "discord" | "telegram";
  room?: string;
  /** To be typed into the composer. */
  type?: string;
  /** A button of a message, by what pressing it sends or by the link that it opens. */
  message?: string;
  press?: string;
  url?: string;
  /** A button beside a member: `dismiss:7000000002`. */
  member?: string;
  /** A button of the console or of the things to break. */
  console?: string;
}

export interface Task {
  /** Unique in the tour. */
  name: string;
  say: string | ((play: Play) => string);
  met(play: Play): boolean;
  /** Null while there is nothing to do but to wait. */
  spot(play: Play): Spot | null;
}

export interface Step {
  title: string;
  why: string;
  tasks: readonly Task[];
  learned: string;
}
