// Today at a glance: figures, orders by the hour, what sold most.
import { element } from "/assets/kitchen/elements.js";
import { bars } from "./charts.js";

export function todayPage(place, house) {
  const draw = () => {
    const { today, words } = house;
    if (!today) return place.replaceChildren(element("p", "none", words.loading));
    place.replaceChildren(figures(today, house), element("div", "two", hours(today, words), dishes(today, words)));
  };
  draw();
  return { told: (name) => name === "today" && draw() };
}

function figures(today, house) {
  const { words } = house;
  const understood = today.sentences === 0 ? "–" : `${Math.round((100 * (today.sentences - today.misheard)) / today.sentences)} %`;
  const made = today.madeInSeconds.median === null ? "–" : words.minutes(Math.round(today.madeInSeconds.median / 60));
  const all = [
    [today.orders, words.figures.orders],
    [house.money(today.totalMinor), words.figures.total],
    [today.open, words.figures.open],
    [made, `${words.figures.made} (${words.median})`],
    [today.calls, words.figures.calls],
    [today.transferred, words.figures.transferred],
    [understood, words.figures.understood],
    [today.bookings, words.figures.bookings],
    [today.claims, words.figures.claims],
    [today.cancelled, words.figures.cancelled],
  ];
  return element("dl", "figures", ...all.map(([value, name]) => element("div", "figure", element("dt", "", name), element("dd", "", String(value)))));
}

function hours(today, words) {
  const card = element("section", "card", element("h3", "", words.hours));
  if (today.hours.length === 0) card.append(element("p", "none", words.noOrdersYet));
  else card.append(chart(today.hours, words));
  return card;
}

function chart(hours, words) {
  const first = Math.min(...hours.map((each) => each.hour));
  const last = Math.max(...hours.map((each) => each.hour), first + 5);
  const points = [];
  for (let hour = first; hour <= last; hour += 1) {
    const orders = hours.find((each) => each.hour === hour)?.orders ?? 0;
    points.push({ label: `${hour}`, value: orders, shown: `${orders}` });
  }
  return bars(points, hours.map((each) => `${each.hour}:00 – ${each.orders} ${words.figures.orders}`).join(", "));
}

function dishes(today, words) {
  const card = element("section", "card", element("h3", "", words.dishes));
  if (today.dishes.length === 0) {
    card.append(element("p", "none", words.noOrdersYet));
    return card;
  }
  const most = today.dishes[0].quantity;
  card.append(
    element(
      "ol",
      "rank",
      ...today.dishes.map((dish) => {
        const fill = element("i", "");
        fill.style.width = `${(100 * dish.quantity) / most}%`;
        return element("li", "", element("b", "", String(dish.quantity)), element("span", "", dish.name), element("span", "track", fill));
      }),
    ),
  );
  return card;
}
