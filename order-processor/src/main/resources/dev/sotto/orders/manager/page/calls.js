// The calls that go on, word by word, and those of before.
import { button, element } from "/assets/kitchen/elements.js";
import { fullList } from "./list.js";

export function callsPage(place, house) {
  const live = element("div", "live-calls");
  const past = element("div", "past-calls");
  place.append(element("h3", "", house.words.liveTitle), live, element("h3", "", house.words.pastTitle), past);
  const drawn = new Map();
  const draw = () => drawLive(live, drawn, house);
  draw();
  const list = fullList(past, house, "/calls", house.words.noPast, (call) => row(call, house), {
    skip: (call) => (house.calls ?? []).some((live) => live.id === call.id),
  });
  let known = ids(house);
  return {
    opened: () => list.first(),
    told: (name) => {
      if (name !== "calls") return;
      draw();
      // A call that is over now stands among those of before.
      if (ids(house) !== known) list.first().catch(house.failed);
      known = ids(house);
    },
  };
}

const ids = (house) => (house.calls ?? []).map((call) => call.id).join(" ");

/** Calls stay where they are while they are spoken: only what is new is added, so that nobody loses his place. */
function drawLive(place, drawn, house) {
  const calls = house.calls ?? [];
  for (const [id, card] of drawn) {
    if (!calls.some((call) => call.id === id)) {
      card.node.remove();
      drawn.delete(id);
    }
  }
  place.querySelector(".none")?.remove();
  if (calls.length === 0) return place.append(element("p", "none", house.calls ? house.words.noLive : house.words.loading));
  for (const call of calls) {
    const card = drawn.get(call.id) ?? newCard(call, place, drawn);
    card.node.replaceChild(head(call, house), card.node.firstChild);
    fill(card.words, call, house);
  }
}

function newCard(call, place, drawn) {
  const words = element("ol", "words");
  words.tabIndex = 0;
  const node = element("section", "card call", element("header", ""), words);
  place.prepend(node);
  drawn.set(call.id, { node, words });
  return drawn.get(call.id);
}

function head(call, house) {
  const time = element("time", "", house.time(call.at));
  time.dateTime = call.at;
  return element(
    "header",
    "",
    element("strong", "", caller(call, house.words)),
    call.onHold ? element("span", "tag warn", house.words.hold) : null,
    call.transferredTo ? element("span", "tag", house.words.moved(call.transferredTo)) : null,
    time,
  );
}

function fill(list, call, house) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.setAttribute("aria-label", caller(call, house.words));
  const items = call.words.map((said) => sentence(said.speaker, said.words, house.words));
  if (call.saying) items.push(sentence("saying", `${call.saying} …`, house.words));
  list.replaceChildren(...items);
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function sentence(speaker, said, words) {
  return element("li", speaker, element("span", "who", words.who[speaker] ?? words.who.guest), said);
}

export function caller(call, words) {
  if (call.source === "EARPIECE") return call.table ? `${words.waiter} · ${words.table(call.table)}` : words.waiter;
  return call.phone ?? words.unknownCaller;
}

/** A button that opens what was said on a call, and where it opens. */
export function reader(call, house) {
  const { words } = house;
  const transcript = element("div", "more");
  const read = button("small", words.read, async () => {
    if (transcript.childElementCount > 0) {
      transcript.replaceChildren();
      read.textContent = words.read;
      return read.setAttribute("aria-expanded", "false");
    }
    const whole = await house.api.get(`/calls/${encodeURIComponent(call.id)}`).catch(house.failed);
    if (!whole) return;
    const list = element("ol", "words");
    fill(list, whole, house);
    transcript.replaceChildren(list);
    read.textContent = words.close;
    read.setAttribute("aria-expanded", "true");
  });
  read.setAttribute("aria-expanded", "false");
  return [read, transcript];
}

function row(call, house) {
  const { words } = house;
  const [read, transcript] = reader(call, house);
  const seconds = call.endedAt ? Math.round((Date.parse(call.endedAt) - Date.parse(call.at)) / 1000) : null;
  return [
    house.day(call.at),
    element(
      "span",
      "",
      `${caller(call, words)} `,
      call.orders ? element("span", "tag", words.ordersOf(call.orders)) : null,
      call.misheard > 0 ? element("span", "tag warn", words.misheard(call.misheard)) : null,
      element("br", ""),
      element("small", "", [seconds === null ? null : words.lasted(Math.floor(seconds / 60), seconds % 60), words.ends[call.endReason]].filter(Boolean).join(" · ")),
    ),
    read,
    transcript,
  ];
}
