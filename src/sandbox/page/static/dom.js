// Making elements, and keeping those that need no change. Text is only ever set as text.

/** `make("button", { className: "x", "aria-label": "y" }, "words", child)` */
export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name in made && !name.startsWith("aria-")) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export const byId = (id) => document.getElementById(id);

/**
 * Makes `parent` show `items`, each drawn by `draw`. An element whose item is the same as before stays, with its focus and
 * scroll; a focused control that is drawn anew keeps the focus. What is `inUse(element)` is drawn anew some other time. Returns whether
 * anything changed.
 */
export function keyed(parent, items, keyOf, draw, inUse = () => false) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let changed = false;
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const from = JSON.stringify(item);
    const known = old.get(key);
    old.delete(key);
    let element = known;
    if (!known || (known.drawnFrom !== from && !inUse(known))) {
      element = draw(item);
      element.dataset.key = key;
      element.drawnFrom = from;
      if (known) replaceKeepingFocus(known, element);
      changed = true;
    }
    if (parent.children[index] !== element) parent.insertBefore(element, parent.children[index] ?? null);
  }
  for (const gone of old.values()) {
    gone.remove();
    changed = true;
  }
  return changed;
}

function replaceKeepingFocus(known, element) {
  const focused = known.contains(document.activeElement) ? document.activeElement : null;
  known.replaceWith(element);
  if (!focused) return;
  const twin = [...element.querySelectorAll("button, input, select")].find(
    (each) => each.textContent === focused.textContent && each.tagName === focused.tagName && !each.disabled,
  );
  if (!twin) element.tabIndex = -1;
  (twin ?? element).focus({ preventScroll: true });
}

/** For ears only. */
export function announce(words) {
  byId("announcer").textContent = words;
}

export function toast(words) {
  if (!words) return;
  const shown = make("p", {}, ...withPictures(words));
  byId("toasts").replaceChildren(shown);
  setTimeout(() => shown.remove(), 3500 + words.length * 45);
}

export function avatar(name) {
  let sum = 0;
  for (const sign of name) sum += sign.codePointAt(0);
  const face = name === "Countersign" ? "✓" : [...name][0];
  return make(
    "span",
    { className: `avatar a${name === "Countersign" ? "c" : sum % 6}`, "aria-hidden": "true" },
    face,
  );
}

const PICTURES = new Map([
  ["⛔", "stop"],
  ["✅", "yes"],
  ["⚠️", "warning"],
  ["⚠", "warning"],
  ["🔒", "lock"],
  ["📄", "page"],
]);
const PICTURED = new RegExp(`(${[...PICTURES.keys()].join("|")})`, "u");

/** The few signs that cards begin with, as pictures, as the apps draw them: not every machine has a font for them. */
export function withPictures(words) {
  return words
    .split(PICTURED)
    .filter(Boolean)
    .map((piece) => {
      const picture = PICTURES.get(piece);
      return picture ? make("img", { className: "sign-picture", src: `/${picture}.svg`, alt: piece }) : piece;
    });
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export function clockTime(at) {
  return make("time", { dateTime: new Date(at).toISOString() }, clock.format(at));
}
