/** One thing a person did that an application has to answer: a command, a press, a form, a keystroke in an option. */
import type { Fields } from "../read.ts";

export const interactionTypes = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export interface Modal {
  customId: string;
  title: string;
  applicationId: string;
  channelId: string;
  messageId: string | null;
  components: Fields[];
}

export interface Interaction {
  id: string;
  token: string;
  type: 2 | 3 | 4 | 5;
  applicationId: string;
  userId: string;
  channelId: string;
  guildId: string | null;
  createdAt: number;
  state: "waiting" | "acknowledged" | "failed";
  /** The callback type that acknowledged it. */
  answeredWith: number | null;
  /** The message whose component was used. */
  sourceMessageId: string | null;
  /** What `@original` means. */
  originalId: string | null;
  /** `interaction_metadata` of messages made by this. */
  metadata: Fields;
  modal: Modal | null;
  choices: { name: string; value: unknown }[];
  /** Resolves when it is acknowledged or has failed. */
  settled: Promise<void>;
  settle(state: "acknowledged" | "failed"): void;
}

export const TOKEN_MS = 15 * 60_000;
