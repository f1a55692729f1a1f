// Today at a glance: figures, orders by the hour, what sold most.
import { element } from "/assets/kitchen/elements.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 480;
const HEIGHT = 170;

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
  const most = Math.max(...hours.map((each) => each.orders));
  const step = WIDTH / (last - first + 1);
  const svg = node("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img" });
  svg.setAttribute("aria-label", hours.map((each) => `${each.hour}:00 – ${each.orders} ${words.figures.orders}`).join(", "));
  svg.append(node("line", { x1: 0, x2: WIDTH, y1: HEIGHT - 22, y2: HEIGHT - 22 }));
  for (let hour = first; hour <= last; hour += 1) {
    const orders = hours.find((each) => each.hour === hour)?.orders ?? 0;
    const x = (hour - first) * step;
    const height = (orders / most) * (HEIGHT - 48);
    if (orders > 0) {
      svg.append(node("rect", { x: x + step * 0.15, y: HEIGHT - 22 - height, width: step * 0.7, height, rx: 3 }));
      svg.append(text(orders, x + step / 2, HEIGHT - 28 - height, "value"));
    }
    svg.append(text(`${hour}`, x + step / 2, HEIGHT - 6));
  }
  return svg;
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

function node(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function text(said, x, y, kind = "") {
  const made = node("text", { x, y, "text-anchor": "middle", class: kind });
  made.textContent = said;
  return made;
}
