// One platform: its rooms, the open one with its messages, and who is in it.
import { createComposer } from "./composer.js";
import { announce, keyed, make } from "./dom.js";
import { createKeyboard } from "./keyboard.js";
import { createMembers } from "./members.js";
import { drawMessage } from "./parts.js";
import { createRooms } from "./rooms.js";

/**
 * `game`: me(), act(deed), follow(platform, url, consent), drawn(). Returns `show(view)`, `open(room, message)` and what the
 * tour points at.
 */
export function createChat(platform, section, game) {
  const badge = platform === "discord" ? "APP" : "bot";
  const noun = platform === "discord" ? "channels" : "chats";
  const title = make("h2", {});
  const rooms = make("ul", { className: "rooms" });
  const where = make("h3", {});
  const about = make("p", { className: "about" });
  const messages = make("ol", { className: "messages", tabIndex: 0 });
  const members = make("ul", { className: "members" });
  const peopleButton = toggle("Members", "show-members");
  const roomsButton = toggle(noun === "channels" ? "Channels" : "Chats", "show-rooms");
  const dismissed = new Set();
  const readUntil = new Map();
  const started = Date.now();
  const startButton = make("button", { type: "button", className: "start press primary" }, "START");
  let view = null;
  let openId = null;
  let shown = "";
  let settledAt = 0;

  const room = () => view?.rooms.find(({ id }) => id === openId);
  const composer = createComposer(
    platform,
    {
      room,
      send(text, options) {
        // Whoever sends wants to see the answer, wherever they had scrolled to.
        settledAt = messages.scrollTop;
        hideMembers();
        const prompt = openPrompt();
        void game.act({
          what: "type",
          as: game.me(),
          platform,
          room: openId,
          text,
          options,
          ...(prompt && { replyTo: prompt.id }),
        });
      },
      async suggest(command, option, partial) {
        const answer = await game.act({
          what: "suggest",
          as: game.me(),
          platform,
          room: openId,
          command,
          option,
          partial,
        });
        return answer.choices ?? [];
      },
    },
    platform === "telegram",
  );
  const keyboard = createKeyboard({
    send: (text) => void game.act({ what: "type", as: game.me(), platform, room: openId, text }),
    pick: (message, label, values) =>
      void game.act({ what: "pick", as: game.me(), room: openId, message, label, values }),
  });
  composer.line.append(keyboard.toggle);
  composer.form.append(keyboard.rows);
  const drawRooms = createRooms(rooms, (id) => open(id));
  const drawMembers = createMembers(members, badge, (what, member) =>
    game.act({ what, as: game.me(), room: openId, member }),
  );
  startButton.onclick = () => void game.act({ what: "start", as: game.me(), bot: openId });

  const chat = make(
    "div",
    { className: "chat" },
    make(
      "div",
      { className: "head" },
      roomsButton,
      make("div", { className: "place" }, where, about),
      peopleButton,
    ),
    messages,
    composer.form,
    startButton,
  );
  const aside = make(
    "aside",
    { "aria-label": `${platform === "discord" ? "Server" : "Group"} members`, tabIndex: 0 },
    members,
  );
  section.append(
    make("div", { className: "side" }, title, make("nav", { "aria-label": `${platform} ${noun}` }, rooms)),
    chat,
  );
  // Discord shows who is there beside the chat, Telegram over it and only when asked.
  (platform === "discord" ? section : chat).append(aside);

  // A card that was edited while somebody chose from it is drawn anew afterwards.
  messages.addEventListener("menuclose", () => draw());

  function toggle(words, className) {
    const made = make(
      "button",
      { type: "button", className: `toggle ${className}`, "aria-expanded": "false" },
      words,
    );
    made.onclick = () => {
      const on = section.classList.toggle(className);
      made.setAttribute("aria-expanded", String(on));
      game.drawn();
    };
    return made;
  }

  function hideMembers() {
    if (section.classList.contains("show-members")) peopleButton.click();
  }

  const acts = {
    badge,
    press: (message, { press }) =>
      game.act({ what: "press", as: game.me(), platform, room: openId, message: message.id, press }),
    choose: (message, { id }, values) =>
      game.act({
        what: "choose",
        as: game.me(),
        platform,
        room: openId,
        message: message.id,
        select: id,
        values,
      }),
    follow: (url, consent) => game.follow(platform, url, consent),
    dismiss(message) {
      dismissed.add(message.id);
      draw();
    },
  };

  function openPrompt() {
    const all = room()?.messages ?? [];
    const at = all.findLastIndex(({ prompt, id }) => prompt !== null && !dismissed.has(`${id}!`));
    return at >= 0 && !all.slice(at + 1).some(({ mine }) => mine) ? all[at] : null;
  }

  const readKey = (id) => `${game.me()} ${id}`;
  // On a phone only one part of the page is in sight.
  const inSight = () => section.offsetParent !== null;
  const unread = ({ id, messages: all }) =>
    id === openId && inSight()
      ? 0
      : all.filter(({ at, mine }) => !mine && at > (readUntil.get(readKey(id)) ?? started)).length;

  /** To the end; where the last message is longer than the window, to its beginning. */
  function settle() {
    const last = messages.lastElementChild;
    messages.scrollTop =
      last && last.offsetHeight > messages.clientHeight
        ? last.offsetTop - messages.offsetTop - 8
        : messages.scrollHeight;
    settledAt = messages.scrollTop;
  }

  function draw() {
    if (!view) return;
    if (!room()) openId = firstRoom()?.id ?? null;
    const here = room();
    const visible = (here?.messages ?? []).filter(({ id }) => !dismissed.has(id));
    const welcome = {
      id: "welcome",
      event: here ? `This is the beginning of ${placeName(here)}.` : "Nothing here is for you.",
    };
    const place = `${game.me()} ${openId}`;
    const moved = place !== shown;
    const steady = Math.abs(messages.scrollTop - settledAt) < 6;
    title.textContent = view.title;
    where.textContent = here ? placeName(here) : "Nothing to see";
    about.textContent = here?.about ?? "";
    messages.setAttribute("aria-label", `Messages in ${where.textContent}`);
    shown = place;
    const before = messages.lastElementChild?.drawnFrom;
    if (moved) messages.replaceChildren();
    if (moved) hideMembers();
    keyed(
      messages,
      [welcome, ...visible],
      ({ id }) => id,
      (message) => drawMessage(message, acts),
      (element) => element.querySelector(".menu-pane:not([hidden])") !== null,
    );
    if (moved || (steady && messages.lastElementChild?.drawnFrom !== before)) settle();
    const last = visible.at(-1);
    if (!moved && last && !last.mine && messages.lastElementChild.drawnFrom !== before)
      announce(
        `${last.from} in ${where.textContent}: ${messages.lastElementChild.textContent.slice(0, 200)}`,
      );
    if (here && inSight()) readUntil.set(readKey(openId), Date.now());
    drawRooms(view.rooms, (id) => id === openId, unread);
    const there =
      platform === "telegram" ? view.members.filter(({ group }) => group === here?.name) : view.members;
    peopleButton.hidden = there.length === 0;
    drawMembers(there, platform === "discord");
    drawComposer(here);
    game.drawn();
  }

  function placeName({ kind, name }) {
    return kind === "channel" ? `#${name}` : name;
  }

  function drawComposer(here) {
    const may = here?.writable ?? false;
    composer.input.disabled = !may;
    composer.input.placeholder = may
      ? `Message ${where.textContent}, or / for commands`
      : "You do not have permission to send messages here";
    composer.form.hidden = here?.needsStart ?? false;
    startButton.hidden = !composer.form.hidden;
    keyboard.show(here?.keyboard ?? null);
    const prompt = openPrompt();
    if (prompt) composer.input.placeholder = prompt.prompt;
    composer.answering.hidden = !prompt;
    if (!prompt) delete composer.answering.dataset.key;
    if (!prompt || composer.answering.dataset.key === prompt.id) return;
    composer.answering.dataset.key = prompt.id;
    composer.answering.replaceChildren(
      make("span", {}, make("strong", {}, `Reply to ${prompt.from}`), `: ${prompt.prompt}`),
      make(
        "button",
        {
          type: "button",
          "aria-label": "Do not reply",
          onclick: () => {
            dismissed.add(`${prompt.id}!`);
            draw();
          },
        },
        "✕",
      ),
    );
    composer.input.focus({ preventScroll: true });
  }

  function firstRoom() {
    return view.rooms.find(({ name }) => name === "staff-room") ?? view.rooms[0];
  }

  function open(id, messageId) {
    openId = id;
    section.classList.remove("show-rooms");
    roomsButton.setAttribute("aria-expanded", "false");
    draw();
    const found = messageId && messages.querySelector(`[data-key="${CSS.escape(messageId)}"]`);
    if (!found) return;
    found.scrollIntoView({ block: "nearest" });
    found.classList.add("flash");
    setTimeout(() => found.classList.remove("flash"), 2500);
  }

  return {
    show(next) {
      view = next;
      draw();
    },
    open,
    news: () => (view?.rooms ?? []).reduce((sum, each) => sum + unread(each), 0),
    has: (id) => view?.rooms.some((each) => each.id === id) ?? false,
    /** The element that the tour means, or the one on the way there. */
    pointAt(spot) {
      if (spot.room && spot.room !== openId) {
        const button = rooms.querySelector(`[data-key="${CSS.escape(spot.room)}"] button`);
        return button?.offsetParent ? button : roomsButton;
      }
      if (spot.type !== undefined) return composer.input;
      if (spot.member) {
        const deed = members.querySelector(`[data-deed="${CSS.escape(spot.member)}"]`);
        return deed?.offsetParent ? deed : peopleButton;
      }
      const message = messages.querySelector(`[data-key="${CSS.escape(spot.message ?? "")}"]`);
      const { press, url } = spot;
      const wanted = press ? `[data-press="${CSS.escape(press)}"]` : `[data-url="${CSS.escape(url ?? "")}"]`;
      return message?.querySelector(`button${wanted}`) ?? message;
    },
  };
}
