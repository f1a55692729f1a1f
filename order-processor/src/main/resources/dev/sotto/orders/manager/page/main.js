// Which page is shown, what the server tells all of them, and who is asking.
import { Feed } from "/assets/kitchen/feed.js";
import { element } from "/assets/kitchen/elements.js";
import { Api, Refused } from "./api.js";
import { aiPage } from "./ai.js";
import { auditPage } from "./audit.js";
import { callsPage } from "./calls.js";
import { booksPage } from "./books.js";
import { devicesPage } from "./devices.js";
import { menuPage } from "./menu.js";
import { ordersPage } from "./orders.js";
import { printersPage } from "./printers.js";
import { receiptsPage } from "./receipts.js";
import { todayPage } from "./today.js";
import { webhooksPage } from "./webhooks.js";
import { wordsFor } from "./words.js";

const PAGES = {
  today: todayPage,
  calls: callsPage,
  orders: ordersPage,
  receipts: receiptsPage,
  bookings: booksPage("bookings"),
  claims: booksPage("claims"),
  callbacks: booksPage("callbacks"),
  menu: menuPage,
  ai: aiPage,
  devices: devicesPage,
  printers: printersPage,
  webhooks: webhooksPage,
  audit: auditPage,
};

const restaurantId = decodeURIComponent(location.pathname.split("/")[2]);
const tokenKey = `sotto.manager.${restaurantId}`;
const at = (id) => document.getElementById(id);

/** What every page knows: who asks, in which language, and what was told last. */
const house = {
  api: new Api(restaurantId, () => localStorage.getItem(tokenKey)),
  words: wordsFor(navigator.language),
  language: navigator.language,
  currency: "EUR",
  timeZone: undefined,
  calls: null,
  today: null,
  revision: 0,
  say,
  name: () => at("restaurant").textContent,
  unit: () => unit(),
  money: (minor) => new Intl.NumberFormat(house.language, { style: "currency", currency: house.currency }).format(minor / unit()),
  time: (instant) => format(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  day: (instant) => format(instant, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  failed,
};

let page = null;
let feed = null;
let shown = null;
let offlineSince = null;
let saidUntil = 0;

const unit = () => 10 ** new Intl.NumberFormat("en", { style: "currency", currency: house.currency }).resolvedOptions().maximumFractionDigits;
const format = (instant, how) => new Intl.DateTimeFormat(house.language, { ...how, timeZone: house.timeZone }).format(new Date(instant));

function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    localStorage.setItem(tokenKey, token);
    history.replaceState(null, "", location.pathname);
  }
  return localStorage.getItem(tokenKey);
}

function start() {
  speak();
  if (!takeToken()) return signIn(house.words.signInWhy);
  at("sign-in").hidden = true;
  feed = new Feed(`/manager/${encodeURIComponent(restaurantId)}/events`, () => localStorage.getItem(tokenKey), { event: onEvent, up: onUp, down: onDown, refused: onRefused }, null);
  feed.open();
  show();
}

function signIn(why) {
  at("tabs").hidden = true;
  at("main").replaceChildren();
  at("sign-in").hidden = false;
  at("sign-in-title").textContent = house.words.signIn;
  at("sign-in-why").textContent = why;
  at("token-label").textContent = house.words.token;
  at("sign-in-open").textContent = house.words.open;
  at("token").focus();
}

function onEvent(name, data) {
  if (name === "beat") return onBeat(data);
  if (name !== "calls" && name !== "today") return;
  house[name] = data;
  tabs();
  page?.told?.(name);
}

function onBeat(beat) {
  const news = beat.language !== house.language || beat.name !== at("restaurant").textContent;
  house.language = beat.language;
  house.currency = beat.currency;
  house.timeZone = beat.timeZone;
  const edited = house.revision !== 0 && house.revision !== beat.revision;
  house.revision = beat.revision;
  if (news) {
    at("restaurant").textContent = beat.name;
    house.words = wordsFor(beat.language);
    document.documentElement.lang = beat.language.slice(0, 2);
    speak();
    show();
  } else if (edited) {
    page?.told?.("menu");
  }
}

function speak() {
  at("theme").textContent = document.documentElement.dataset.theme === "dark" ? house.words.light : house.words.dark;
  document.title = `${house.words.signIn} · ${at("restaurant").textContent}`;
  tabs();
}

function tabs() {
  const now = here();
  const calls = house.calls?.length ?? 0;
  at("live").textContent = house.calls ? house.words.live(calls) : "";
  at("live").classList.toggle("on", calls > 0);
  at("tabs").setAttribute("aria-label", house.words.signIn);
  at("tabs").replaceChildren(
    ...Object.keys(PAGES).map((name) => {
      const link = element("a", "", house.words.tabs[name], name === "calls" && calls > 0 ? element("span", "badge", String(calls)) : null);
      link.href = `#${name}`;
      if (name === now) link.setAttribute("aria-current", "page");
      return link;
    }),
  );
}

/** What stands behind a question mark is the page's own affair. */
const here = () => {
  const name = location.hash.slice(1).split("?")[0];
  return name in PAGES ? name : "today";
};

/** A page is drawn into a place of its own, so that one that answers late does not draw over the next. */
async function show() {
  const name = here();
  page?.left?.();
  const place = element("div", "page");
  at("main").replaceChildren(element("h2", "", house.words.tabs[name]), place);
  if (shown !== null && shown !== name) at("main").focus();
  shown = name;
  tabs();
  page = PAGES[name](place, house);
  await page.opened?.().catch(failed);
}

function failed(error) {
  if (error instanceof Refused) return onRefused();
  say(error.name === "Problem" || error.status ? error.message : house.words.failed);
}

function onUp() {
  offlineSince = null;
  draw();
}

function onDown() {
  offlineSince ??= new Date();
  draw();
}

function onRefused() {
  localStorage.removeItem(tokenKey);
  signIn(house.words.refused);
}

function draw() {
  at("offline").hidden = offlineSince === null;
  if (offlineSince) at("offline").textContent = house.words.offline(house.time(offlineSince));
}

function say(text) {
  at("said").textContent = text;
  at("said").hidden = false;
  saidUntil = Date.now() + 6_000;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("sotto.theme.manager", theme);
  speak();
}

at("theme").addEventListener("click", () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  localStorage.setItem(tokenKey, at("token").value.trim());
  location.reload();
});
window.addEventListener("hashchange", () => (takeToken() && location.hash === "" ? location.reload() : show()));
// A page the browser keeps for the back button must not keep its line: a browser has six to a server.
window.addEventListener("pagehide", () => feed?.close());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
setInterval(() => {
  if (Date.now() > saidUntil) at("said").hidden = true;
}, 500);

setTheme(localStorage.getItem("sotto.theme.manager") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
start();
