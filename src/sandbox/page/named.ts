/** Gives mentions the names that the reader would see. */
import { readMarkdown, type Span, type TextBlock } from "../plain-markdown.ts";

export interface Names {
  user: Map<string, string>;
  role: Map<string, string>;
  channel: Map<string, string>;
}

export function namedBlocks(markdown: string, names: Names): TextBlock[] {
  return readMarkdown(markdown).map((block) => ({
    ...block,
    spans: block.spans.map((span) => named(span, names)),
  }));
}

function named(span: Span, names: Names): Span {
  if (!span.mention) return span;
  const { of, id } = span.mention;
  const name = names[of].get(id) ?? { user: "somebody", role: "deleted-role", channel: "no-access" }[of];
  return { ...span, text: `${of === "channel" ? "#" : "@"}${name}` };
}
