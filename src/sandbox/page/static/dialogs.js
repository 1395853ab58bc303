// Forms, Discord's consent screen, Telegram's alerts: one dialog at a time, which the browser keeps the focus in.
import { byId, make, withPictures } from "./dom.js";

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
