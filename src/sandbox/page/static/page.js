// The page of the sandbox: asks once a second what this person sees, and draws it. Text is only ever set as text.
const byId = (id) => document.getElementById(id);
const rooms = { discord: null, telegram: null };
const drawn = { discord: "", telegram: "", form: "" };
let me = "olivia";
let view = null;

async function send(deed) {
  const answer = await fetch("/act", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(deed),
  });
  const { notice } = await answer.json();
  byId("notice").textContent = notice ?? "";
  await look();
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function button(platform, room, message, { label, press, url, style }) {
  const made = element("button", {
    type: "button",
    textContent: label,
    className: style,
    disabled: !press && !url,
  });
  made.onclick = () => {
    if (press) return send({ what: "press", as: me, platform, room, message, press });
    if (url.includes("/oauth2/authorize")) return send({ what: "link", as: me, url });
    byId("notice").textContent = `In the app this opens ${url}`;
  };
  return made;
}

function messageItem(platform, room, message) {
  const marks = [
    message.bot && "bot",
    message.edited && "edited",
    message.onlyYou && "only you can see this",
  ];
  const item = element(
    "li",
    {},
    element("span", { className: "from", textContent: message.from }),
    element("span", { className: "mark", textContent: ` ${marks.filter(Boolean).join(" · ")}` }),
    element("pre", { textContent: message.text }),
  );
  for (const file of message.files) {
    item.append(
      element(
        "details",
        {},
        element("summary", { textContent: file.name }),
        element("pre", { textContent: file.text }),
      ),
    );
  }
  if (message.buttons.length > 0) {
    const row = element("div", { className: "buttons" });
    row.append(...message.buttons.map((each) => button(platform, room, message.id, each)));
    item.append(row);
  }
  return item;
}

function draw(platform) {
  const { title, rooms: all } = view[platform];
  const room = all.find(({ id }) => id === rooms[platform]) ?? all[0];
  rooms[platform] = room?.id ?? null;
  const now = JSON.stringify([me, all.map(({ id }) => id), room]);
  if (now === drawn[platform]) return;
  drawn[platform] = now;
  const section = byId(platform);
  section.querySelector("h2").textContent = title;
  section.querySelector("nav").replaceChildren(
    ...all.map(({ id, name }) => {
      const tab = element("button", { type: "button", textContent: name });
      tab.setAttribute("aria-pressed", String(id === rooms[platform]));
      tab.onclick = () => {
        rooms[platform] = id;
        draw(platform);
      };
      return tab;
    }),
  );
  const list = section.querySelector(".messages");
  list.replaceChildren(...(room?.messages ?? []).map((message) => messageItem(platform, room.id, message)));
  list.scrollTop = list.scrollHeight;
}

function drawForm() {
  const { form } = view.discord;
  const now = JSON.stringify([me, form]);
  if (now === drawn.form) return;
  drawn.form = now;
  const dialog = byId("form");
  if (!form) return dialog.close();
  const inputs = form.fields.map(({ id, label }) =>
    element("label", { textContent: label }, element("input", { name: id, autocomplete: "off" })),
  );
  const body = dialog.querySelector("form");
  body.replaceChildren(
    element("h2", { textContent: form.title }),
    ...inputs,
    element("button", { textContent: "Submit" }),
  );
  body.onsubmit = () => {
    const fields = Object.fromEntries(new FormData(body));
    return void send({ what: "form", as: me, fields });
  };
  if (!dialog.open) dialog.showModal();
}

async function look() {
  const answer = await fetch(`/view/${me}`);
  view = await answer.json();
  draw("discord");
  draw("telegram");
  drawForm();
}

for (const platform of ["discord", "telegram"]) {
  const form = byId(platform).querySelector("form.write");
  form.onsubmit = (event) => {
    event.preventDefault();
    const text = form.elements.text.value;
    form.reset();
    // An open question of the bot is answered by replying to it, as the app offers.
    const last = view.telegram.rooms.find(({ id }) => id === rooms.telegram)?.messages.at(-1);
    const replyTo = platform === "telegram" && last?.prompt ? { replyTo: last.id } : {};
    void send({ what: "type", as: me, platform, room: rooms[platform], text, ...replyTo });
  };
}

byId("agent").querySelector("form").onsubmit = (event) => {
  event.preventDefault();
  void send({ what: "ask", ...Object.fromEntries(new FormData(event.target)) });
};

for (const { key, name, part } of await (await fetch("/people")).json()) {
  const choice = element("input", { type: "radio", name: "me", value: key, checked: key === me });
  choice.onchange = () => {
    me = key;
    void look();
  };
  byId("people").append(element("label", {}, element("span", { textContent: `${name}, ${part} ` }), choice));
}
await look();
setInterval(() => void look().catch(() => (byId("notice").textContent = "The sandbox has stopped.")), 1000);
