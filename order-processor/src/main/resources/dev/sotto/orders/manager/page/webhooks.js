// Programs that are told of orders: who, how well that goes, and a letter to try it with.
import { button, element } from "/assets/kitchen/elements.js";

const EVENTS = ["order.placed", "order.changed", "claim.evidence_requested"];

export function webhooksPage(place, house) {
  const { words } = house;
  const adding = element("section", "card pairing");
  const listed = element("div", "");
  const refresh = async () => {
    const all = await house.api.get("/webhooks");
    listed.replaceChildren(...(all.length === 0 ? [element("p", "none", words.noWebhooks)] : all.map((one) => card(one, house, refresh))));
  };
  place.append(adding, listed);
  add(adding, house, refresh);
  return { opened: refresh };
}

function add(place, house, refresh) {
  const { words } = house;
  const url = element("input", "");
  Object.assign(url, { type: "url", required: true, maxLength: 2000, placeholder: "https://", autocomplete: "off" });
  const wanted = EVENTS.map((name) => {
    const box = element("input", "");
    Object.assign(box, { type: "checkbox", checked: name.startsWith("order."), value: name });
    return box;
  });
  const send = element("button", "main", words.add);
  const form = element(
    "form",
    "ask",
    element("label", "wide", element("span", "", words.address), url),
    ...wanted.map((box) => element("label", "check", box, words.events[box.value])),
    send,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    const events = wanted.filter((box) => box.checked).map((box) => box.value);
    await house.api
      .post("/webhooks", { url: url.value, events })
      .then(({ body: added }) => {
        place.replaceChildren(element("h3", "", words.secretTitle), element("p", "lead", words.secretLead), element("p", "secret", added.secret), button("quiet", words.close, () => add(place, house, refresh)));
        return refresh();
      })
      .catch(house.failed);
    send.disabled = false;
  });
  place.replaceChildren(element("h3", "", words.addWebhook), element("p", "lead", words.webhookLead), form);
}

function card(one, house, refresh) {
  const { words } = house;
  const path = `/webhooks/${encodeURIComponent(one.id)}`;
  const told = element("div", "told");
  const again = (work) => work.then(refresh).catch(house.failed);
  const remove = () => window.confirm(words.removeWhy(one.url)) && again(house.api.change("DELETE", path));
  const trial = button("small", words.tryIt, async () => {
    trial.disabled = true;
    await house.api.post(`${path}/test`).then(({ body: said }) => house.say(said.delivered ? words.arrived(said.answer) : said.answer)).catch(house.failed);
    trial.disabled = false;
  });
  const letters = button("small", words.letters, () => show(told, path, house).catch(house.failed));
  return element(
    "article",
    "card hook",
    element("h3", "", one.url),
    element("p", "", standing(one, house), ` ${one.events.map((name) => words.events[name] ?? name).join(", ")} · ${words.waitingLetters(one.waiting)}`),
    one.disabledReason ?? one.lastAnswer ? element("p", "lead", words.lastAnswer(one.disabledReason ?? one.lastAnswer)) : null,
    element("p", "both", trial, letters, one.disabledAt ? button("small", words.enable, () => again(house.api.post(`${path}/enable`))) : null, button("small danger", words.remove, remove)),
    told,
  );
}

function standing(one, { words, day }) {
  if (one.disabledAt) return element("span", "tag alarm", words.disabled(day(one.disabledAt)));
  return one.failingSince ? element("span", "tag warn", words.failing(day(one.failingSince))) : element("span", "tag", words.working);
}

async function show(place, path, house) {
  const { words, day } = house;
  if (place.childElementCount > 0) return place.replaceChildren();
  const all = await house.api.get(`${path}/deliveries`);
  const became = (one) => {
    if (one.deliveredAt) return element("span", "tag", words.delivered);
    return one.givenUpAt ? element("span", "tag alarm", words.givenUp) : element("span", "tag warn", words.dueAt(day(one.dueAt)));
  };
  const row = (one) =>
    element("li", "", element("time", "", day(one.queuedAt)), element("div", "", words.events[one.event] ?? one.event), became(one), element("p", "more", [one.answer, words.tries(one.tries), one.eventId].filter(Boolean).join(" · ")));
  place.replaceChildren(all.length === 0 ? element("p", "none", words.noLetters) : element("ul", "list", ...all.map(row)));
}
