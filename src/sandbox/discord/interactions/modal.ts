/** Forms: what an application may open, and what a person's submission looks like. */
import { formFaults } from "../errors.ts";
import { checkCustomId } from "../messages/controls.ts";
import { everyComponent } from "../messages/components.ts";
import { fields, list, text, whole, type Fields } from "../read.ts";
import type { Interaction, Modal } from "./interaction.ts";

const LABEL = 18;
const TEXT_INPUT = 4;
const TOP = new Set([1, 10, LABEL]);

export function readModal(data: Fields, interaction: Interaction): Modal {
  const faults = formFaults();
  const walk = { faults, customIds: new Set<string>() };
  checkCustomId({ faults, customIds: new Set() }, data, ["data"]);
  const title = text(data["title"]) ?? "";
  if (title.length < 1 || title.length > 45)
    faults.add(["data", "title"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.");
  const top = list(data["components"]).map(fields);
  if (top.length < 1 || top.length > 5)
    faults.add(["data", "components"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
  for (const [at, each] of top.entries()) {
    if (!TOP.has(whole(each["type"]) ?? 0))
      faults.add(
        ["data", "components", at, "type"],
        "UNION_TYPE_CHOICES",
        'Value of field "type" must be one of (1, 10, 18,).',
      );
    const label = text(each["label"]);
    if (each["type"] === LABEL && (!label || label.length > 45))
      faults.add(
        ["data", "components", at, "label"],
        "BASE_TYPE_BAD_LENGTH",
        "Must be between 1 and 45 in length.",
      );
    for (const input of inputs([each])) checkCustomId(walk, input, ["data", "components", at]);
  }
  faults.check();
  return {
    customId: text(data["custom_id"]) ?? "",
    title,
    applicationId: interaction.applicationId,
    channelId: interaction.channelId,
    messageId: interaction.sourceMessageId,
    components: top,
  };
}

/** The fields that a person fills in. */
export function inputs(components: Fields[]): Fields[] {
  const opened = components.flatMap((each) => (each["component"] ? [fields(each["component"])] : [each]));
  return everyComponent(opened).filter((each) => text(each["custom_id"]) !== undefined);
}

/**
 * The `data` of a submission. `values` is by custom id, or by label.
 * Throws a sentence where the client would not let the person press Submit.
 */
export function submission(modal: Modal, values: Record<string, string | string[]>): Fields {
  let id = 0;
  const filled = (input: Fields, label: string): Fields => {
    const customId = text(input["custom_id"]) ?? "";
    const given = values[customId] ?? values[label] ?? text(input["value"]) ?? "";
    checkLength(input, given, label);
    id += 1;
    const value = input["type"] === TEXT_INPUT ? { value: given } : { values: [given].flat() };
    return { type: input["type"], id, custom_id: customId, ...value };
  };
  const components = modal.components.map((each) => {
    const inner = each["component"];
    if (inner)
      return { type: LABEL, id: (id += 1), component: filled(fields(inner), text(each["label"]) ?? "") };
    if (each["type"] === 1) {
      const row = list(each["components"]).map(fields);
      return {
        type: 1,
        id: (id += 1),
        components: row.map((input) => filled(input, text(input["label"]) ?? "")),
      };
    }
    return { type: each["type"], id: (id += 1) };
  });
  return { custom_id: modal.customId, components, resolved: {} };
}

function checkLength(input: Fields, given: string | string[], label: string): void {
  const { length } = given;
  const required = input["required"] !== false;
  if (required && length === 0) throw new Error(`The form does not submit: "${label}" is required.`);
  const max = whole(input["max_length"]) ?? 4000;
  const min = whole(input["min_length"]) ?? 0;
  if (typeof given === "string" && (length > max || (length > 0 && length < min)))
    throw new Error(`The form does not submit: "${label}" takes ${min} to ${max} characters, not ${length}.`);
}
