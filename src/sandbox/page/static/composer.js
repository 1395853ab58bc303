// The line one types into, with the app's list of commands, options and suggestions above it.
import { make } from "./dom.js";

/**
 * `host.room()` is the open room; `host.send(text, options)` sends; `host.suggest(command, option, partial)` asks the bot.
 * `picksSend`: choosing a command sends it at once, as on Telegram.
 */
export function createComposer(platform, host, picksSend) {
  const listId = `${platform}-suggestions`;
  const input = make("input", {
    name: "text",
    autocomplete: "off",
    maxLength: 2000,
    role: "combobox",
    "aria-label": "Message",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
  });
  const list = make("ul", { id: listId, role: "listbox", "aria-label": "Commands", hidden: true });
  const answering = make("div", { className: "answering", hidden: true });
  const line = make(
    "div",
    { className: "line" },
    input,
    make("button", { className: "send", "aria-label": "Send" }, "➤"),
  );
  const form = make("form", { className: "write" }, list, answering, line);
  let offered = [];
  let active = 0;
  let picked = new Map();
  let asked = 0;

  const close = () => {
    list.hidden = true;
    offered = [];
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = () => {
    for (const [index, item] of [...list.children].entries()) {
      item.setAttribute("aria-selected", String(index === active));
      if (index === active) item.scrollIntoView({ block: "nearest" });
    }
    input.setAttribute("aria-activedescendant", `${listId}-${active}`);
  };
  const show = (suggestions) => {
    offered = suggestions;
    active = 0;
    if (offered.length === 0) return close();
    list.replaceChildren(
      ...offered.map((each, index) => {
        const item = make(
          "li",
          { id: `${listId}-${index}`, role: "option" },
          make("strong", {}, each.label),
          make("span", { className: "about" }, each.about),
        );
        // The input keeps the focus.
        item.onmousedown = (event) => event.preventDefault();
        item.onclick = () => each.pick();
        return item;
      }),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark();
  };
  const put = (text) => {
    input.value = text;
    input.focus();
    void look();
  };
  const send = (text) => {
    const options = Object.fromEntries(
      [...picked]
        .filter(([name, { label }]) => text.includes(`${name}:${label}`))
        .map(([name, { value }]) => [name, value]),
    );
    input.value = "";
    picked = new Map();
    close();
    host.send(text, options);
  };

  async function look() {
    const text = input.value;
    const turn = ++asked;
    const commands = host.room()?.commands ?? [];
    if (!text.startsWith("/")) return close();
    if (!text.includes(" "))
      return show(
        commands
          .filter(({ name }) => name.startsWith(text))
          .map((command) => ({
            label: command.name,
            about: command.description,
            pick: () =>
              picksSend
                ? send(command.name)
                : put(command.options.length > 0 ? `${command.name} ` : command.name),
          })),
      );
    const command = commands.find(({ name }) => text.startsWith(`${name} `));
    if (!command) return close();
    const typing = /(\w+):([^:]*)$/.exec(text);
    const option = typing && command.options.find(({ name }) => name === typing[1]);
    if (!option) {
      const free = command.options.filter(({ name }) => !text.includes(`${name}:`));
      return show(
        free.map(({ name, description, required }) => ({
          label: `${name}:`,
          about: required ? `${description} (needed)` : description,
          pick: () => put(`${text.replace(/\s*\w*$/, "")} ${name}:`),
        })),
      );
    }
    if (picked.get(option.name)?.label === typing[2].trim()) return close();
    const partial = typing[2].trim();
    const choices = option.suggests
      ? await host.suggest(command.name, option.name, partial)
      : option.choices.filter(({ label }) => label.toLowerCase().includes(partial.toLowerCase()));
    if (turn !== asked) return;
    show(
      choices.map(({ label, value }) => ({
        label,
        about: option.description,
        pick() {
          // A colon would read as the next option.
          const plain = label.replaceAll(":", " ");
          picked.set(option.name, { label: plain, value });
          put(`${text.slice(0, typing.index)}${option.name}:${plain}`);
        },
      })),
    );
  }

  input.oninput = () => void look();
  input.onfocus = () => void look();
  input.onblur = () => close();
  input.onkeydown = (event) => {
    if (offered.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      active = (active + step + offered.length) % offered.length;
      mark();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Tab" || (event.key === "Enter" && !complete())) {
      event.preventDefault();
      offered[active]?.pick();
    }
  };
  /** Enter sends a command that is typed out, as long as nothing it needs is missing. */
  const complete = () => {
    if (picksSend) return false;
    const command = host.room()?.commands.find(({ name }) => input.value.trim() === name);
    return command !== undefined && command.options.every(({ required }) => !required);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    if (input.value.trim()) send(input.value.trim());
  };
  return { form, input, answering, line };
}
