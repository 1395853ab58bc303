/** What changes when a document is applied over another, line by line, and which lines let somebody do more than before. */
import canonicalize from "canonicalize";
import { durationMs } from "./duration.ts";
import type { Agent, Document } from "./manifest.ts";

export interface DiffLine {
  /** Such as `actions.refund.issue.policy.quorum`; members of a list share the list's path. */
  path: string;
  before: string | null;
  after: string | null;
  /** Somebody may do, see or decide more than before, or that can't be ruled out. */
  widens: boolean;
}

/** A first version widens nothing: there was nothing to compare with. */
export function diffDocuments(before: Document | null, after: Document): DiffLine[] {
  const old = before ? flatten(before) : new Map<string, Leaf>();
  const next = flatten(after);
  const gone = actionsOf(before).filter((type) => !actionsOf(after).includes(type));
  const keys = [...new Set([...old.keys(), ...next.keys()])];
  return keys.flatMap((key) => {
    const was = old.get(key)?.text ?? null;
    const is = next.get(key)?.text ?? null;
    if (was === is) return [];
    const path = (next.get(key) ?? old.get(key))?.path ?? key;
    const listIsEmpty = ![...next.values()].some((leaf) => leaf.path === path);
    const listWasEmpty = ![...old.values()].some((leaf) => leaf.path === path);
    // What belonged to an action that can't be asked for any more widens nothing.
    const dropped = gone.some((type) => path.startsWith(`actions.${type}.`));
    const widens = before !== null && !dropped && judge(path)({ was, is, listIsEmpty, listWasEmpty });
    return [{ path, before: was, after: is, widens }];
  });
}

function actionsOf(document: Document | null): string[] {
  return document?.kind === "Agent" ? document.actions.map((action) => action.type) : [];
}

interface Leaf {
  path: string;
  text: string;
}

interface Step {
  was: string | null;
  is: string | null;
  listIsEmpty: boolean;
  listWasEmpty: boolean;
}

type Judge = (step: Step) => boolean;

const always: Judge = () => true;
const never: Judge = () => false;
const added: Judge = ({ was }) => was === null;
const removed: Judge = ({ is }) => is === null;
const becomes =
  (...values: (string | null)[]): Judge =>
  ({ is }) =>
    values.includes(is);
const grows =
  (of: (text: string) => number | null): Judge =>
  ({ was, is }) =>
    is !== null && (was === null || (of(is) ?? Infinity) > (of(was) ?? 0));
const falls =
  (of: (text: string) => number | null): Judge =>
  ({ was, is }) =>
    is === null || (was !== null && (of(is) ?? 0) < (of(was) ?? Infinity));

const strictness = (text: string) => ["never", "deny", "always"].indexOf(text);

/** First match wins. A path that nobody thought of widens: unknown is never safe. */
const judges: [RegExp, Judge][] = [
  [/^permissions\.discord\.never$/, removed],
  [/^permissions\.discord\.(required|optional)\./, added],
  [/^permissions\.discord\.rare\.[^.]+$/, added],
  [/^permissions\.discord\.rare\.[^.]+\.why$/, added],
  [/^permissions\.discord\.rare\.[^.]+\.expires$/, grows((text) => Date.parse(text))],
  [/^permissions\.telegram\.admin$/, becomes("true")],
  [/^permissions\.telegram\.privacyMode$/, becomes("disabled", null)],
  [/^permissions\.telegram\.dmOnly$/, becomes("false", null)],
  [/^permissions\.telegram\.(rights\..+|groups)$/, added],
  // No allowed channels at all means: every channel.
  [
    /^channels\.discord\.allow$/,
    ({ was, listIsEmpty, listWasEmpty }) => (was === null ? !listWasEmpty : listIsEmpty),
  ],
  [/^channels\.discord\.deny$/, removed],
  [/^actions\[\]$/, added],
  [/\.title$/, never],
  [/\.policy\.quorum$/, falls(Number)],
  [/\.policy\.veto$/, grows(Number)],
  [/\.policy\.(decideWithin|useWithin|remember\.for)$/, grows(durationMs)],
  [/\.policy\.remember\.uses$/, grows(Number)],
  [/\.policy\.requireReason$/, falls(strictness)],
  // Without approvers of its own an action falls back to the workspaces' ones.
  [/^(.+\.policy\.)?approvers$/, ({ was, listIsEmpty }) => was === null || listIsEmpty],
  [/\.policy\.escalate$/, added],
  [/\.policy\.groups$/, removed],
  [/^metadata\.reviewBy$/, ({ was, is }) => is === null || (was !== null && is > was)],
  [/^(timeZone|language|metadata\.reviewed)$/, never],
  [/^widening$/, becomes("operator")],
];

function judge(path: string): Judge {
  return judges.find(([pattern]) => pattern.test(path))?.[1] ?? always;
}

function flatten(document: Document): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const { apiVersion: _, kind, ...rest } = document;
  if (kind === "Workspace") walk(rest, "", leaves);
  else {
    const { actions, ...others } = rest as Omit<Agent, "apiVersion" | "kind">;
    walk(others, "", leaves);
    for (const { type, params, ...action } of actions) {
      leaves.set(`actions[]=${type}`, { path: "actions[]", text: type });
      if (params)
        leaves.set(`actions.${type}.params`, {
          path: `actions.${type}.params`,
          text: inOrder(params),
        });
      walk(action, `actions.${type}`, leaves);
    }
  }
  return leaves;
}

function walk(value: unknown, path: string, leaves: Map<string, Leaf>): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    for (const member of value) {
      const text = typeof member === "string" ? member : inOrder(member);
      leaves.set(`${path}=${text}`, { path, text });
    }
  } else if (typeof value === "object") {
    for (const [key, member] of Object.entries(value)) walk(member, path ? `${path}.${key}` : key, leaves);
  } else leaves.set(path, { path, text: typeof value === "string" ? value : JSON.stringify(value) });
}

/** The database hands objects back with their keys in another order: that is no difference. */
function inOrder(value: unknown): string {
  return canonicalize(value) ?? "";
}
