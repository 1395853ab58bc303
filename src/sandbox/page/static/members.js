// Who is there: names, bot badges, roles, and what one may do to them.
import { avatar, keyed, make } from "./dom.js";

/** `list` is the element to fill; `badge` what the app calls a bot; `act(what, member)` does something to somebody. */
export function createMembers(list, badge, act) {
  /** `grouped`: under headings, as on Discord. */
  return function draw(members, grouped) {
    const items = members.flatMap((member, index) =>
      grouped && member.group !== members[index - 1]?.group ? [{ heading: member.group }, member] : [member],
    );
    keyed(
      list,
      items,
      (item) => item.id ?? `heading ${item.heading}`,
      (item) => (item.heading ? make("li", { className: "heading" }, item.heading) : memberItem(item)),
    );
  };

  function memberItem(member) {
    const marks = member.marks
      .filter(({ name }) => name !== member.name)
      .map(({ name, color }) => {
        const mark = make("span", { className: "role" }, name);
        if (color) mark.style.setProperty("--role", color);
        return mark;
      });
    const deeds = member.deeds.map(({ what, label }) => {
      const button = make("button", { type: "button", className: "deed" }, label);
      button.dataset.deed = `${what}:${member.id}`;
      button.onclick = () => void act(what, member.id);
      return button;
    });
    return make(
      "li",
      { className: "member" },
      avatar(member.name),
      make(
        "div",
        {},
        make("span", { className: "name" }, member.name, member.me ? " (you)" : ""),
        member.bot ? make("span", { className: "badge" }, badge) : null,
        ...marks,
        ...deeds,
      ),
    );
  }
}
