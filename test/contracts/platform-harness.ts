/** What the platform contract is given and works with: a platform's protocol server and its people, and an inbox that remembers. */
import type {
  Card,
  CommandEvent,
  CommandSpec,
  Form,
  FormEvent,
  Inbox,
  Inline,
  Place,
  Platform,
  Posted,
  PressEvent,
} from "../../src/platforms/platform.ts";

/** A message as a person reads it: markup resolved, escapes undone. */
export interface Seen {
  text: string;
  buttons: string[];
  /** The person gets a ping, a link or a command out of words that are not ours. */
  acts: boolean;
}

export interface Harness {
  platform: Platform;
  /** A place of a workspace that manager and member read, and Countersign writes in. */
  place: Place & { workspace: string };
  /** Ids. `stranger` is in no workspace. */
  people: { manager: string; member: string; stranger: string };
  /** The person sends a command with its options; resolves when the platform has taken it. */
  type(person: string, command: string, options?: Record<string, string>): Promise<void>;
  /** Presses the button with that press id; resolves when the person's app stops waiting: true if it was acknowledged in time. */
  press(person: string, on: Posted, press: string): Promise<boolean>;
  /** Chooses one option of the select with that press id. */
  choose(person: string, on: Posted, press: string, value: string): Promise<void>;
  /** Asks for a page of its options. */
  turn(person: string, on: Posted, press: string, page: number): Promise<void>;
  /** Fills in the form that the person's last press opened. */
  submit(person: string, text: string): Promise<void>;
  /** Everything this person sees, in the place and in private. Oldest first. */
  seenBy(person: string): Seen[];
  /** Somebody deletes a posted message. */
  remove(posted: Posted): void;
  /** A place that Countersign may not write in. */
  closed: Place;
  /** Another adapter with the same shelf: what a new process would make. The old one is stopped by the test. */
  again(): Platform;
  /** An adapter whose token the platform does not know. */
  withWrongToken(): Platform;
  close(): Promise<void>;
}

const spec = (name: string, over: Partial<CommandSpec> = {}): CommandSpec => ({
  name,
  description: () => `Does ${name}`,
  options: [],
  managersOnly: false,
  inPrivate: false,
  ...over,
});
const commands = [
  spec("help"),
  spec("echo", { options: [{ name: "what", description: () => "Words", required: false, kind: "text" }] }),
];
const reason: Form = {
  title: () => "Why not?",
  field: { id: "reason", label: () => "Your reason", required: true, max: 200 },
};

/** An inbox that keeps what happened and does what the test says. */
export function inboxOf(over: Partial<Omit<Inbox, "commands" | "forms">> = {}) {
  const events: { commands: CommandEvent[]; presses: PressEvent[]; forms: FormEvent[] } = {
    commands: [],
    presses: [],
    forms: [],
  };
  const inbox: Inbox = {
    commands,
    forms: { deny: reason },
    async command(event) {
      events.commands.push(event);
      await over.command?.(event);
    },
    async press(event) {
      events.presses.push(event);
      await over.press?.(event);
    },
    async form(event) {
      events.forms.push(event);
      await over.form?.(event);
    },
    complete: async (event) => (await over.complete?.(event)) ?? [],
    change: async (event) => over.change?.(event),
    action: async (event) => over.action?.(event),
    hear: async (event) => over.hear?.(event),
  };
  return { inbox, events };
}

export const plain = (title: string, ...text: Inline[]): Card => ({
  tone: "neutral",
  title,
  blocks: text.length > 0 ? [{ kind: "text", text }] : [],
  buttons: [],
});
export const asking = (title: string): Card => ({
  ...plain(title),
  buttons: [
    [
      { press: "approve:req_1", label: "Approve", style: "success" },
      { press: "deny:req_1", label: "Deny", style: "danger" },
    ],
  ],
});

export async function eventually<T>(
  look: () => T | undefined | false | null,
  what: string,
  ms = 8_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > end) throw new Error(`did not happen within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
