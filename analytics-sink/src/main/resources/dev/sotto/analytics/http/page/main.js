// Who asks about which restaurant and time, what was answered, and how far the rest is.
import { Api, Refused } from "./api.js";
import { card, DRAWN, draw, figures, nothing } from "./cards.js";
import { clearCharts } from "./charts.js";
import { askForToken, forgetToken, openDoor, takeToken, token } from "./door.js";
import { button, element } from "./elements.js";
import { questions, RESTAURANTS, spanOf } from "./questions.js";
import { Shelf } from "./shelf.js";
import { wordsFor } from "./words.js";

const DAY = 86_400_000;
const words = wordsFor(navigator.language);
const language = navigator.language;
const at = (id) => document.getElementById(id);
const api = new Api(token);
const shelf = new Shelf(api, words.shelf, language, () => refused());

let asking = null;
let last = null;

function speak() {
  document.documentElement.lang = words === wordsFor("fr") ? "fr" : "en";
  document.title = words.title;
  at("title").textContent = words.title;
  for (const [id, text] of Object.entries({ "restaurant-label": words.restaurant, "from-label": words.from, "to-label": words.to, show: words.show, cancel: words.cancel })) at(id).textContent = text;
  at("progress").setAttribute("aria-label", words.asking(0, 0).split(":")[0].trim());
  at("periods").setAttribute("aria-label", words.periods);
  at("periods").replaceChildren(...Object.entries(words.period).map(([days, name]) => Object.assign(button("", name, () => choosePeriod(Number(days), true)), { value: days })));
}

function choosePeriod(days, shown) {
  const today = new Date();
  at("to").value = dateText(today);
  at("from").value = dateText(new Date(today.getFullYear(), today.getMonth(), today.getDate() - days + 1));
  press(days);
  if (shown) show();
}

const press = (days) => [...at("periods").children].forEach((each) => each.setAttribute("aria-pressed", String(each.value === String(days))));
const dateText = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

function chosen() {
  const from = new Date(`${at("from").value}T00:00`);
  const to = new Date(`${at("to").value}T00:00`);
  to.setDate(to.getDate() + 1);
  return { restaurant: at("restaurant").value, from, to };
}

async function start() {
  speak();
  if (!takeToken()) return signIn(words.signInWhy);
  at("sign-in").hidden = true;
  at("filters").hidden = false;
  choosePeriod(7, false);
  at("restaurant").replaceChildren(new Option(words.all, ""));
  try {
    const { rows } = await api.ask(RESTAURANTS);
    const names = rows.map((row) => row.restaurant_id);
    at("restaurant").append(...names.map((name) => new Option(name, name)));
    if (names.length === 1) at("restaurant").value = names[0];
  } catch (error) {
    return error instanceof Refused ? refused() : wrong(error);
  }
  shelf.open();
  show();
}

/** For operators: whether what is drawn here is what kitchens and managers saw. */
async function agreement() {
  const told = await api.reconciliation().catch(() => null);
  at("agreement").hidden = told === null;
  if (told === null) return;
  const compared = new Date(told.comparedAt);
  const sentence = compared.getTime() === 0 ? words.never : words.agreement({ ...told, at: compared.toLocaleTimeString(language) });
  const list = told.differences.slice(0, 20).map((each) => element("li", "", `${each.restaurantId}, ${words.kinds[each.kind]} ${each.id}: ${each.sentence}`));
  at("agreement").classList.toggle("wrong", told.differences.length > 0);
  at("agreement").replaceChildren(element("p", "", sentence), ...(list.length > 0 ? [element("ul", "", ...list)] : []));
}

/** The last choice wins: what an earlier one still asks is given up. */
async function show() {
  asking?.abort();
  const choice = chosen();
  agreement();
  if (!(choice.from < choice.to)) return wrong(new Error(words.wrongPeriod));
  const mine = new AbortController();
  asking = mine;
  const all = Object.entries(questions(choice));
  const told = { whole: {} };
  last = { told, choice };
  let done = 0;
  at("note").hidden = true;
  busy(0, all.length, 0);
  try {
    for (const [name, sql] of all) {
      const answer = await api.ask(sql, { signal: mine.signal, progress: (percent) => busy(done, all.length, percent) });
      told[name] = answer.rows.filter((row) => row.begins !== null);
      told.whole[name] = answer.rows.find((row) => row.begins === null);
      if (answer.note) note(answer.note);
      done += 1;
      busy(done, all.length, 0);
      if (name === "orders" || done === all.length) redraw();
    }
  } catch (error) {
    if (asking !== mine) return;
    if (error instanceof Refused) return refused();
    redraw();
    if (error.name === "AbortError") note(words.cancelled);
    else wrong(error);
  }
  if (asking === mine) {
    asking = null;
    at("busy").hidden = true;
  }
}

function busy(done, all, percent) {
  at("busy").hidden = false;
  at("progress").value = (100 * (done + percent / 100)) / all;
  at("busy-words").textContent = words.asking(done, all);
}

function redraw() {
  if (!last) return;
  const { told, choice } = last;
  const view = viewOf(told, choice);
  clearCharts();
  const many = element("div", "many");
  at("cards").replaceChildren(figures(told, view), many);
  for (const [name, { of, draw: drawing }] of Object.entries(DRAWN)) {
    if (of.some((each) => !told[each])) continue;
    if (told[of[0]].length === 0) {
      many.append(nothing(name, view));
      continue;
    }
    const place = element("div", "");
    many.append(card(name, view, place));
    draw(place, name, drawing(told, view), view);
  }
}

function viewOf(told, choice) {
  const span = spanOf(choice);
  const spans = [];
  const until = Math.min(choice.to, Date.now() + DAY);
  for (let each = new Date(choice.from); each < until; each = next(each, span)) spans.push(each);
  const currency = told.orders?.find((row) => row.currency)?.currency ?? "EUR";
  const shown = new Intl.DateTimeFormat(language, span === "hour" ? { weekday: "short", hour: "2-digit", hourCycle: "h23" } : { day: "numeric", month: "short", ...(choice.to - choice.from > 360 * DAY ? { year: "2-digit" } : {}) });
  return {
    words, language, spans, currency,
    label: (date) => shown.format(date),
    money: (minor, code) => money(minor, code || currency),
    exportCsv: (name) => exportCsv(name, choice),
  };
}

const next = (date, span) => (span === "hour" ? new Date(date.getTime() + 3_600_000) : new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1));

function money(minor, currency) {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

async function exportCsv(name, choice) {
  try {
    const link = element("a");
    link.href = URL.createObjectURL(await api.csv(questions(choice)[DRAWN[name].of[0]]));
    link.download = `${name}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch (error) {
    wrong(error);
  }
}

function note(text) {
  at("note").textContent = text;
  at("note").hidden = false;
}

function wrong(error) {
  asking = null;
  at("busy").hidden = true;
  const why = error instanceof TypeError ? words.lost : error.message;
  const box = element("div", "wrong", element("p", "", words.failed(why)), button("small", words.again, () => (at("restaurant").length > 1 ? show() : start())));
  box.setAttribute("role", "alert");
  at("cards").prepend(box);
}

function refused() {
  forgetToken();
  signIn(words.refused);
}

function signIn(why) {
  shelf.close();
  at("filters").hidden = true;
  at("busy").hidden = true;
  at("cards").replaceChildren();
  askForToken(words, why);
}

at("cancel").addEventListener("click", () => asking?.abort());
at("restaurant").addEventListener("change", show);
at("filters").addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
["from", "to"].forEach((id) => at(id).addEventListener("input", () => press(0)));

openDoor(words, redraw);
start();
