// Telegram's reply keyboard: buttons of a bot in the place of the letters. It goes away once it was used, and comes back on demand.
import { openPicker } from "./dialogs.js";
import { make } from "./dom.js";

/** `send(text)` says a key's words; `pick(message, label, values)` tells what was chosen in the app's own list. */
export function createKeyboard({ send, pick }) {
  const rows = make("div", { className: "keys", role: "group", "aria-label": "The bot's keyboard" });
  const toggle = make(
    "button",
    { type: "button", className: "send", "aria-label": "Show the bot's keyboard" },
    "⌨",
  );
  let shown = null;
  let open = false;
  let drawn = "";

  const set = (on) => {
    open = on;
    rows.hidden = !open || !shown;
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.onclick = () => set(!open);

  function key({ label, picks }) {
    const made = make("button", { type: "button", className: "key" }, label);
    made.onclick = () => {
      const { message } = shown;
      if (!picks) {
        set(false);
        return send(label);
      }
      openPicker(label, picks, (values) => {
        set(false);
        pick(message, label, values);
      });
    };
    return made;
  }

  return {
    rows,
    toggle,
    /** `keyboard` of a room; null takes it away. */
    show(keyboard) {
      const from = JSON.stringify(keyboard);
      if (from === drawn) return;
      const fresh = keyboard?.message !== shown?.message;
      drawn = from;
      shown = keyboard;
      toggle.hidden = !keyboard;
      rows.replaceChildren(
        ...(keyboard?.rows ?? []).map((row) => make("div", { className: "key-row" }, ...row.map(key))),
      );
      set(fresh ? keyboard !== null : open);
    },
  };
}
