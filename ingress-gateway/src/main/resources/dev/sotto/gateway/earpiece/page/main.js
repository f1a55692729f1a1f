// Wires the line, the microphone, the voice and the screen of one waiter.
import { Kept } from "./kept.js";
import { Line } from "./line.js";
import { Microphone, RATE_HZ } from "./microphone.js";
import { Packer } from "./packer.js";
import { forgetToken, keepRenewing, pairingPage, renew, takeToken, token } from "./renewal.js";
import { Speaker } from "./speaker.js";
import { wordsFor } from "./words.js";

const SEEN = "sotto.earpiece.seen";
const MOST_TALK = 60;
const at = (id) => document.getElementById(id);

const speaker = new Speaker();
const shown = new Set();
let language = localStorage.getItem("sotto.language") ?? (navigator.language.startsWith("fr") ? "fr" : "en");
let words = wordsFor(language);
let kept = null;
let line = null;
let microphone = null;
let packer = null;
let session = null; // the one being spoken into
let state = "down";
let soldOut = [];
let opening = false;
let closing = false;
let renewedAt = 0;

async function start() {
  label();
  kept = await Kept.open();
  if (!kept.persistent) say(words.noMemory);
  if (!takeToken()) return newDevice();
  await keepRenewing();
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/earpiece`;
  line = new Line(address, token, kept, {
    state: (name) => { state = name; label(); },
    told,
    voice: (pcm) => speaker.play(pcm, RATE_HZ),
    moved: label,
    elsewhere: () => { closeMicrophone(); say(words.elsewhere); },
    refused,
  });
  line.language = language;
  line.since = Number(localStorage.getItem(SEEN)) || undefined;
  line.open();
}

/** A device that was switched off for long has an old token, and may still be renewed; once, lest it come and go for ever. */
async function refused() {
  closeMicrophone();
  const again = Date.now() - renewedAt > 60_000 && (await renew());
  if (again) {
    renewedAt = Date.now();
    return line.open();
  }
  forgetToken();
  signIn(words.refused, await pairingPage(language));
}

/** A new device is paired where codes are given; where that is not to be reached, a token can still be pasted. */
async function newDevice() {
  const page = await pairingPage(language);
  if (page) location.replace(page);
  else signIn(words.signInWhy, "");
}

function signIn(why, page) {
  at("pair").hidden = !page;
  at("pair").textContent = words.pair;
  at("pair").href = page;
  at("sign-in").hidden = false;
  at("sign-in-title").textContent = words.signIn;
  at("sign-in-why").textContent = why;
  at("sign-in-open").textContent = words.open;
  at("token").setAttribute("aria-label", words.signInWhy);
  at("token").focus();
}

function told(message) {
  if (message.type === "welcome") {
    at("restaurant").textContent = message.name;
    document.title = `${message.name} – Sotto`;
    soldOut = message.soldOut;
    remember(message.now);
  } else if (message.type === "heard") {
    talk("heard", words.heard, message.text);
  } else if (message.type === "said") {
    talk("said", words.said, message.text);
  } else if (message.type === "unclear") {
    talk("aside", "", words.unclear);
  } else if (message.type === "notice") {
    notice(message);
  } else if (message.type === "ended") {
    if (session && message.session === session.id) closeMicrophone();
    talk("aside", "", words.ended);
  }
  label();
}

function talk(kind, who, text) {
  const entry = document.createElement("li");
  entry.className = kind;
  if (who) entry.append(Object.assign(document.createElement("small"), { textContent: who }));
  entry.append(text);
  at("talk").append(entry);
  while (at("talk").children.length > MOST_TALK) at("talk").firstChild.remove();
  entry.scrollIntoView({ block: "end" });
}

function notice(message) {
  remember(message.at);
  if (shown.has(message.id)) return;
  shown.add(message.id);
  if (message.kind === "soldOut") soldOut = [...new Set([...soldOut, message.item])];
  if (message.kind === "back") soldOut = soldOut.filter((name) => name !== message.item);
  const card = document.createElement("div");
  card.className = "notice";
  const seen = Object.assign(document.createElement("button"), { type: "button", textContent: words.seen });
  seen.addEventListener("click", () => card.remove());
  card.append(Object.assign(document.createElement("span"), { textContent: message.text }), seen);
  at("notices").append(card);
  speaker.chime();
  navigator.vibrate?.([120, 60, 120]);
}

/** After a reload nothing is told twice, and nothing that came meanwhile is missed. */
function remember(moment) {
  const newest = Math.max(moment, Number(localStorage.getItem(SEEN)) || 0);
  localStorage.setItem(SEEN, String(newest));
  if (line) line.since = newest;
}

async function openMicrophone() {
  if (!navigator.mediaDevices) return say(words.insecure);
  opening = true;
  label();
  microphone = new Microphone();
  try {
    await speaker.wake();
    session = kept.begin(at("table").value.trim(), language);
    at("talk").replaceChildren();
    say("");
    packer = await Packer.open(keep);
    await microphone.open(frame);
    line.push();
  } catch {
    kept.forget(session);
    closeMicrophone();
    say(words.noMicrophone);
  }
  opening = false;
  label();
}

function frame(samples, loudness) {
  if (session === null || closing) return;
  at("level").style.transform = `scaleY(${loudness})`;
  packer.put(samples);
}

function keep(frame) {
  if (session === null) return;
  if (!kept.add(session, frame)) {
    closeMicrophone();
    return say(words.full);
  }
  line.push();
  if (session.next % 25 === 0) label();
}

async function closeMicrophone() {
  if (closing) return;
  closing = true;
  microphone?.close();
  microphone = null;
  at("level").style.transform = "scaleY(0)";
  await packer?.close(); // its last frames belong to the session still
  packer = null;
  closing = false;
  if (session && kept.sessions.includes(session)) kept.stop(session);
  session = null;
  line?.push();
  label();
}

function say(text) {
  at("message").textContent = text;
  at("message").hidden = text === "";
}

function label() {
  document.documentElement.lang = language;
  const speaking = session !== null;
  at("line").textContent = words.line[state];
  at("line").dataset.state = state;
  at("table-label").textContent = words.table;
  at("table").disabled = speaking;
  at("speak").setAttribute("aria-pressed", String(speaking));
  at("speak-label").textContent = opening ? words.opening : speaking ? words.stop : words.speak;
  at("language").textContent = words.other;
  at("language").setAttribute("aria-label", words.otherName);
  at("theme").textContent = theme() === "light" ? words.dark : words.light;
  at("sold-out").hidden = soldOut.length === 0;
  at("sold-out").textContent = words.soldOut(soldOut.join(", "));
  const seconds = kept ? Math.round(kept.sessions.reduce((sum, one) => sum + kept.unsent(one), 0) / 50) : 0;
  at("kept").textContent =
    seconds < 1 ? (kept?.sessions.length || at("talk").children.length ? words.safe : "")
    : state === "up" ? words.sending(seconds) : words.kept(seconds);
}

function theme() {
  return document.documentElement.dataset.theme;
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  localStorage.setItem("sotto.theme", name);
  label();
}

at("speaking").addEventListener("submit", (event) => {
  event.preventDefault();
  if (opening || closing || line === null) return;
  if (session === null) openMicrophone();
  else closeMicrophone();
});
at("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = new URLSearchParams({ token: at("token").value.trim() });
});
at("language").addEventListener("click", () => {
  language = language === "fr" ? "en" : "fr";
  localStorage.setItem("sotto.language", language);
  words = wordsFor(language);
  if (line) line.language = language;
  label();
});
at("theme").addEventListener("click", () => setTheme(theme() === "light" ? "dark" : "light"));
addEventListener("hashchange", () => takeToken() && location.reload());
addEventListener("pointerdown", () => speaker.wake(), { once: true });

const preferred = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
setTheme(localStorage.getItem("sotto.theme") ?? preferred);
navigator.serviceWorker?.register("sw.js");
start();
