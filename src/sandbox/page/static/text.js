// Runs of text with looks, as elements.
import { make, withPictures } from "./dom.js";

/** `follow(url)` is what pressing a link does. */
export function drawBlocks(blocks, follow) {
  const drawn = make("div", { className: "text" });
  let list = null;
  for (const block of blocks) {
    if (block.kind !== "item") list = null;
    switch (block.kind) {
      case "heading":
        drawn.append(make("p", { className: `heading h${block.level}` }, ...spans(block, follow)));
        break;
      case "item": {
        if (!list) {
          list = make("ul", {});
          drawn.append(list);
        }
        const item = make("li", { className: `deep${Math.min(block.level, 3)}` });
        if (block.number) item.append(make("span", { className: "number" }, `${block.number} `));
        item.append(...spans(block, follow));
        list.append(item);
        break;
      }
      case "code":
        drawn.append(make("pre", { tabIndex: 0 }, make("code", {}, ...block.spans.map(({ text }) => text))));
        break;
      case "quote":
        drawn.append(make("blockquote", {}, ...spans(block, follow)));
        break;
      default:
        drawn.append(make("p", { className: block.kind }, ...spans(block, follow)));
    }
  }
  return drawn;
}

const LOOKS = [
  ["code", "code"],
  ["bold", "strong"],
  ["italic", "em"],
  ["underline", "u"],
  ["strike", "s"],
];

function spans(block, follow) {
  return block.spans.map((span) => {
    let drawn = span.time ? time(span.time) : make("span", {}, ...withPictures(span.text));
    for (const [look, tag] of LOOKS) if (span[look]) drawn = make(tag, {}, drawn);
    if (span.spoiler) drawn = make("span", { className: "spoiler", tabIndex: 0 }, drawn);
    if (span.mention) drawn = make("span", { className: "mention" }, drawn);
    if (span.href) {
      const { href } = span;
      drawn = make("button", { type: "button", className: "link", onclick: () => follow(href) }, drawn);
    }
    return drawn;
  });
}

const formats = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function time({ at, style }) {
  const date = new Date(at * 1000);
  const full = new Intl.DateTimeFormat("en-GB", formats[style] ?? { dateStyle: "long", timeStyle: "short" });
  const made = make("time", { dateTime: date.toISOString(), title: full.format(date) });
  const show = () => {
    made.textContent = style === "R" ? fromNow(at) : full.format(date);
  };
  show();
  if (style === "R") made.dataset.at = at;
  return made;
}

function fromNow(at) {
  const seconds = at - Date.now() / 1000;
  for (const [unit, size] of [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ])
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  return relative.format(Math.round(seconds), "second");
}

// "in 14 minutes" has to go on counting.
setInterval(() => {
  for (const each of document.querySelectorAll("time[data-at]"))
    each.textContent = fromNow(Number(each.dataset.at));
}, 5000);
