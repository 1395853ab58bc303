// Forms, Discord's consent screen, Telegram's alerts: one dialog at a time, which the browser keeps the focus in.
import { avatar, byId, make, withPictures } from "./dom.js";

function open(className, label, ...children) {
  const dialog = byId("dialog");
  dialog.className = className;
  dialog.setAttribute("aria-label", label);
  dialog.replaceChildren(...children);
  if (!dialog.open) dialog.showModal();
  return dialog;
}

export function closeDialog() {
  if (byId("dialog").open) byId("dialog").close();
}

/** `submit(fields)` is called with what was filled in. */
export function openForm(form, submit) {
  const fields = form.fields.map(({ customId, label, required, max }) =>
    make(
      "label",
      {},
      make("span", {}, label, required ? make("span", { className: "needed", title: "needed" }, " *") : null),
      max > 100
        ? make("textarea", { name: customId, required, maxLength: max, rows: 3 })
        : make("input", { name: customId, required, maxLength: max, autocomplete: "off" }),
    ),
  );
  const body = make(
    "form",
    { method: "dialog" },
    make("h2", {}, form.title),
    ...fields,
    make(
      "div",
      { className: "choices" },
      make("button", { type: "button", className: "press secondary", onclick: closeDialog }, "Cancel"),
      make("button", { className: "press primary" }, "Submit"),
    ),
  );
  body.onsubmit = () => void submit(Object.fromEntries(new FormData(body)));
  open("discord-form", form.title, body);
  body.querySelector("textarea, input")?.focus();
}

export function openConsent(consent, authorize) {
  const list = (title, sign, names) =>
    names.length === 0
      ? []
      : [
          make("h3", {}, title),
          make(
            "ul",
            {},
            ...names.map((name) => make("li", {}, make("span", { "aria-hidden": "true" }, sign), ` ${name}`)),
          ),
        ];
  open(
    "discord-consent",
    "Discord asks for your consent",
    make("p", { className: "small" }, "Discord's own screen"),
    make("h2", {}, consent ? `${consent.bot} wants access to ${consent.server}` : "An app wants access"),
    ...list("It will be allowed to", "✓", consent?.gets ?? []),
    ...list("It will no longer be allowed to", "✕", consent?.loses ?? []),
    make(
      "div",
      { className: "choices" },
      make("button", { type: "button", className: "press secondary", onclick: closeDialog }, "Cancel"),
      make(
        "button",
        {
          type: "button",
          className: "press primary",
          onclick: () => {
            closeDialog();
            authorize();
          },
        },
        "Authorize",
      ),
    ),
  );
}

/** Telegram's own list of bots or groups. `picks` is that of a ShownKey; `done(values)` gets at least one. */
export function openPicker(label, picks, done) {
  const most = picks.most > 1 ? `Up to ${picks.most}.` : "One of these.";
  const rows = picks.choices.map(({ value, label: name, hint }) =>
    make(
      "label",
      { className: "pick" },
      make("input", { type: picks.most > 1 ? "checkbox" : "radio", name: "picked", value }),
      avatar(name),
      make(
        "span",
        {},
        make("strong", {}, name),
        hint ? make("span", { className: "small" }, ` ${hint}`) : null,
      ),
    ),
  );
  const send = make("button", { className: "press primary", disabled: true }, "Choose");
  const body = make(
    "form",
    { method: "dialog" },
    make("h2", {}, label),
    make(
      "p",
      { className: "small" },
      rows.length > 0 ? most : "There is nothing here that you could choose.",
    ),
    make("div", { className: "picks" }, ...rows),
    make(
      "div",
      { className: "choices" },
      make("button", { type: "button", className: "press secondary", onclick: closeDialog }, "Cancel"),
      send,
    ),
  );
  const picked = () => new FormData(body).getAll("picked");
  body.onchange = () => {
    send.disabled = picked().length < 1 || picked().length > picks.most;
  };
  body.onsubmit = () => done(picked());
  open("telegram-picker", label, body);
}

export function openAlert(words) {
  open(
    "telegram-alert",
    "Countersign says",
    make("p", {}, ...withPictures(words)),
    make(
      "div",
      { className: "choices" },
      make("button", { type: "button", className: "press primary", onclick: closeDialog }, "OK"),
    ),
  );
}
