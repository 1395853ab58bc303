/** Sections and selects as Discord components. Native pickers carry what is chosen; long lists of options are paged. */
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from "discord-api-types/v10";
import { type Option, PlatformError, type Select } from "../platform.ts";
import { revealLine, shorten } from "./inert.ts";

export const selectLimits = { options: 25, text: 100, placeholder: 150, values: 25 } as const;

/** Between a press id and a page of its options; no press id holds one of these. */
const PAGE = "=>";

/** Components that a select takes up: rows with what is in them. */
export function sizeOfSelect(select: Select): number {
  if (isForeign(select)) return 0;
  return pagesOf(select) > 1 ? 5 : 2;
}

/** Discord's client has no such picker: whoever makes the card offers another way. */
export function isForeign(select: Select): boolean {
  return select.of === "bots" || select.of === "group";
}

export function selectRows(select: Select): APIComponentInContainer[] {
  if (isForeign(select)) return [];
  const pages = pagesOf(select);
  if (pages <= 1) return [row(menu(select, 0))];
  const page = Math.min(Math.max(select.of === "options" ? (select.page ?? 0) : 0, 0), pages - 1);
  return [
    row(menu(select, page)),
    row(
      turn(select.press, page - 1, "◀", page > 0),
      turn(select.press, page + 1, `${page + 1}/${pages} ▶`, page < pages - 1),
    ),
  ];
}

/** A press that only asks for another page of a select. */
export function pageOf(customId: string): { press: string; page: number } | null {
  const match = /^([^=]+)=>(\d{1,4})$/.exec(customId);
  return match ? { press: match[1] ?? "", page: Number(match[2]) } : null;
}

function pagesOf(select: Select): number {
  return select.of === "options" ? Math.ceil(select.options.length / selectLimits.options) : 1;
}

function row(
  ...components: APIComponentInMessageActionRow[]
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components };
}

function turn(press: string, page: number, label: string, enabled: boolean): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    // Two arrows of one message must differ even where both lead nowhere.
    custom_id: `${press}${PAGE}${enabled ? page : page < 0 ? 9998 : 9999}`,
    label,
    disabled: !enabled,
  };
}

function menu(select: Select, page: number): APIComponentInMessageActionRow {
  const most = Math.min(select.most ?? 1, selectLimits.values);
  const shared = {
    custom_id: select.press,
    placeholder: shorten(revealLine(select.label), selectLimits.placeholder) || "…",
    min_values: most > 1 ? 0 : 1,
    max_values: most,
  };
  const chosen = select.chosen.slice(0, most);
  switch (select.of) {
    case "role":
      return {
        ...shared,
        type: ComponentType.RoleSelect,
        default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
      };
    case "channel":
      return {
        ...shared,
        type: ComponentType.ChannelSelect,
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
      };
    case "options": {
      const shown = select.options.slice(page * selectLimits.options, (page + 1) * selectLimits.options);
      if (shown.length === 0)
        throw new PlatformError("refused", `There is nothing to choose from under “${select.label}”.`);
      return {
        ...shared,
        type: ComponentType.StringSelect,
        max_values: Math.min(most, shown.length),
        options: shown.map((option) => stringOption(option, chosen)),
      };
    }
    default:
      throw new PlatformError("refused", "Discord has no such picker.");
  }
}

function stringOption({ value, label, hint }: Option, chosen: string[]) {
  return {
    value,
    label: shorten(revealLine(label), selectLimits.text) || "…",
    ...(hint === undefined ? {} : { description: shorten(revealLine(hint), selectLimits.text) || "…" }),
    default: chosen.includes(value),
  };
}
