// The list of channels or chats, with what is new in each.
import { avatar, keyed, make, withPictures } from "./dom.js";

/** `list` is the element to fill; `open(id)` opens a room. Returns how to draw it. */
export function createRooms(list, open) {
  /** `isOpen(id)`, `unread(room)`. */
  return function draw(rooms, isOpen, unread) {
    const items = rooms.flatMap((each, index) => {
      const heading = each.group && each.group !== rooms[index - 1]?.group ? [{ heading: each.group }] : [];
      const { id, name, kind, locked } = each;
      return [...heading, { id, name, kind, locked, open: isOpen(id), count: unread(each) }];
    });
    keyed(
      list,
      items,
      (item) => item.id ?? `heading ${item.heading}`,
      (item) => (item.heading ? make("li", { className: "heading" }, item.heading) : roomItem(item)),
    );
  };

  function roomItem(item) {
    const sign =
      item.kind === "channel"
        ? make("span", { className: "sign", "aria-hidden": "true" }, "#")
        : avatar(item.name);
    const lock = make("span", { className: "lock", title: "not for everybody" }, ...withPictures("🔒"));
    const news = make(
      "span",
      { className: "count" },
      String(item.count),
      make("span", { className: "unseen" }, " new"),
    );
    const button = make(
      "button",
      { type: "button", "aria-current": item.open ? "true" : null },
      sign,
      make("span", { className: "name" }, item.name),
      item.locked ? lock : null,
      item.count > 0 ? news : null,
    );
    button.onclick = () => open(item.id);
    return make("li", {}, button);
  }
}
