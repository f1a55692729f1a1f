// Wires the feed, the wall, the bell and the keys of one kitchen screen.
import { Bell } from "./sound.js";
import { Board } from "./board.js";
import { Feed } from "./feed.js";
import { wordsFor } from "./words.js";

const restaurantId = decodeURIComponent(location.pathname.split("/")[2]);
const here = `/kitchen/${encodeURIComponent(restaurantId)}`;
const tokenKey = `sotto.token.${restaurantId}`;
const at = (id) => document.getElementById(id);

let words = wordsFor(navigator.language);
let language = navigator.language;
let clockAhead = 0; // the server's clock minus ours
let caughtUp = false;
let offlineSince = null;
let nextTry = 0;
let messageUntil = 0;

const bell = new Bell(() => label());
const board = new Board(at("board"), words, { send, failed: say, changed: label });

/** A token comes in the fragment, which browsers never send, or is pasted; it is kept on this device only. */
function takeToken() {
  const fragment = new URLSearchParams(location.hash.slice(1)).get("token");
  if (fragment) {
    localStorage.setItem(tokenKey, fragment);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return localStorage.getItem(tokenKey);
}

function start() {
  const token = takeToken();
  if (!token) return signIn(words.signInWhy);
  at("sign-in").hidden = true;
  new Feed(`${here}/events`, token, { event: onEvent, up: onUp, down: onDown, refused: onRefused }).open();
}

function signIn(why) {
  at("sign-in").hidden = false;
  at("sign-in-title").textContent = words.signIn;
  at("sign-in-why").textContent = why;
  at("sign-in-open").textContent = words.openScreen;
  at("token").setAttribute("aria-label", words.signInWhy);
  at("token").focus();
  label();
}

function onEvent(name, data) {
  if (name === "ticket") {
    const what = board.apply(data);
    if (caughtUp && what !== null && what !== "gone") bell.ring();
  } else if (name === "restaurant") {
    at("restaurant").textContent = data.name;
    document.title = data.name;
    language = data.language;
    words = wordsFor(language);
    document.documentElement.lang = language;
    board.speak(words);
  } else if (name === "reset") {
    board.clear();
  } else if (name === "caught-up") {
    caughtUp = true;
  } else if (name === "beat") {
    clockAhead = Date.parse(data.now) - Date.now();
  }
  label();
  tick();
}

function onUp() {
  if (offlineSince === null) return;
  offlineSince = null;
  tick();
}

function onDown(waitMillis) {
  offlineSince ??= new Date();
  nextTry = Date.now() + waitMillis;
  tick();
}

function onRefused() {
  localStorage.removeItem(tokenKey);
  signIn(words.refused);
}

async function send(action, ticket) {
  const response = await fetch(`${here}/orders/${encodeURIComponent(ticket.orderId)}/${action}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${localStorage.getItem(tokenKey)}`, "Content-Type": "application/json" },
    body: JSON.stringify({ version: ticket.version }),
    signal: AbortSignal.timeout(5_000),
  }).catch(() => {
    throw new Error(words.failed);
  });
  if (response.ok) return;
  const problem = await response.json().catch(() => ({}));
  throw new Error(words.problems[problem.code] ?? problem.detail ?? words.failed);
}

function say(text) {
  at("message").textContent = text;
  at("message").hidden = false;
  messageUntil = Date.now() + 6_000;
}

function label() {
  const done = board.latestDone;
  at("count").textContent = board.size > 0 ? words.open(board.size) : "";
  at("recall").textContent = done ? words.recallOne(done.number) : words.recall;
  at("recall").disabled = done === null;
  at("sound").textContent = bell.on ? words.soundOn : words.soundOff;
  at("sound").classList.toggle("alarm", !bell.on);
  at("theme").textContent = document.documentElement.dataset.theme === "light" ? words.dark : words.light;
  at("empty").textContent = words.empty;
  at("empty").hidden = !(caughtUp && board.size === 0);
  if (!at("restaurant").textContent) at("restaurant").textContent = words.kitchen;
}

function tick() {
  const now = new Date(Date.now() + clockAhead);
  const hours = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  at("clock").textContent = hours.format(now);
  board.tick(now.getTime());
  const offline = offlineSince !== null;
  at("offline").hidden = !offline;
  document.body.classList.toggle("is-offline", offline);
  if (offline) {
    const seconds = Math.max(0, Math.ceil((nextTry - Date.now()) / 1000));
    at("offline").textContent = words.offline(hours.format(offlineSince), seconds);
  }
  if (Date.now() > messageUntil) at("message").hidden = true;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem("sotto.theme", theme);
  label();
}

at("recall").addEventListener("click", () => board.recallLatest());
at("sound").addEventListener("click", () => bell.toggle());
at("theme").addEventListener("click", () =>
  setTheme(document.documentElement.dataset.theme === "light" ? "dark" : "light"),
);
at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  localStorage.setItem(tokenKey, at("token").value.trim());
  location.reload();
});

window.addEventListener("hashchange", () => {
  if (takeToken()) location.reload();
});
window.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  const across = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: board.columns, ArrowUp: -board.columns }[event.key];
  if (/^[1-9]$/.test(event.key)) board.bumpAt(Number(event.key) - 1);
  else if (across !== undefined) board.move(across);
  else if (event.key === "Enter" && !event.target.matches("button")) board.bumpSelected();
  else if (event.key === "r" || event.key === "Backspace") board.recallLatest();
  else return;
  event.preventDefault();
});

setTheme(localStorage.getItem("sotto.theme") ?? "dark");
setInterval(tick, 500);
start();
