// A select menu as Discord has it: a button with what is chosen, and the list under it. The app's own lists can be searched.
import { make } from "./dom.js";

let counted = 0;

/** `item` is a ShownSelect; `choose(values)` is called once with what was chosen. */
export function drawMenu(item, choose) {
  const id = `menu-${++counted}`;
  const several = item.most > 1;
  const searched = item.of !== "list";
  let chosen = [...item.chosen];
  let active = 0;
  let offered = item.choices;

  const words = make("span", { className: "menu-words" });
  const button = make(
    "button",
    {
      type: "button",
      className: "menu-button",
      disabled: item.disabled,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
    },
    words,
    make("span", { "aria-hidden": "true" }, "▾"),
  );
  const list = make("ul", {
    id,
    role: "listbox",
    className: "menu-list",
    tabIndex: searched ? -1 : 0,
    "aria-label": item.placeholder,
    "aria-multiselectable": several ? "true" : null,
  });
  const search = make("input", {
    type: "text",
    role: "combobox",
    className: "menu-search",
    placeholder: "Search",
    autocomplete: "off",
    "aria-label": `Search: ${item.placeholder}`,
    "aria-expanded": "true",
    "aria-controls": id,
    "aria-autocomplete": "list",
  });
  const done = make("button", { type: "button", className: "press primary" }, "Done");
  const pane = make(
    "div",
    { className: "menu-pane", hidden: true },
    searched ? search : null,
    list,
    several ? done : null,
  );
  const menu = make("div", { className: "menu" }, button, pane);
  // What holds the focus while the list is open.
  const holder = searched ? search : list;

  const nameOf = (value) =>
    item.choices.find((choice) => choice.value === value)?.label ?? "something hidden";
  function tell() {
    const names = chosen.map(nameOf).join(", ");
    words.textContent = names || item.placeholder;
    words.className = names ? "menu-words" : "menu-words none";
    button.setAttribute("aria-label", names ? `${item.placeholder}: ${names}` : item.placeholder);
  }

  function mark() {
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(chosen.includes(offered[index].value)));
      option.classList.toggle("active", index === active);
      if (index === active) option.scrollIntoView({ block: "nearest" });
    }
    if (offered.length > 0) holder.setAttribute("aria-activedescendant", `${id}-${active}`);
    else holder.removeAttribute("aria-activedescendant");
  }

  function fill() {
    const wanted = search.value.trim().toLowerCase();
    offered = item.choices.filter(({ label }) => label.toLowerCase().includes(wanted));
    active = Math.max(
      0,
      offered.findIndex(({ value }) => chosen.includes(value)),
    );
    list.replaceChildren(
      ...offered.map((choice, index) => {
        const option = make(
          "li",
          { id: `${id}-${index}`, role: "option" },
          make("span", {}, choice.label),
          choice.hint ? make("span", { className: "about" }, choice.hint) : null,
        );
        option.onmousedown = (event) => event.preventDefault();
        option.onclick = () => take(index);
        return option;
      }),
    );
    mark();
  }

  function take(index) {
    active = index;
    const choice = offered[index];
    if (!choice) return;
    if (!several) chosen = [choice.value];
    else if (chosen.includes(choice.value)) chosen = chosen.filter((value) => value !== choice.value);
    else if (chosen.length < item.most) chosen = [...chosen, choice.value];
    if (several) mark();
    else close(true);
  }

  function open() {
    search.value = "";
    pane.hidden = false;
    button.setAttribute("aria-expanded", "true");
    fill();
    holder.focus({ preventScroll: true });
    pane.scrollIntoView({ block: "nearest" });
  }

  /** What was chosen counts once the list closes, as in the app. */
  function close(back) {
    if (pane.hidden) return;
    pane.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus({ preventScroll: true });
    const same = chosen.length === item.chosen.length && chosen.every((value) => item.chosen.includes(value));
    const enough = chosen.length >= item.least;
    if (!enough) chosen = [...item.chosen];
    tell();
    if (!same && enough) choose(chosen);
    menu.dispatchEvent(new CustomEvent("menuclose", { bubbles: true }));
  }

  button.onclick = () => (pane.hidden ? open() : close(true));
  done.onclick = () => close(true);
  search.oninput = fill;
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) close(false);
  });
  holder.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length > 0) {
      active = (active + step + offered.length) % offered.length;
      mark();
    } else if (event.key === "Enter" || (event.key === " " && !searched)) take(active);
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
  };
  tell();
  return menu;
}
