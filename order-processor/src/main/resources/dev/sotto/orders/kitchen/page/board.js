// The tickets on the wall: rushed ones first, then the oldest, one selected, each bumped by touch or by its number key.
import { Card } from "./ticket.js";
import { linesFor, standsHere, takenOff, withPresses } from "./view.js";

const REMEMBERED = 20;

export class Board {
  #wall;
  #memory;
  #presses;
  #cards = new Map();
  #selected = null;
  #arranging = false;

  /** scene: { words, plan, view }; heard: { changed(), print(node) } */
  constructor(wall, memory, presses, scene, heard) {
    this.#wall = wall;
    this.#memory = memory;
    this.#presses = presses;
    this.scene = scene;
    this.heard = heard;
    this.press = {
      bump: (card) => this.bump(card),
      mark: (card, mark, lines) => this.#mark(card.ticket, mark, lines),
      rush: (card) => this.rush(card),
      print: (card) => heard.print(card.node),
      select: (card) => this.#select(card.ticket.orderId),
      arranged: () => this.#arrange(),
    };
  }

  get size() {
    return this.#cards.size;
  }

  /** Every ticket as this screen sees it, presses that are on their way included. */
  get tickets() {
    return [...this.#memory.tickets.values()].map((ticket) => this.#now(ticket));
  }

  /** What this screen finished last and can call back, the latest last. */
  get done() {
    const { view } = this.scene;
    return this.tickets
      .filter((ticket) => ticket.status !== "CANCELLED" && ticket.status !== "SERVED")
      .filter((ticket) => linesFor(ticket, view).length > 0 && !standsHere(ticket, view, false))
      .sort((a, b) => Date.parse(a.changedAt) - Date.parse(b.changedAt))
      .slice(-REMEMBERED);
  }

  /**
   * Takes the ticket as it now is; says what happened here: "new", "changed", "recalled", "cancelled", "gone" or null.
   * Quietly while the screen is still being filled: then everything is new and nothing is news.
   */
  apply(ticket, quietly) {
    const before = this.#memory.tickets.get(ticket.orderId);
    if (before && ticket.position <= before.position) return null;
    const what = this.#change(before, ticket);
    this.#memory.tickets.set(ticket.orderId, { ...ticket, shownHere: before?.shownHere });
    if (before && what === "changed") this.#strike(before, ticket);
    this.#presses.arrived(ticket);
    return this.refresh(ticket.orderId, quietly && what === "new" ? null : what) ? what : null;
  }

  /** Shows one ticket anew; false when it does not stand here. */
  refresh(orderId, what) {
    const kept = this.#memory.tickets.get(orderId);
    const card = this.#cards.get(orderId);
    const ticket = kept && this.#now(kept);
    if (!ticket || !standsHere(ticket, this.scene.view, card !== undefined || kept.shownHere === true)) {
      if (kept) kept.shownHere = false;
      this.#remove(orderId, card);
      return what === "gone";
    }
    kept.shownHere = true;
    const shown = card ?? new Card(this.press);
    this.#cards.set(orderId, shown);
    shown.show(ticket, { ...this.scene, voids: this.#memory.voids[orderId] ?? [] }, what);
    this.#arrange();
    return true;
  }

  refreshAll() {
    for (const orderId of [...this.#memory.tickets.keys()]) this.refresh(orderId);
  }

  clear() {
    this.#memory.forget();
    this.#cards.clear();
    this.#selected = null;
    this.#wall.replaceChildren();
  }

  tick(now) {
    for (const card of this.#cards.values()) card.tick(now);
  }

  bumpAt(index) {
    const card = this.#inOrder()[index];
    if (card) this.bump(card);
  }

  bumpSelected() {
    const card = this.#cards.get(this.#selected);
    if (card) this.bump(card);
  }

  rushSelected() {
    const card = this.#cards.get(this.#selected);
    if (card) this.rush(card);
  }

  fireSelected() {
    const card = this.#cards.get(this.#selected);
    const held = card?.dishes.filter((dish) => dish.held).flatMap((dish) => dish.lineIds) ?? [];
    if (held.length > 0) this.#mark(card.ticket, "FIRED", held);
  }

  printSelected() {
    const card = this.#cards.get(this.#selected);
    if (card) this.heard.print(card.node);
  }

  pressDish() {
    return this.#cards.get(this.#selected)?.pressDish() ?? false;
  }

  /** Left and right walk from ticket to ticket. */
  move(step) {
    const cards = this.#inOrder();
    if (cards.length === 0) return;
    const now = cards.findIndex((card) => card.ticket.orderId === this.#selected);
    const next = now < 0 ? (step > 0 ? 0 : cards.length - 1) : Math.min(cards.length - 1, Math.max(0, now + step));
    this.#select(cards[next].ticket.orderId);
    cards[next].node.scrollIntoView({ block: "nearest" });
  }

  /** Up and down walk over the dishes of the ticket, and beyond them to the row above or below. */
  stepDish(by) {
    const card = this.#cards.get(this.#selected);
    if (card?.step(by)) return;
    const columns = getComputedStyle(this.#wall).gridTemplateColumns.split(" ").length;
    this.move(by * columns);
  }

  bump(card) {
    const { view } = this.scene;
    const { orderId, status } = card.ticket;
    if (status === "CANCELLED") this.#mark(card.ticket, "SEEN", []);
    else if (this.#memory.voids[orderId]?.length) this.#acknowledge(orderId);
    else this.#add(card.ticket, { action: "bump", station: view.station });
  }

  rush(card) {
    this.#mark(card.ticket, card.ticket.marks.rushed ? "UNRUSHED" : "RUSHED", []);
  }

  recall(ticket) {
    this.#add(ticket, { action: "recall", station: this.scene.view.station });
  }

  handOver(ticket) {
    this.#add(ticket, { action: "hand-over", station: null });
  }

  #mark(ticket, mark, lines) {
    this.#add(ticket, { action: "marks", mark, lines, station: this.scene.view.station });
  }

  #add(ticket, press) {
    this.#presses.add({ orderId: ticket.orderId, version: ticket.version, ...press });
  }

  /** The cook has seen what was taken off; nobody else's business. */
  #acknowledge(orderId) {
    delete this.#memory.voids[orderId];
    this.#memory.save();
    this.refresh(orderId);
    this.heard.changed();
  }

  #now(ticket) {
    return withPresses(ticket, this.#presses.all, this.scene.plan);
  }

  #strike(before, after) {
    const off = linesFor({ lines: takenOff(before, after) }, this.scene.view);
    const known = this.#memory.voids[after.orderId] ?? [];
    const fresh = off.filter((line) => !known.some((other) => JSON.stringify(other) === JSON.stringify(line)));
    if (fresh.length > 0 && before.shownHere) this.#memory.voids[after.orderId] = [...known, ...fresh];
  }

  #change(before, after) {
    const { view } = this.scene;
    const stood = before && standsHere(before, view, before.shownHere);
    const stands = standsHere(after, view, before?.shownHere);
    if (!stands) return "gone";
    if (!before || linesFor(before, view).length === 0) return "new";
    if (after.status === "CANCELLED") return "cancelled";
    if (JSON.stringify(linesFor(before, view)) !== JSON.stringify(linesFor(after, view))) return "changed";
    if (!stood) return "recalled";
    return !before.marks.rushed && after.marks.rushed ? "changed" : null;
  }

  #select(orderId) {
    this.#selected = orderId;
    this.#arrange();
  }

  #remove(orderId, card) {
    if (!card) return;
    const cards = this.#inOrder();
    if (this.#selected === orderId) {
      const next = cards[cards.indexOf(card) + 1] ?? cards[cards.indexOf(card) - 1];
      this.#selected = next?.ticket.orderId ?? null;
    }
    this.#cards.delete(orderId);
    delete this.#memory.voids[orderId];
    card.node.remove();
    this.#arrange();
  }

  #inOrder() {
    const urgency = (card) => (card.ticket.marks.rushed ? 0 : card.waits ? 2 : 1);
    return [...this.#cards.values()].sort((a, b) => urgency(a) - urgency(b) || a.ticket.number - b.ticket.number);
  }

  /** Many that come at once, as on a screen that opens, are put in order once. */
  #arrange() {
    if (this.#arranging) return;
    this.#arranging = true;
    queueMicrotask(() => {
      this.#arranging = false;
      this.#inPlace();
    });
  }

  #inPlace() {
    this.#inOrder().forEach((card, index) => {
      card.place(index, card.ticket.orderId === this.#selected);
      if (this.#wall.children[index] !== card.node) this.#wall.insertBefore(card.node, this.#wall.children[index] ?? null);
    });
  }
}
