// Wires the feed, the wall, the bell and the keys of one kitchen screen.
import { Bell } from "./sound.js";
import { Board } from "./board.js";
import { Feed } from "./feed.js";
import { Memory } from "./memory.js";
import { Panels, drawGuests, drawReady } from "./panels.js";
import { Presses } from "./presses.js";
import { keep, keepRenewing, renew, renewWhenDue } from "/assets/devices/renewal.js";
import { listen } from "./keys.js";
import { pairingCard } from "/assets/devices/card.js";
import { hoursIn, stationName } from "./ticket.js";
import { viewOf } from "./view.js";
import { wordsFor } from "./words.js";

const HIDDEN_DRAWN_AFTER_MILLIS = 250;
const NO_PLAN = { revision: 0, name: "", language: navigator.language, timeZone: undefined, expo: false, stations: [], courses: [], ageing: [] };

const restaurantId = decodeURIComponent(location.pathname.split("/")[2]);
const here = `/kitchen/${encodeURIComponent(restaurantId)}`;
const tokenKey = `sotto.token.${restaurantId}`;
const at = (id) => document.getElementById(id);

const memory = new Memory(restaurantId);
const view = viewOf(location.search);
const scene = { words: wordsFor(navigator.language), plan: memory.plan ?? NO_PLAN, view };
const bell = new Bell(() => label());
const token = () => localStorage.getItem(tokenKey);
const presses = new Presses(memory, here, token, {
  changed: (orderId) => {
    board.refresh(orderId);
    draw();
  },
  refused: (problem, press) => {
    const number = memory.tickets.get(press.orderId)?.number ?? "?";
    say(`#${number}: ${scene.words.problems[problem.code] ?? problem.detail ?? scene.words.failed}`);
  },
});
const board = new Board(at("board"), memory, presses, scene, { changed: draw, print, stock });
const panels = new Panels(at("panel"), { "all-day": at("all-day"), recall: at("recall"), stock: at("stock"), keys: at("keys") });

let clockAhead = 0; // the server's clock minus ours
let caughtUp = false;
let offlineSince = null;
let nextTry = 0;
let messageUntil = 0;
let feed = null;
let drawing = null; // what is to happen soon

/** A token comes in the fragment, which browsers never send, or is pasted; it is kept on this device only. */
function takeToken() {
  const fragment = new URLSearchParams(location.hash.slice(1)).get("token");
  if (fragment) {
    localStorage.setItem(tokenKey, fragment);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return token();
}

async function start() {
  document.body.dataset.view = view.kind;
  speak(scene.plan);
  board.refreshAll();
  if (!takeToken()) return signIn(scene.words.signInWhy);
  at("sign-in").hidden = true;
  await renewWhenDue(restaurantId);
  keepRenewing(restaurantId);
  const listener = { event: onEvent, up: onUp, down: onDown, refused: onRefused };
  feed = new Feed(`${here}/events`, token, listener, memory.lastId);
  feed.open();
  presses.now();
  navigator.serviceWorker?.register("/assets/kitchen/worker.js", { scope: "/kitchen/" }).catch(() => {});
}

function signIn(why) {
  at("sign-in").hidden = false;
  at("sign-in-title").textContent = scene.words.signIn;
  at("sign-in-why").textContent = why;
  at("sign-in-open").textContent = scene.words.openScreen;
  at("token").setAttribute("aria-label", scene.words.signInWhy);
  const purpose = { all: "kitchen", ready: "board" }[view.kind] ?? view.kind;
  pairingCard(at("pair"), purpose, restaurantId, scene.plan.language, (given) => {
    keep(given);
    location.replace(given.opens);
  });
  label();
}

function onEvent(name, data, id) {
  if (name === "ticket") onTicket(data, id);
  else if (name === "restaurant") speak(data);
  else if (name === "reset") board.clear();
  else if (name === "caught-up") caughtUp = true;
  else if (name === "printers") onPrinters(data);
  else if (name === "beat") clockAhead = Date.parse(data.now) - Date.now();
  if (name !== "beat") drawSoon();
}

/** What paper lacks is said on every screen, since whoever reads tickets on paper reads none now. */
function onPrinters(troubled) {
  const { words, plan } = scene;
  at("printers").hidden = troubled.length === 0;
  at("printers").textContent = troubled
    .map((each) => words.printer(each.name, words.troubles[each.trouble] ?? each.trouble, hoursIn(plan.language).format(new Date(each.since)), each.waiting))
    .join(" · ");
}

/** Once for all that comes before the next frame; a page that nobody sees has no frames. */
function drawSoon() {
  if (drawing !== null) return;
  const now = () => {
    cancelAnimationFrame(drawing.frame);
    clearTimeout(drawing.timer);
    drawing = null;
    draw();
  };
  drawing = { frame: requestAnimationFrame(now), timer: setTimeout(now, HIDDEN_DRAWN_AFTER_MILLIS) };
}

function onTicket(ticket, id) {
  const wasReady = memory.tickets.get(ticket.orderId)?.status === "READY";
  const what = board.apply(ticket, !caughtUp);
  memory.lastId = id;
  memory.save();
  if (!caughtUp) return;
  if (view.kind === "ready") {
    if (ticket.status === "READY" && !wasReady) bell.ring();
  } else if (what !== null && what !== "gone") {
    bell.ring();
  }
}

function speak(plan) {
  memory.plan = plan;
  memory.save();
  scene.plan = plan;
  scene.words = wordsFor(plan.language);
  document.documentElement.lang = plan.language.slice(0, 2);
  const place = view.kind === "station" ? stationName(plan, view.station) : scene.words.views[view.kind];
  document.title = `${place} · ${plan.name}`;
  at("restaurant").textContent = plan.name || scene.words.kitchen;
  at("view-label").textContent = scene.words.whichView;
  at("view").replaceChildren(...views(plan));
  board.refreshAll();
}

function views(plan) {
  const option = (value, text) => new Option(text, value, false, value === (view.station ? `station=${view.station}` : `view=${view.kind}`));
  return [
    option("view=all", scene.words.views.all),
    option("view=expo", scene.words.views.expo),
    ...plan.stations.map((station) => option(`station=${encodeURIComponent(station.id)}`, station.name)),
    option("view=ready", scene.words.views.ready),
  ];
}

function onUp() {
  offlineSince = null;
  sessionStorage.removeItem("sotto.renewed");
  presses.now();
  draw();
}

function onDown(waitMillis) {
  onPrinters([]); // told again when the line is back
  offlineSince ??= new Date();
  nextTry = Date.now() + waitMillis;
  tick();
}

/** A screen that was switched off for long has an old token, and may still be renewed; once, lest it come and go for ever. */
async function onRefused() {
  const again = sessionStorage.getItem("sotto.renewed") === null && (await renew(restaurantId));
  if (again) {
    sessionStorage.setItem("sotto.renewed", "");
    return location.reload();
  }
  localStorage.removeItem(tokenKey);
  signIn(scene.words.refused);
}

function say(text) {
  at("message").textContent = text;
  at("message").hidden = false;
  messageUntil = Date.now() + 6_000;
}

/** Not kept for later: whether there is soup is a question of now. */
async function stock(itemId, available) {
  const response = await fetch(`${here}/stock/${encodeURIComponent(itemId)}`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${token()}`, "Content-Type": "application/json" },
    body: JSON.stringify({ available }),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => null);
  if (!response?.ok) return say(scene.words.failed);
  speak({ ...scene.plan, menu: scene.plan.menu.map((dish) => (dish.id === itemId ? { ...dish, available } : dish)) });
  draw();
}

function print(node) {
  node.classList.add("printing");
  window.print();
  node.classList.remove("printing");
}

function draw() {
  if (view.kind === "ready") drawGuests(at("board"), board.tickets, scene.words);
  drawReady(at("ready"), board);
  panels.draw(board);
  label();
  tick();
}

function label() {
  const { words } = scene;
  const done = board.done.length;
  at("count").textContent = board.size > 0 ? words.open(board.size) : "";
  at("all-day").textContent = words.allDay;
  at("recall").textContent = words.recall;
  at("stock").textContent = words.stock;
  at("recall").disabled = done === 0;
  at("sound").textContent = bell.on ? words.soundOn : words.soundOff;
  at("sound").classList.toggle("alarm", !bell.on);
  at("theme").textContent = document.documentElement.dataset.theme === "light" ? words.dark : words.light;
  at("keys").setAttribute("aria-label", words.keysTitle);
  at("empty").textContent = words.empty;
  at("empty").hidden = !(caughtUp && board.size === 0 && view.kind !== "ready");
}

function tick() {
  const now = new Date(Date.now() + clockAhead);
  const hours = hoursIn(scene.plan.language);
  at("clock").textContent = hours.format(now);
  board.tick(now.getTime());
  presses.tick();
  const offline = offlineSince !== null;
  at("offline").hidden = !offline;
  document.body.classList.toggle("is-offline", offline);
  if (offline) {
    const seconds = Math.max(0, Math.ceil((nextTry - Date.now()) / 1000));
    at("offline").textContent = scene.words.offline(hours.format(offlineSince), seconds, presses.unanswered);
  }
  if (Date.now() > messageUntil) at("message").hidden = true;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("sotto.theme", theme);
  label();
}

at("sound").addEventListener("click", () => bell.toggle());
at("theme").addEventListener("click", () =>
  setTheme(document.documentElement.dataset.theme === "light" ? "dark" : "light"),
);
at("view").addEventListener("change", () => location.assign(`${location.pathname}?${at("view").value}`));
at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  localStorage.setItem(tokenKey, at("token").value.trim());
  location.reload();
});
window.addEventListener("hashchange", () => {
  if (takeToken()) location.reload();
});
// A page the browser keeps for the back button must not keep its line: a browser has six to a server.
window.addEventListener("pagehide", () => feed?.close());
window.addEventListener("pageshow", (event) => event.persisted && location.reload());
listen(board, panels, () => location.assign(`${location.pathname}?view=all`));

setTheme(localStorage.getItem("sotto.theme") ?? "dark");
setInterval(tick, 500);
start();
