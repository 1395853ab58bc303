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
const locales = { en: "en-GB", de: "de-DE" };
let locale = locales.en;

/** Times are told in the language of the app that shows them. */
export function tellTimesIn(language) {
  if (locale === locales[language]) return;
  locale = locales[language];
  for (const each of document.querySelectorAll("time[data-at]")) tell(each);
}

function time({ at, style }) {
  const made = make("time", { dateTime: new Date(at * 1000).toISOString() });
  made.dataset.at = at;
  made.dataset.style = style;
  tell(made);
  return made;
}

function tell(made) {
  const { at, style } = made.dataset;
  const format = formats[style] ?? { dateStyle: "long", timeStyle: "short" };
  const full = new Intl.DateTimeFormat(locale, format).format(new Date(at * 1000));
  made.title = full;
  made.textContent = style === "R" ? fromNow(at) : full;
}

function fromNow(at) {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
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
  for (const each of document.querySelectorAll('time[data-style="R"]')) tell(each);
}, 5000);
