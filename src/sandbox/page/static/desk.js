// The agent's side: what it asks for, what the payments desk did, and the things to break.
import { announce, byId, clockTime, keyed, make, withPictures } from "./dom.js";

const MORE = { orderId: "A-1042", amount: "900.00", reason: "The customer insists." };
const CHEAT = "4900.00";
const states = {
  pending: "waiting for a human",
  approved: "approved",
  denied: "denied",
  expired: "nobody decided in time",
  cancelled: "withdrawn",
  invalidated: "no longer valid",
};

export function createDesk(game) {
  const form = byId("ask");
  form.onsubmit = async (event) => {
    event.preventDefault();
    const wish = Object.fromEntries(new FormData(form));
    await game.act({ what: "ask", ...wish });
    const next = { ...MORE, orderId: nextOrder(wish.orderId) };
    for (const [name, value] of Object.entries(next)) form.elements[name].value = value;
  };
  for (const button of document.querySelectorAll("[data-do]"))
    button.onclick = () => busyWhile(button, game.act({ what: button.dataset.do }));

  const request = (item) => {
    const act = (words, spot, amount, className) => {
      const button = make("button", { type: "button", className }, words);
      button.dataset.spot = `${spot}:${item.id}`;
      button.onclick = () => busyWhile(button, game.act({ what: "run", request: item.id, amount }));
      return button;
    };
    const usable = item.state === "approved" && !item.lapsed;
    return make(
      "li",
      { className: `request ${item.state}` },
      make("strong", {}, `${item.orderId}, ${item.amount} EUR`),
      make(
        "span",
        { className: "state" },
        item.lapsed ? "approved, but not used in time" : (states[item.state] ?? item.state),
      ),
      item.reason ? make("q", {}, item.reason) : null,
      usable ? act(item.ran ? "Run it again" : "Run it", "run", item.amount, "primary") : null,
      usable && !item.ran ? act(`Change the amount to ${CHEAT}`, "change", CHEAT, "") : null,
    );
  };

  const line = ({ who, tone, text, at }) =>
    make(
      "li",
      { className: tone },
      make("strong", {}, who),
      " ",
      clockTime(at),
      make("span", {}, tone === "refused" ? "✕ " : tone === "good" ? "✓ " : "", text),
    );

  const trouble = (item) => {
    const button = make(
      "button",
      {
        type: "button",
        className: item.on ? "on" : "",
        disabled: item.busy,
        "aria-describedby": `hint-${item.id}`,
      },
      item.on ? "↺ " : "⚡ ",
      item.busy ? `${item.label} …` : item.label,
    );
    button.dataset.spot = item.id;
    button.onclick = () => game.act({ what: "trouble", id: item.id });
    return make(
      "li",
      {},
      button,
      make("p", { id: `hint-${item.id}`, className: "hint" }, item.hint),
      item.answer && said(item.answer),
    );
  };

  const said = ({ text, where }) =>
    make(
      "p",
      { className: text ? "answer" : "answer waiting" },
      make("strong", {}, text ? "Countersign: " : "Waiting for Countersign …"),
      ...(text ? withPictures(text) : []),
      where && " ",
      where &&
        make("button", { type: "button", className: "link", onclick: () => game.visit(where) }, "Show me"),
    );

  /** Read out once, when it comes. */
  const heard = new Map();
  function readOut(troubles) {
    for (const { id, answer } of troubles) {
      const words = answer?.text ?? null;
      if (words && heard.get(id) !== words) announce(`Countersign: ${words}`);
      heard.set(id, words);
    }
  }

  return {
    show({ requests, log, till, troubles, health }) {
      keyed(byId("requests"), requests.slice(-6), ({ id }) => id, request);
      const lines = byId("log");
      if (keyed(lines, log, ({ n }) => String(n), line)) lines.scrollTop = lines.scrollHeight;
      readOut(troubles);
      const done = tillWords(till);
      if (byId("till").textContent !== done) byId("till").textContent = done;
      keyed(byId("troubles"), troubles, ({ id }) => id, trouble);
      const words = {
        fine: "● Countersign is running",
        trouble: `▲ Countersign has trouble. ${health.why.join(" ")}`,
        down: "✕ Countersign is not running",
      }[health.state];
      const shown = byId("health");
      if (shown.textContent !== words) shown.textContent = words;
      shown.className = health.state;
    },
  };
}

/** What came of it all, where the money is. */
function tillWords({ paid, refused }) {
  const out = paid.map(({ orderId, amount }) => `${amount} EUR for ${orderId}`).join(", ");
  const tries = refused === 1 ? "1 try" : `${refused} tries`;
  return `The payments desk paid out: ${out || "nothing so far"}.${refused > 0 ? ` It refused ${tries}.` : ""}`;
}

function nextOrder(order) {
  const number = /^A-(\d+)$/.exec(order);
  return number ? `A-${Number(number[1]) + 1}` : MORE.orderId;
}

async function busyWhile(button, work) {
  button.disabled = true;
  await work;
  button.disabled = false;
}
