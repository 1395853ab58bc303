// The tour: says what to do next, points at it, and says what was learned.
import { announce, byId, make } from "./dom.js";

/** `find(spot)` gives the element to point at, or null. */
export function createGuide(find) {
  const section = byId("guide");
  let now = null;
  let drawn = "";
  let hidden = false;
  let pointed = null;

  const show = () => {
    const target = now?.spot ? find(now.spot) : null;
    // No further than needed: what one was reading stays where it is (scroll-padding keeps clear of the tour).
    target?.scrollIntoView({ block: "nearest", behavior: "instant" });
    target?.focus();
  };

  function draw() {
    const from = JSON.stringify([now, hidden]);
    if (from === drawn) return;
    drawn = from;
    const over = now.at >= now.steps.length;
    if (!hidden) announce([now.learned, now.why, now.say].filter(Boolean).join(" "));
    const dots = make(
      "ol",
      { className: "dots" },
      ...now.steps.map(({ title, done }, index) =>
        make(
          "li",
          {
            className: done ? "done" : index === now.at ? "now" : "",
            "aria-current": index === now.at ? "step" : null,
            title,
          },
          make("span", { "aria-hidden": "true" }, done ? "✓" : String(index + 1)),
          make("span", { className: "unseen" }, `${title}${done ? ", done" : ""}`),
        ),
      ),
    );
    section.classList.toggle("resting", over || hidden);
    const heading = over
      ? "The tour is over"
      : `Step ${now.at + 1} of ${now.steps.length}: ${now.steps[now.at].title}`;
    const hide = make(
      "button",
      { type: "button", className: "hide" },
      hidden ? "Show the tour" : "Hide the tour",
    );
    hide.onclick = () => {
      hidden = !hidden;
      draw();
      point();
      section.querySelector(".hide").focus();
    };
    const words = hidden
      ? []
      : [
          now.learned ? make("p", { className: "learned" }, "✓ ", now.learned) : null,
          make("p", { className: "why" }, now.why),
        ];
    const buttons = make(
      "div",
      { className: "next" },
      over || hidden ? null : make("p", { className: "say" }, make("strong", {}, "Next: "), now.say),
      over || hidden
        ? null
        : make("button", { type: "button", className: "primary", onclick: show }, "Show me where"),
      hide,
    );
    const had = section.contains(document.activeElement) ? document.activeElement.textContent : null;
    section.replaceChildren(
      make("div", { className: "progress" }, make("h2", {}, heading), dots),
      make("div", { className: "words" }, ...words),
      buttons,
    );
    if (had) [...buttons.children].find((each) => each.textContent === had)?.focus({ preventScroll: true });
  }

  function point() {
    const target = !hidden && now?.spot && !byId("dialog").open ? find(now.spot) : null;
    if (target === pointed && target?.classList.contains("spot")) return;
    for (const old of document.querySelectorAll(".spot")) old.classList.remove("spot");
    target?.classList.add("spot");
    pointed = target;
  }

  return {
    show(guide) {
      now = guide;
      draw();
      point();
    },
    point: () => now && point(),
  };
}
