// What stands beside the wall: counts of the day, tickets to call back, orders to hand over, the keys.
import { allDay } from "./view.js";
import { button, element } from "./elements.js";
import { who } from "./ticket.js";

export class Panels {
  #node;
  #buttons;
  #open = localStorage.getItem("sotto.panel") ?? "";

  /** buttons: by panel name, the button that opens it. */
  constructor(node, buttons) {
    this.#node = node;
    this.#buttons = buttons;
    for (const [name, opener] of Object.entries(buttons)) opener.addEventListener("click", () => this.toggle(name));
  }

  toggle(name) {
    this.#open = this.#open === name ? "" : name;
    localStorage.setItem("sotto.panel", this.#open === "all-day" ? "all-day" : "");
    this.draw(this.board);
  }

  draw(board) {
    this.board = board;
    for (const [name, opener] of Object.entries(this.#buttons)) {
      opener.setAttribute("aria-expanded", String(name === this.#open));
    }
    const drawn = { "all-day": counts, recall: recalls, stock, keys }[this.#open];
    this.#node.hidden = !drawn;
    if (drawn) this.#node.replaceChildren(...drawn(board));
  }
}

function counts(board) {
  const { words, view, plan } = board.scene;
  const row = ({ name, now, held }) =>
    element(
      "li",
      "",
      element("b", "", String(now)),
      element("span", "", name),
      held > 0 ? element("i", "", words.heldCount(held)) : null,
    );
  const rows = allDay(board.tickets, view, plan).map(row);
  return [element("h2", "", words.allDay), rows.length ? element("ul", "counts", ...rows) : element("p", "", words.empty)];
}

function recalls(board) {
  const { words } = board.scene;
  const one = (ticket) => button("recalled", `#${ticket.number}  ${who(ticket, words)}`, () => board.recall(ticket));
  const done = board.done.toReversed().map(one);
  return [element("h2", "", words.recall), ...(done.length ? done : [element("p", "", words.nothingDone)])];
}

/** Dishes that are out first: that is what somebody comes here to mend. */
function stock(board) {
  const { words, plan } = board.scene;
  const dish = ({ id, name, available }) => {
    const press = button(available ? "dish-there" : "dish-out", name, () => board.heard.stock(id, !available));
    press.setAttribute("aria-pressed", String(!available));
    return press;
  };
  const menu = [...(plan.menu ?? [])].sort((a, b) => Number(a.available) - Number(b.available));
  return [element("h2", "", words.stockTitle), ...menu.map(dish)];
}

function keys(board) {
  const rows = Object.entries(board.scene.words.keys).flatMap(([key, what]) => [
    element("dt", "", element("kbd", "", key)),
    element("dd", "", what),
  ]);
  return [element("h2", "", board.scene.words.keysTitle), element("dl", "keys", ...rows)];
}

/** Orders that wait to be fetched: pressed by the expo when they go. */
export function drawReady(node, board) {
  const { words, view } = board.scene;
  const ready = board.tickets.filter((ticket) => ticket.status === "READY").sort((a, b) => a.number - b.number);
  node.hidden = view.kind !== "expo" || ready.length === 0;
  if (node.hidden) return;
  const chip = (ticket) => {
    const press = button("gone", `#${ticket.number} ${who(ticket, words)} ✓`, () => board.handOver(ticket));
    press.title = words.handOver;
    return press;
  };
  node.replaceChildren(element("h2", "", words.ready), ...ready.map(chip));
}

/** The guests' board: numbers only, because everybody reads it. */
export function drawGuests(node, tickets, words) {
  const column = (title, className, shown) =>
    element("section", className, element("h2", "", title), element("ul", "", ...shown.map((ticket) => element("li", "", String(ticket.number)))));
  const byNumber = tickets.filter((ticket) => !ticket.table).sort((a, b) => a.number - b.number);
  node.replaceChildren(
    column(words.preparing, "preparing", byNumber.filter((ticket) => ["RECEIVED", "PREPARING"].includes(ticket.status))),
    column(words.ready, "fetch", byNumber.filter((ticket) => ticket.status === "READY")),
  );
}
