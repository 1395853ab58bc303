// Messages: their words, cards, files, buttons and menus.
import { avatar, clockTime, make, withPictures } from "./dom.js";
import { drawMenu } from "./menu.js";
import { drawBlocks } from "./text.js";

/** `acts`: badge (what the app calls a bot), press(message, button), choose(message, select, values), follow(url, consent), dismiss(message). */
export function drawMessage(message, acts) {
  if (message.event) return make("li", { className: "event" }, make("span", {}, message.event));
  const marks = [
    message.bot && make("span", { className: "badge", title: "This is a bot" }, acts.badge),
    clockTime(message.at),
    message.edited && make("span", { className: "edited" }, "(edited)"),
  ].filter(Boolean);
  const body = make(
    "div",
    { className: "body" },
    message.above && make("p", { className: "above" }, ...withPictures(message.above)),
    make(
      "p",
      { className: "from" },
      make("strong", {}, message.from),
      " ",
      ...marks.flatMap((mark) => [mark, " "]),
    ),
    ...message.parts.map((part) => drawPart(message, part, acts)),
    message.thinking &&
      make(
        "p",
        { className: "thinking" },
        `${message.from} is thinking`,
        make("span", { "aria-hidden": "true" }, " …"),
      ),
    message.onlyYou &&
      make(
        "p",
        { className: "only-you" },
        "Only you can see this · ",
        make(
          "button",
          { type: "button", className: "link", onclick: () => acts.dismiss(message) },
          "Dismiss message",
        ),
      ),
  );
  const looks = [message.mine && "mine", message.onlyYou && "private", message.pings && "pings"].filter(
    Boolean,
  );
  return make("li", { className: `message ${looks.join(" ")}` }, avatar(message.from), body);
}

function drawPart(message, part, acts) {
  const inner = (parts) => parts.map((each) => drawPart(message, each, acts));
  switch (part.kind) {
    case "text":
      return drawBlocks(part.blocks, (url) => acts.follow(url, null));
    case "line":
      return make("hr", {});
    case "card": {
      const card = make("div", { className: "card" }, ...inner(part.parts));
      if (part.accent) card.style.setProperty("--stripe", part.accent);
      return card;
    }
    case "section":
      return make(
        "div",
        { className: "section" },
        make("div", {}, ...inner(part.parts)),
        make("div", { className: "aside" }, ...inner(part.aside)),
      );
    case "file":
      return part.file.picture ? picture(part.file) : file(part.file);
    default:
      return make("div", { className: "row" }, ...part.controls.map((each) => control(message, each, acts)));
  }
}

function picture({ name, url }) {
  return make("img", { className: "picture", src: url, alt: name, loading: "lazy" });
}

/** Read in place, fetched when it is opened. */
function file({ name, url }) {
  const words = make("pre", { tabIndex: 0 });
  const details = make(
    "details",
    { className: "file" },
    make("summary", {}, make("span", { "aria-hidden": "true" }, ...withPictures("📄"), " "), name),
    words,
  );
  details.addEventListener("toggle", async () => {
    if (!details.open || words.textContent) return;
    const answer = await fetch(url);
    words.textContent = answer.ok ? await answer.text() : "The file is gone.";
  });
  return details;
}

function control(message, item, acts) {
  if (item.kind === "select") return drawMenu(item, (values) => void acts.choose(message, item, values));
  const made = make(
    "button",
    { type: "button", className: `press ${item.style}`, disabled: !item.press && !item.url },
    item.label,
    item.url && make("span", { className: "out", title: "opens a link" }, " ↗"),
  );
  if (item.press) made.dataset.press = item.press;
  if (item.url) made.dataset.url = item.url;
  made.onclick = async () => {
    if (item.url) return acts.follow(item.url, item.consent);
    made.disabled = true;
    made.setAttribute("aria-busy", "true");
    await acts.press(message, item);
    made.disabled = false;
    made.removeAttribute("aria-busy");
  };
  return made;
}
