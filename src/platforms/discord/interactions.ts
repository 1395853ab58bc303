/**
 * Commands, presses and forms. Each is acknowledged before anything is looked up, because Discord waits three seconds:
 * - a command by a deferred reply that only its author sees. A private answer fills it in. A public one is posted as a
 *   message of its own (so that it can be edited for longer than 15 minutes) and the deferred reply is removed;
 * - a press by a silent acknowledgement, or by the form that its verb opens; a filled-in form by a silent acknowledgement.
 * An acknowledgement that fails does not undo what the person did: the event is handled all the same.
 */
import { InteractionResponseType, InteractionType, MessageFlags } from "discord-api-types/v10";
import { z } from "zod";
import { discord as words, inLanguage } from "../../words/index.ts";
import type { Card, Inbox, Log, Place, Posted, Reply } from "../platform.ts";
import { type Deliver, mayNotWrite } from "./deliver.ts";
import { platformError } from "./errors.ts";
import { pageOf, selectLimits } from "./controls.ts";
import { revealLine, shorten } from "./inert.ts";
import {
  formFields,
  type interactionShape,
  optionsOf,
  placeOf,
  toldBy,
  typing,
  who,
  wrongInstall,
} from "./interaction.ts";
import { render, renderForm } from "./render.ts";
import type { CallOptions, Discord } from "./rest.ts";

const ACK_MS = 3_000;
const withId = z.object({ id: z.string() });

type Interaction = z.infer<typeof interactionShape>;

interface Tools {
  discord: Pick<Discord, "call">;
  deliver: Deliver;
  inbox: Inbox;
  log: Log;
}

/** Everything that comes of it is in this person's language, unless it is for others. */
export async function answer(tools: Tools, interaction: Interaction): Promise<void> {
  await inLanguage(interaction.locale ?? null, () => handle(tools, interaction));
}

async function handle(tools: Tools, interaction: Interaction): Promise<void> {
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
    const choices = await suggestions(tools, interaction);
    await acknowledge(tools, interaction, InteractionResponseType.ApplicationCommandAutocompleteResult, {
      choices,
    });
    return;
  }
  const place = placeOf(interaction);
  const actor = who(interaction);
  if (!place || !actor) return;
  if (wrongInstall(interaction)) {
    const body = privately(elsewhere());
    await acknowledge(tools, interaction, InteractionResponseType.ChannelMessageWithSource, body);
    return;
  }
  const happened = { id: interaction.id, actor, place };
  const { custom_id: press = "", name = "" } = interaction.data ?? {};
  if (interaction.type === InteractionType.ApplicationCommand) {
    const flags = MessageFlags.Ephemeral;
    await acknowledge(tools, interaction, InteractionResponseType.DeferredChannelMessageWithSource, {
      flags,
    });
    const { reply, finish } = replies(tools, interaction, place, "deferred");
    try {
      const told = toldBy(interaction);
      const options = optionsOf(interaction);
      await tools.inbox.command({ ...happened, reply, name, options, ...(told && { told }) });
    } finally {
      await finish();
    }
    return;
  }
  if (!interaction.message) return;
  const on: Posted = { place, message: interaction.message.id };
  const onlyTheirs = ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  const { reply } = replies(tools, interaction, place, onlyTheirs ? "private" : "none");
  const form = formFor(tools.inbox, press);
  if (interaction.type === InteractionType.ModalSubmit) {
    await acknowledge(tools, interaction, InteractionResponseType.DeferredMessageUpdate);
    await tools.inbox.form({ ...happened, reply, on, press, fields: formFields(interaction) });
  } else if (form) {
    await acknowledge(tools, interaction, InteractionResponseType.Modal, renderForm(press, form));
  } else {
    await acknowledge(tools, interaction, InteractionResponseType.DeferredMessageUpdate);
    const turned = pageOf(press);
    const values = interaction.data?.values;
    await tools.inbox.press({
      ...happened,
      reply,
      on,
      press,
      ...(values && { values }),
      ...turned,
    });
  }
}

/** Nobody waits for suggestions longer than they type on; none are better than late ones. */
const SUGGEST_MS = 2_000;

async function suggestions({ inbox, log }: Tools, interaction: Interaction): Promise<object[]> {
  const place = placeOf(interaction);
  const actor = who(interaction);
  const asked = typing(interaction);
  if (!place || !actor || !asked || wrongInstall(interaction)) return [];
  const late = new Promise<[]>((resolve) => setTimeout(resolve, SUGGEST_MS, []).unref());
  try {
    const found = await Promise.race([inbox.complete({ actor, place, ...asked }), late]);
    return found.slice(0, selectLimits.options).map(({ label, value }) => ({
      name: shorten(revealLine(label), selectLimits.text) || "…",
      value: value.slice(0, selectLimits.text),
    }));
  } catch (error) {
    log.warn({ err: error }, "there were no suggestions for somebody who types");
    return [];
  }
}

function formFor({ forms }: Inbox, press: string): Inbox["forms"][string] | undefined {
  const [verb = ""] = press.split(":");
  return Object.hasOwn(forms, verb) ? forms[verb] : undefined;
}

async function acknowledge(
  { discord, log }: Tools,
  { id, token }: Interaction,
  type: InteractionResponseType,
  data?: object,
): Promise<void> {
  try {
    await discord.call(
      "answerInteraction",
      { interaction_id: id, interaction_token: token },
      { body: data ? { type, data } : { type }, signal: AbortSignal.timeout(ACK_MS) },
    );
  } catch (error) {
    const { message } = platformError(error, "take the acknowledgement");
    log.warn(
      { interaction: id, why: message },
      "an interaction was not acknowledged; it is handled all the same",
    );
  }
}

/**
 * `original`: whether a deferred reply waits to be filled in, or the button was on a private answer, which can be replaced.
 * `finish` removes a deferred reply when nobody filled it in.
 */
function replies(
  tools: Tools,
  { id, application_id, token }: Interaction,
  place: Place,
  original: "deferred" | "private" | "none",
): { reply: Reply; finish: () => Promise<void> } {
  const { discord, deliver, log } = tools;
  const answerPath = { webhook_id: application_id, webhook_token: token };
  let waiting = original === "deferred";
  let count = 0;
  /** The private answer given last: what the next one may take the place of. */
  let last: "original" | { id: string } | null = original === "private" ? "original" : null;
  const finish = async () => {
    if (!waiting) return;
    waiting = false;
    await discord.call("deleteAnswer", answerPath).catch((error: unknown) => {
      const { message } = platformError(error, "remove the waiting reply");
      log.debug({ interaction: id, why: message }, "a deferred reply stays");
    });
  };
  const sayPrivately = async (card: Card, instead = false) => {
    const { files, ...rest } = render(card);
    const flags = rest.body.flags | MessageFlags.Ephemeral;
    const options: CallOptions = { body: { ...rest.body, flags }, files };
    const over = waiting ? "original" : instead ? last : null;
    waiting = false;
    try {
      // A deferred reply, or an answer that was given, is private already, and its flags can't be changed.
      const edit = { body: rest.body, files };
      if (over === "original") await discord.call("editAnswer", answerPath, edit);
      else if (over) await discord.call("editFollowUp", { ...answerPath, message_id: over.id }, edit);
      last = over ?? withId.parse(await discord.call("followUp", answerPath, options));
    } catch (error) {
      const failure = platformError(error, "show a private answer");
      if (failure.kind !== "gone") throw failure;
      // The interaction ran out or was never acknowledged: there is no way left to reach this person.
      log.warn({ interaction: id, why: failure.message }, "a private answer did not reach the person");
    }
    return null;
  };
  const reply: Reply = async (card, options) => {
    if (options.private) return sayPrivately(card, options.instead);
    count += 1;
    try {
      const posted = await deliver.post(place, card, `${id}.${count}`);
      await finish();
      return posted;
    } catch (error) {
      if (!mayNotWrite(error)) throw error;
      return sayPrivately({ ...card, blocks: [...card.blocks, { kind: "note", text: [words.onlyYou] }] });
    }
  };
  return { reply, finish };
}

function elsewhere(): Card {
  const { title, text } = words.elsewhere;
  return { tone: "neutral", title, blocks: [{ kind: "text", text: [text] }], buttons: [] };
}

function privately(card: Card): object {
  const { body } = render(card);
  return { ...body, flags: body.flags | MessageFlags.Ephemeral };
}
