// One ticket as a card: what a cook must read from three metres, modifiers one per line, removals and allergies loudest.
import { ageOf, courses, progress, serviceOf } from "./view.js";
import { button, duration, element } from "./elements.js";

const ALLERGY = /allerg|intol[eé]r|c[oe]eliac|cœliaque/i;

export class Card {
  /** press: { bump(card), mark(card, mark, lineIds), tools(card), print(card) } */
  constructor(press) {
    this.press = press;
    this.node = element("article", "ticket");
    this.node.addEventListener("click", () => press.select(this));
    this.cursor = -1; // the dish the keyboard stands on
    this.open = false; // whether its tools are shown
  }

  /** scene: { words, plan, view, voids } */
  show(ticket, scene, change) {
    const { words, plan, view } = scene;
    this.ticket = ticket;
    this.scene = scene;
    const cancelled = ticket.status === "CANCELLED";
    this.node.dataset.order = ticket.orderId;
    this.node.classList.toggle("cancelled", cancelled);
    this.node.classList.toggle("rushed", Boolean(ticket.marks.rushed));
    this.node.setAttribute("aria-label", `#${ticket.number} ${who(ticket, words)}`);
    this.age = element("span", "age");
    this.key = element("kbd", "key");
    const head = element(
      "header",
      "",
      element("strong", "who", who(ticket, words)),
      this.age,
      element("span", "number", `#${ticket.number}`, ticket.customerName && ticket.table ? ` ${ticket.customerName}` : null),
      this.key,
    );
    this.node.replaceChildren(head, how(ticket, words, plan));
    if (ticket.address) this.node.append(element("p", "address", ticket.address));
    if (ticket.marks.rushed) this.node.append(element("p", "label rush", words.rush));
    const label = cancelled ? words.cancelled : words.labels[change];
    if (label) this.node.append(element("p", cancelled ? "label stop" : "label", label));
    if (ticket.statusReason && cancelled) this.node.append(element("p", "why", ticket.statusReason));
    if (view.kind !== "station" && !cancelled) this.#stations(ticket, plan);
    this.#dishes(ticket, scene);
    this.#foot(ticket, words);
    if (["new", "changed", "cancelled"].includes(change)) this.#flash();
    this.#point();
  }

  #stations(ticket, plan) {
    const stations = progress(ticket);
    if (stations.length < 2) return;
    const chip = ({ station, done, of }) =>
      element("li", done === of ? "chip done" : "chip", `${stationName(plan, station)} ${done === of ? "✓" : `${done}/${of}`}`);
    this.node.append(element("ul", "chips", ...stations.map(chip)));
  }

  #dishes(ticket, { words, plan, view, voids }) {
    this.dishes = [];
    const groups = courses(ticket, view, plan, voids);
    const rests = (group) => group.held || group.dishes.every((dish) => dish.done || dish.struck);
    this.waits = groups.some((group) => group.held) && groups.every(rests); // behind those of which something is to be made
    const named = groups.filter((group) => group.course || group.held).length > 0 && (groups.length > 1 || groups[0].held);
    for (const group of groups) {
      const list = element("ul", group.held ? "lines held" : "lines");
      for (const dish of group.dishes) list.append(this.#dish(ticket, dish, words));
      if (named) this.node.append(this.#course(group, words));
      this.node.append(list);
    }
  }

  #course(group, words) {
    const title = element("p", group.held ? "course held" : "course", group.course?.name ?? words.otherCourse);
    const ids = group.dishes.filter((dish) => !dish.struck && !dish.done).flatMap((dish) => dish.lineIds);
    if (this.ticket.status === "CANCELLED" || ids.length === 0) return title;
    if (group.held) {
      title.append(
        element("span", "hold", words.held),
        button("fire", words.fire, () => this.press.mark(this, "FIRED", ids)),
      );
    }
    return title;
  }

  #dish(ticket, dish, words) {
    const { line } = dish;
    const node = element("li", dish.struck ? "line struck" : dish.done ? "line made" : "line");
    const name = element(
      "span",
      "dish",
      element("b", dish.quantity > 1 ? "many" : "", `${dish.quantity}×`),
      element("span", "", line.name),
    );
    if (dish.struck || ticket.status === "CANCELLED") {
      node.append(name);
    } else {
      const press = button("item", name, () => this.#item(dish));
      press.setAttribute("aria-pressed", String(dish.done));
      node.append(press);
      this.dishes.push({ ...dish, node });
    }
    if (dish.struck) node.prepend(element("span", "void", words.void));
    for (const removed of line.removed) node.append(element("p", "without", words.without(removed.name)));
    for (const added of line.added) node.append(element("p", "with", `+ ${amount(added.amount, words)}${added.name}`));
    for (const option of line.options) node.append(element("p", "option", option.valueName));
    if (line.note) node.append(element("p", ALLERGY.test(line.note) ? "allergy" : "note", line.note));
    return node;
  }

  #item(dish) {
    this.press.mark(this, dish.done ? "UNDONE" : "DONE", dish.lineIds);
  }

  #foot(ticket, words) {
    const cancelled = ticket.status === "CANCELLED";
    const struck = this.scene.voids.length > 0;
    const text = cancelled || struck ? words.seen : this.scene.view.kind === "expo" ? words.goesOut : words.bump;
    this.button = button("bump", text, () => this.press.bump(this));
    const foot = element("footer", "", this.button);
    if (!cancelled) foot.append(this.#more(words));
    this.node.append(foot);
    if (this.open && !cancelled) this.node.append(this.#tools(ticket, words));
  }

  #more(words) {
    const more = button("more", "⋯", () => {
      this.open = !this.open;
      this.show(this.ticket, this.scene);
      this.press.arranged();
    });
    more.setAttribute("aria-label", words.more);
    more.setAttribute("aria-expanded", String(this.open));
    return more;
  }

  #tools(ticket, words) {
    const open = this.dishes.filter((dish) => !dish.done);
    const ids = (held) => open.filter((dish) => dish.held === held).flatMap((dish) => dish.lineIds);
    const rushed = Boolean(ticket.marks.rushed);
    const tools = [button("tool", rushed ? words.unrush : words.rush, () => this.press.rush(this))];
    if (ids(false).length > 0) tools.push(button("tool", words.hold, () => this.press.mark(this, "HELD", ids(false))));
    if (ids(true).length > 0) tools.push(button("tool", words.fireAll, () => this.press.mark(this, "FIRED", ids(true))));
    tools.push(button("tool", words.print, () => this.press.print(this)));
    return element("div", "tools", ...tools);
  }

  #flash() {
    this.node.classList.remove("flash");
    void this.node.offsetWidth; // restarts the animation
    this.node.classList.add("flash");
  }

  /** Moves the keyboard's cursor among the dishes; false when it would leave the ticket. */
  step(by) {
    const next = this.cursor + by;
    if (next < -1 || next >= this.dishes.length) return false;
    this.cursor = next;
    this.#point();
    return true;
  }

  pressDish() {
    const dish = this.dishes[this.cursor];
    if (dish) this.#item(dish);
    return Boolean(dish);
  }

  #point() {
    this.cursor = Math.min(this.cursor, this.dishes.length - 1);
    this.dishes.forEach((dish, index) => dish.node.classList.toggle("pointed", index === this.cursor));
  }

  /** Colours by age; now is the server's clock, so a tablet with a wrong clock still ages its tickets rightly. */
  tick(now) {
    const seconds = Math.max(0, Math.floor((now - Date.parse(this.ticket.placedAt)) / 1000));
    const text = duration(seconds);
    if (this.age.textContent !== text) this.age.textContent = text;
    const age = ageOf(this.ticket, this.scene.plan, seconds);
    if (this.node.dataset.age !== age) this.node.dataset.age = age;
  }

  place(index, selected) {
    const key = index < 9 ? String(index + 1) : "";
    if (this.key.textContent !== key) this.key.textContent = key;
    this.node.classList.toggle("selected", selected);
    if (selected) this.node.setAttribute("aria-current", "true");
    else this.node.removeAttribute("aria-current");
    if (!selected && this.cursor >= 0) {
      this.cursor = -1;
      this.#point();
    }
  }
}

export function who(ticket, words) {
  if (ticket.table) return words.table(ticket.table);
  if (ticket.customerName) return ticket.customerName;
  return ticket.phoneEnding ? words.phone(ticket.phoneEnding) : words.takeaway;
}

/** How and when the guest gets it, and what else tells him from others. */
function how(ticket, words, plan) {
  const wanted = ticket.wantedAt && words.wantedAt(hour(ticket.wantedAt, plan));
  const named = ticket.customerName || ticket.table;
  return element(
    "p",
    "how",
    element("span", "service", words.services[serviceOf(ticket)] ?? serviceOf(ticket)),
    wanted ? element("b", "", wanted) : null,
    named && ticket.phoneEnding ? element("span", "", words.phone(ticket.phoneEnding)) : null,
  );
}

const clocks = new Map();

/** Kept, since to make one takes longer than to draw a ticket. */
export function hoursIn(language, timeZone) {
  const key = `${language} ${timeZone ?? ""}`;
  if (!clocks.has(key)) clocks.set(key, new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }));
  return clocks.get(key);
}

export const hour = (instant, plan) => hoursIn(plan.language, plan.timeZone).format(new Date(instant));

export const stationName = (plan, id) => plan.stations.find((station) => station.id === id)?.name ?? id;

/** normal, light, extra, double or a whole number, as the contract says. */
function amount(text, words) {
  if (/^\d+$/.test(text)) return Number(text) > 1 ? `${text}× ` : "";
  return words.amounts[text] ?? `${text} `;
}
