/** What became of something a person did: the client's side of an interaction. */
import { inputs } from "../interactions/modal.ts";
import { interactionTypes, type Interaction, type Modal } from "../interactions/interaction.ts";
import { text, whole } from "../read.ts";
import { findMessage, messageFlags } from "../shapes/message.ts";
import type { Discord } from "../state.ts";
import { renderMessage, type RenderedMessage } from "./render.ts";
import { until } from "./until.ts";

export interface RenderedModal {
  customId: string;
  title: string;
  fields: { customId: string; label: string; required: boolean; max: number }[];
}

export interface Outcome {
  interactionId: string;
  /** False when nobody acknowledged it within 3 seconds. */
  acknowledged: boolean;
  /** What the client says when it failed. */
  notice: "This interaction failed" | "The application did not respond" | null;
  /** How it was acknowledged. */
  kind: "reply" | "thinking" | "silent" | "update" | "choices" | "form" | null;
  /** The form that opened. */
  modal: RenderedModal | null;
  /** Autocomplete's suggestions. */
  choices: { name: string; value: unknown }[];
  /** The reply (or the updated message) as it is now; null when there is none. */
  reply(): RenderedMessage | null;
  /** The reply once it is no longer "thinking"; a silent acknowledgement may get one later. Throws after `timeoutMs`. */
  finished(timeoutMs?: number): Promise<RenderedMessage>;
}

const kinds = { 4: "reply", 5: "thinking", 6: "silent", 7: "update", 8: "choices", 9: "form" } as const;

export async function outcomeOf(discord: Discord, interaction: Interaction): Promise<Outcome> {
  await interaction.settled;
  const acknowledged = interaction.state === "acknowledged";
  const didNotRespond =
    interaction.type === interactionTypes.command
      ? "The application did not respond"
      : "This interaction failed";
  const reply = (): RenderedMessage | null => {
    const message = findMessage(discord, interaction.channelId, interaction.originalId ?? "");
    return message ? renderMessage(discord, message, interaction.userId) : null;
  };
  return {
    interactionId: interaction.id,
    acknowledged,
    notice: acknowledged ? null : didNotRespond,
    kind: kinds[interaction.answeredWith as keyof typeof kinds] ?? null,
    modal: interaction.modal ? renderModal(interaction.modal) : null,
    choices: interaction.choices,
    reply,
    finished(timeoutMs = 5_000) {
      const whole = () => {
        const message = findMessage(discord, interaction.channelId, interaction.originalId ?? "");
        return message && !(message.flags & messageFlags.LOADING) ? reply() : null;
      };
      return until(discord, whole, timeoutMs, "the application to finish its reply");
    },
  };
}

export function renderModal(modal: Modal): RenderedModal {
  const labels = new Map(
    modal.components.flatMap((each) =>
      inputs([each]).map((input) => [input["custom_id"], text(each["label"]) ?? text(input["label"]) ?? ""]),
    ),
  );
  return {
    customId: modal.customId,
    title: modal.title,
    fields: inputs(modal.components).map((input) => ({
      customId: text(input["custom_id"]) ?? "",
      label: labels.get(input["custom_id"]) ?? "",
      required: input["required"] !== false,
      max: whole(input["max_length"]) ?? 4000,
    })),
  };
}
