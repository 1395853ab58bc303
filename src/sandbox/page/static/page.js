// The page of the sandbox: the server tells it what this person sees, and it draws that. All state lives on the server.
import { createChat } from "./chat.js";
import { createDesk } from "./desk.js";
import { closeDialog, openAlert, openConsent, openForm } from "./dialogs.js";
import { avatar, byId, make, toast } from "./dom.js";
import { createGuide } from "./guide.js";
import { tellTimesIn } from "./text.js";

let me = "olivia";
let tab = "discord";
let view = null;
let source = null;
let guide = null;
/** Where to go once somebody else's view is here. */
let bound = null;

/** Sends a deed; shows what the app would say. Resolves to the answer. */
async function act(deed) {
  let answer;
  try {
    const response = await fetch("/act", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(deed),
    });
    answer = await response.json();
  } catch {
    answer = { notice: "The sandbox has stopped. Start it again with npm run sandbox." };
  }
  if (answer.form) openForm(answer.form, (fields) => act({ what: "form", as: me, fields }));
  else if (answer.alert && answer.notice) openAlert(answer.notice);
  else toast(answer.notice);
  guide.point();
  return answer;
}

function follow(platform, url, consent) {
  const { hostname, pathname, searchParams } = new URL(url);
  if (pathname.endsWith("/oauth2/authorize")) {
    openConsent(consent, () => void act({ what: "authorize", as: me, url }));
    return guide.point();
  }
  const onDiscord = /^\/channels\/\d+\/(\d+)(?:\/(\d+))?/.exec(pathname);
  if (onDiscord && hostname === "discord.com") return go("discord", onDiscord[1], onDiscord[2]);
  const inGroup = /^\/c\/(\d+)\/(?:\d+\/)?(\d+)/.exec(pathname);
  if (inGroup && hostname === "t.me") return go("telegram", `-100${inGroup[1]}`, inGroup[2]);
  if (hostname === "t.me" && searchParams.has("start")) {
    const direct = view.telegram.rooms.find(({ kind }) => kind === "private");
    go("telegram", direct.id);
    return void act({ what: "start", as: me, bot: direct.id, payload: searchParams.get("start") });
  }
  toast(`In the app this opens ${url}`);
}

function go(platform, room, message) {
  if (!chats[platform].has(room)) return toast("You can't see that place.");
  choose(platform);
  chats[platform].open(room, message);
}

/** To a place that perhaps only somebody else can see. */
function visit({ as, platform, room, message }) {
  if (as === me) return go(platform, room, message);
  bound = { platform, room, message };
  byId("people").querySelector(`input[value="${as}"]`).click();
}

const game = { me: () => me, act, follow, visit, drawn: () => guide?.point() };
const chats = {
  discord: createChat("discord", byId("discord"), game),
  telegram: createChat("telegram", byId("telegram"), game),
};
const desk = createDesk(game);

const phone = matchMedia("(width < 60rem)");

guide = createGuide((spot) => {
  const tabOf = (name) =>
    phone.matches && tab !== name ? document.querySelector(`[data-tab="${name}"]`) : null;
  if (spot.console)
    return tabOf("desk") ?? document.querySelector(`[data-spot="${CSS.escape(spot.console)}"]`);
  if (spot.as && spot.as !== me)
    return byId("people").querySelector(`input[value="${spot.as}"]`)?.parentElement ?? null;
  return tabOf(spot.platform) ?? chats[spot.platform].pointAt(spot);
});

function choose(name) {
  tab = name;
  document.body.dataset.tab = name;
  for (const button of document.querySelectorAll("[data-tab]"))
    if (button.tagName === "BUTTON") button.setAttribute("aria-pressed", String(button.dataset.tab === name));
  if (view) show();
}

function show() {
  chats.discord.show(view.discord);
  chats.telegram.show(view.telegram);
  desk.show(view);
  tellTimesIn(view.person.language);
  byId("language").querySelector(`input[value="${view.person.language}"]`).checked = true;
  for (const [name, chat] of Object.entries(chats)) {
    const count = document.querySelector(`button[data-tab="${name}"] .count`);
    const news = name === tab ? 0 : chat.news();
    count.hidden = news === 0;
    count.replaceChildren(String(news), make("span", { className: "unseen" }, " new"));
  }
  guide.show(view.guide);
}

function become(who) {
  me = who;
  closeDialog();
  source?.close();
  const mine = new EventSource(`/view/${who}`);
  source = mine;
  mine.onmessage = ({ data }) => {
    if (source !== mine) return;
    view = JSON.parse(data);
    show();
    if (bound) go(bound.platform, bound.room, bound.message);
    bound = null;
  };
  mine.onerror = () => {
    if (mine.readyState === EventSource.CLOSED) return;
    byId("health").className = "down";
    byId("health").textContent = "✕ The sandbox has stopped. Start it again with npm run sandbox.";
  };
}

for (const { key, name, part } of await (await fetch("/people")).json()) {
  const choice = make("input", { type: "radio", name: "me", value: key, checked: key === me });
  choice.onchange = () => become(key);
  byId("people").append(
    make(
      "label",
      {},
      choice,
      avatar(name),
      make("span", {}, make("strong", {}, name), make("span", { className: "part" }, part)),
    ),
  );
}
for (const choice of byId("language").querySelectorAll("input"))
  choice.onchange = () => void act({ what: "language", as: me, language: choice.value });
for (const button of document.querySelectorAll("button[data-tab]"))
  button.onclick = () => {
    choose(button.dataset.tab);
    // Then it fills the screen.
    if (phone.matches) byId("tabs").scrollIntoView({ block: "start" });
  };
byId("dialog").addEventListener("close", () => guide.point());
phone.addEventListener("change", () => guide.point());
choose(tab);
become(me);
