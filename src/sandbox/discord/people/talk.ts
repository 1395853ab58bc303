/** What a person does with messages: reads, writes, types commands, presses, chooses, fills in forms. */
import { refuse } from "../errors.ts";
import type { Interaction, Modal } from "../interactions/interaction.ts";
import { submission } from "../interactions/modal.ts";
import { startInteraction } from "../interactions/start.ts";
import { everyComponent } from "../messages/components.ts";
import { readDraft } from "../messages/draft.ts";
import { postMessage } from "../messages/post.ts";
import { canView, mayIn, requireInChannel } from "../permissions.ts";
import { fields, list, text, whole, type Fields } from "../read.ts";
import { findMessage } from "../shapes/message.ts";
import type { Channel, Discord, Message } from "../state.ts";
import {
  commandData,
  offeredCommand,
  offeredCommands,
  parseLine,
  resolve,
  type TypedOptions,
} from "./command-line.ts";
import { outcomeOf, renderModal, type Outcome, type RenderedModal } from "./outcome.ts";
import { renderMessage, type RenderedMessage } from "./render.ts";
import { until } from "./until.ts";

export interface Talk {
  /** A slash command: `/audit`, `/audit agent:helper`, or the options apart. */
  type(channelId: string, line: string, options?: TypedOptions): Promise<Outcome>;
  /** An ordinary message. */
  say(channelId: string, content: string): RenderedMessage;
  /** A button by its custom id or its label. */
  press(channelId: string, messageId: string, button: string): Promise<Outcome>;
  /** A select menu by its custom id; the only one when left out. */
  select(channelId: string, messageId: string, values: string[], customId?: string): Promise<Outcome>;
  /** Sends the form that opened last. Fields by custom id or label. */
  submit(values: Record<string, string | string[]>): Promise<Outcome>;
  lastModal(): RenderedModal | null;
  /** The slash commands that this person's client lists here, as API objects. */
  commands(channelId: string): Fields[];
  /** The suggestions for an option while typing it. */
  autocomplete(channelId: string, line: string, option: string, partial: string): Promise<Outcome["choices"]>;
  /** Oldest first. Throws 50001 for a channel this person cannot view. */
  sees(channelId: string): RenderedMessage[];
  /** The first message (newest first) that fits, now or when it appears. */
  waitFor(
    channelId: string,
    fits: (message: RenderedMessage) => boolean,
    timeoutMs?: number,
  ): Promise<RenderedMessage>;
}

export function createTalk(discord: Discord, userId: string): Talk {
  let opened: { modal: Modal; opener: Interaction } | null = null;

  const follow = async (interaction: Interaction): Promise<Outcome> => {
    const outcome = await outcomeOf(discord, interaction);
    if (interaction.modal) opened = { modal: interaction.modal, opener: interaction };
    return outcome;
  };

  const sees = (channelId: string): RenderedMessage[] =>
    readable(discord, viewable(discord, channelId, userId), userId).map((each) =>
      renderMessage(discord, each, userId),
    );

  const command = (channelId: string, line: string, options: TypedOptions, focused?: string) => {
    const channel = viewable(discord, channelId, userId);
    if (channel.guildId !== null) requireInChannel(discord, channel, userId, "USE_APPLICATION_COMMANDS");
    const { words, options: inline } = parseLine(line);
    const { application, command } = offeredCommand(discord, channel, userId, words[0] ?? "");
    const data = commandData(discord, channel, command, words, { ...inline, ...options }, focused);
    const type = focused === undefined ? "command" : "autocomplete";
    return startInteraction(discord, { application, userId, channel, type, data });
  };

  const use = (channelId: string, messageId: string, data: Fields): Promise<Outcome> => {
    const channel = viewable(discord, channelId, userId);
    const message = findMessage(discord, channelId, messageId);
    const application = discord.applications.get(message?.applicationId ?? "");
    if (!message || !application) throw refuse("unknownMessage");
    return follow(
      startInteraction(discord, { application, userId, channel, type: "component", data, message }),
    );
  };

  return {
    type: async (channelId, line, options = {}) => follow(command(channelId, line, options)),
    say(channelId, content) {
      const channel = viewable(discord, channelId, userId);
      const message = postMessage(discord, channel, userId, readDraft(discord, { content }, []));
      return renderMessage(discord, message, userId);
    },
    async press(channelId, messageId, wanted) {
      const message = seen(discord, channelId, messageId, userId);
      const buttons = everyComponent(message.components).filter((each) => each["type"] === 2);
      const button = buttons.find((each) => each["custom_id"] === wanted || each["label"] === wanted);
      if (!button) throw new Error(`The message has no button "${wanted}"; it has ${labels(buttons)}.`);
      if (button["disabled"] === true) throw new Error(`The button "${wanted}" is disabled.`);
      if (button["url"]) throw new Error(`The button "${wanted}" is a link to ${text(button["url"])}.`);
      return use(channelId, messageId, {
        component_type: 2,
        custom_id: button["custom_id"],
        id: button["id"],
      });
    },
    async select(channelId, messageId, values, customId) {
      const message = seen(discord, channelId, messageId, userId);
      const menu = everyComponent(message.components).find((each) =>
        Array.isArray(each["options"])
          ? matches(each, customId)
          : isEntitySelect(each) && matches(each, customId),
      );
      if (!menu) throw new Error(`The message has no select menu${customId ? ` "${customId}"` : ""}.`);
      if (menu["disabled"] === true) throw new Error("The select menu is disabled.");
      checkChoice(menu, values);
      const type = whole(menu["type"]) ?? 3;
      const resolved = {};
      const channel = viewable(discord, channelId, userId);
      // Select types 5–8 are one less than the option types 6–9 that mean the same, in another order.
      const option = { 5: 6, 6: 8, 7: 9, 8: 7 }[type];
      if (option) for (const value of values) resolve(discord, channel, option, value, resolved);
      const data = { component_type: type, custom_id: menu["custom_id"], id: menu["id"], values };
      return use(channelId, messageId, option ? { ...data, resolved } : data);
    },
    async submit(values) {
      if (!opened) throw new Error("No form is open.");
      const { modal, opener } = opened;
      const application = discord.applications.get(modal.applicationId);
      if (!application) throw refuse("unknownApplication");
      const channel = viewable(discord, modal.channelId, userId);
      const data = submission(modal, values);
      opened = null;
      const message = findMessage(discord, modal.channelId, modal.messageId ?? "");
      const start = {
        application,
        userId,
        channel,
        type: "modal" as const,
        data,
        message,
        opener: opener.metadata,
      };
      return follow(startInteraction(discord, start));
    },
    lastModal: () => (opened ? renderModal(opened.modal) : null),
    async autocomplete(channelId, line, option, partial) {
      const interaction = command(channelId, line, { [option]: partial }, option);
      return (await follow(interaction)).choices;
    },
    commands(channelId) {
      const channel = viewable(discord, channelId, userId);
      const may = channel.guildId === null || mayIn(discord, channel, userId, "USE_APPLICATION_COMMANDS");
      return may ? offeredCommands(discord, channel, userId) : [];
    },
    sees,
    waitFor(channelId, fits, timeoutMs = 5_000) {
      const look = () => sees(channelId).findLast((message) => fits(message));
      return until(discord, look, timeoutMs, `a message in channel ${channelId}`);
    },
  };
}

function viewable(discord: Discord, channelId: string, userId: string): Channel {
  const channel = discord.channels.get(channelId);
  if (!channel) throw refuse("unknownChannel");
  if (!canView(discord, channel, userId)) throw refuse("missingAccess");
  return channel;
}

function readable(discord: Discord, channel: Channel, userId: string): Message[] {
  const history = mayIn(discord, channel, userId, "READ_MESSAGE_HISTORY");
  return channel.messages.filter((each) =>
    each.ephemeralFor === null ? history : each.ephemeralFor === userId,
  );
}

function seen(discord: Discord, channelId: string, messageId: string, userId: string): Message {
  const channel = viewable(discord, channelId, userId);
  const message = readable(discord, channel, userId).find((each) => each.id === messageId);
  if (!message) throw refuse("unknownMessage");
  return message;
}

function matches(component: Fields, customId: string | undefined): boolean {
  return customId === undefined || component["custom_id"] === customId;
}

/** What the client doesn't let somebody choose. */
function checkChoice(menu: Fields, values: string[]): void {
  const least = whole(menu["min_values"]) ?? 1;
  const most = whole(menu["max_values"]) ?? 1;
  if (values.length < least || values.length > most)
    throw new Error(`The select menu takes ${least} to ${most} values, not ${values.length}.`);
  if (menu["type"] !== 3) return;
  const offered = list(menu["options"]).map((option) => text(fields(option)["value"]));
  const missing = values.find((value) => !offered.includes(value));
  if (missing !== undefined)
    throw new Error(`The select menu does not offer "${missing}"; it offers ${offered.join(", ")}.`);
}

function isEntitySelect(component: Fields): boolean {
  return [5, 6, 7, 8].includes(whole(component["type"]) ?? 0);
}

function labels(buttons: Fields[]): string {
  return (
    buttons.map((each) => `"${text(fields(each)["label"]) ?? text(each["custom_id"])}"`).join(", ") || "none"
  );
}
