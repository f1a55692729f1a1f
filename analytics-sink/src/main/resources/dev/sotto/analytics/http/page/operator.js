// What operators have copied, how far it is, and what they can do with it. Looked at anew each second.
import { Api, Problem, Refused } from "./api.js";
import { askForToken, forgetToken, openDoor, takeToken, token } from "./door.js";
import { element } from "./elements.js";
import { wordsFor } from "./operatorwords.js";
import { ReplayCard } from "./replaycard.js";

const LOOK = 1_000;
const words = wordsFor(navigator.language);
const language = navigator.language;
const at = (id) => document.getElementById(id);
const api = new Api(token);
const cards = new Map();
let looking = null;

function speak() {
  document.documentElement.lang = words === wordsFor("fr") ? "fr" : "en";
  document.title = words.title;
  at("title").textContent = words.title;
  for (const [id, text] of Object.entries(words.labels)) at(`${id}-label`).textContent = text;
  at("count").textContent = words.count;
  at("copy").textContent = words.copy;
}

function start() {
  speak();
  if (!takeToken()) return askForToken(words, words.signInWhy);
  look();
}

async function look() {
  clearTimeout(looking);
  try {
    const { topics, replays } = await api.replays();
    if (at("topic").length === 0) at("topic").append(...topics.map((name) => new Option(name, name)));
    at("wanted").hidden = false;
    show(replays);
    if (at("problem").dataset.lost) wrong(null);
  } catch (error) {
    if (error instanceof Refused || error.status === 403) return refused();
    wrong(error);
  }
  looking = setTimeout(look, LOOK);
}

function show(replays) {
  const known = new Set(replays.map((each) => each.id));
  for (const id of [...cards.keys()].filter((each) => !known.has(each))) {
    cards.get(id).node.remove();
    cards.delete(id);
  }
  for (const each of replays) {
    if (!cards.has(each.id)) cards.set(each.id, new ReplayCard(words, language, act));
    cards.get(each.id).show(each);
  }
  const order = replays.map((each) => cards.get(each.id).node);
  const shown = [...at("replays").children];
  if (order.length === 0) at("replays").replaceChildren(element("p", "none", words.none));
  else if (order.length !== shown.length || order.some((node, i) => node !== shown[i])) at("replays").replaceChildren(...order);
}

async function act(deed, replay) {
  const { asked } = replay;
  await done(() => (deed === "COPY" ? api.replay({ ...asked, onlyCount: false }) : api.wish(replay.id, deed)));
}

async function done(wish) {
  try {
    await wish();
    wrong(null);
  } catch (error) {
    if (error instanceof Refused) return refused();
    return wrong(error);
  }
  return look();
}

const moment = (id) => (at(id).value ? new Date(at(id).value).toISOString() : null);
const text = (id) => at(id).value.trim() || null;

at("wanted").addEventListener("submit", (event) => {
  event.preventDefault();
  done(() =>
    api.replay({
      topic: at("topic").value, name: text("name"), since: moment("since"), before: moment("before"), restaurantId: text("restaurant"), key: text("key"),
      recordsPerSecond: Number(at("rate").value), onlyCount: event.submitter === at("count"), reason: text("reason"),
    }),
  );
});

function wrong(error) {
  if (error === null) {
    delete at("problem").dataset.lost;
    return at("problem").replaceChildren();
  }
  if (!(error instanceof Problem)) at("problem").dataset.lost = "yes";
  const box = element("div", "wrong", element("p", "", words.failed(error instanceof TypeError ? words.lost : error.message)));
  box.setAttribute("role", "alert");
  return at("problem").replaceChildren(box);
}

function refused() {
  clearTimeout(looking);
  forgetToken();
  at("wanted").hidden = true;
  at("replays").replaceChildren();
  askForToken(words, words.refused);
}

openDoor(words, () => {});
start();
