// One ticket as a card: what a cook must read from two metres, modifiers one per line, removals loudest.

const WARN_AFTER_SECONDS = 5 * 60;
const LATE_AFTER_SECONDS = 10 * 60;

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

export class Card {
  constructor(ticket, words, press) {
    this.node = element("article", "ticket");
    this.node.dataset.order = ticket.orderId;
    this.node.addEventListener("click", (event) => {
      if (event.target.closest("button")) press(this);
    });
    this.show(ticket, words);
  }

  show(ticket, words, change) {
    this.ticket = ticket;
    this.sending = false;
    const cancelled = ticket.status === "CANCELLED";
    this.node.classList.toggle("cancelled", cancelled);
    this.node.classList.remove("sending", "flash");
    this.age = element("span", "age");
    this.key = element("kbd", "key");
    const head = element("header");
    head.append(
      element("strong", "who", who(ticket, words)),
      this.age,
      element("span", "number", `#${ticket.number}`),
      this.key,
    );
    this.button = element("button", "bump", cancelled ? words.seen : words.bump);
    this.button.type = "button";
    this.node.replaceChildren(head);
    const label = cancelled ? words.cancelled : words.labels[change];
    if (label) this.node.append(element("p", cancelled ? "label stop" : "label", label));
    const lines = element("ul", "lines");
    lines.append(...ticket.lines.map((line) => lineNode(line, words)));
    this.node.append(lines, this.button);
    if (change === "new" || change === "changed" || cancelled) {
      void this.node.offsetWidth; // restarts the animation
      this.node.classList.add("flash");
    }
  }

  /** Colours by age; now is the server's clock, so a tablet with a wrong clock still ages its tickets rightly. */
  tick(now) {
    const seconds = Math.max(0, Math.floor((now - Date.parse(this.ticket.placedAt)) / 1000));
    this.age.textContent = duration(seconds);
    this.node.dataset.age = seconds >= LATE_AFTER_SECONDS ? "late" : seconds >= WARN_AFTER_SECONDS ? "warn" : "fresh";
  }

  place(index, selected) {
    const key = index < 9 ? String(index + 1) : "";
    if (this.key.textContent !== key) this.key.textContent = key;
    this.node.classList.toggle("selected", selected);
    if (selected) this.node.setAttribute("aria-current", "true");
    else this.node.removeAttribute("aria-current");
  }

  busy(words) {
    this.sending = true;
    this.node.classList.add("sending");
    this.button.textContent = words.sending;
  }

  ready(words) {
    this.sending = false;
    this.node.classList.remove("sending");
    this.button.textContent = this.ticket.status === "CANCELLED" ? words.seen : words.bump;
  }
}

function who(ticket, words) {
  if (ticket.table) return words.table(ticket.table);
  if (ticket.phoneEnding) return words.phone(ticket.phoneEnding);
  return ticket.customerName || words.takeaway;
}

function lineNode(line, words) {
  const node = element("li", "line");
  const dish = element("p", "dish");
  dish.append(element("b", line.quantity > 1 ? "many" : "", `${line.quantity}×`), element("span", "", line.name));
  node.append(dish);
  for (const removed of line.removed) node.append(element("p", "without", words.without(removed.name)));
  for (const added of line.added) node.append(element("p", "with", `+ ${amount(added.amount, words)}${added.name}`));
  for (const option of line.options) node.append(element("p", "option", option.valueName));
  if (line.note) node.append(element("p", "note", line.note));
  return node;
}

/** normal, light, extra, double or a whole number, as the contract says. */
function amount(text, words) {
  if (/^\d+$/.test(text)) return Number(text) > 1 ? `${text}× ` : "";
  return words.amounts[text] ?? `${text} `;
}

function duration(seconds) {
  if (seconds >= 3600) return `${Math.floor(seconds / 3600)} h ${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
