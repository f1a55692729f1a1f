// The tickets on the wall: oldest first, one selected, each bumped by touch or by its number key.
import { Card } from "./ticket.js";

const IN_THE_KITCHEN = new Set(["RECEIVED", "PREPARING"]);
const CAN_COME_BACK = new Set(["READY", "SERVED"]);
const REMEMBERED = 20;
const ANSWER_WITHIN_MILLIS = 5_000;

export class Board {
  #wall;
  #cards = new Map();
  #done = []; // tickets that can be recalled, the latest last
  #selected = null;

  /** commands: { send(action, ticket) → Promise, failed(text), changed() } */
  constructor(wall, words, commands) {
    this.#wall = wall;
    this.words = words;
    this.commands = commands;
  }

  get size() {
    return this.#cards.size;
  }

  get latestDone() {
    return this.#done.at(-1) ?? null;
  }

  /** Shows the ticket as it now is; says what happened: "new", "changed", "recalled", "cancelled", "gone" or null. */
  apply(ticket) {
    const shown = this.#cards.get(ticket.orderId);
    if (shown && ticket.position <= shown.ticket.position) return null;
    const before = shown?.ticket ?? this.#done.find((other) => other.orderId === ticket.orderId);
    this.#done = this.#done.filter((other) => other.orderId !== ticket.orderId);
    if (CAN_COME_BACK.has(ticket.status)) this.#done = [...this.#done, ticket].slice(-REMEMBERED);
    // A ticket that was cancelled before this screen ever showed it would only confuse.
    if (!IN_THE_KITCHEN.has(ticket.status) && !(shown && ticket.status === "CANCELLED")) {
      return this.#remove(ticket.orderId, shown);
    }
    const what = change(before, ticket);
    if (shown) {
      shown.show(ticket, this.words, what);
    } else {
      const card = new Card(ticket, this.words, (pressed) => this.bump(pressed));
      card.show(ticket, this.words, what);
      this.#cards.set(ticket.orderId, card);
    }
    this.#arrange();
    return what;
  }

  /** Forgets everything: the server's past is not the one this screen knew. */
  clear() {
    this.#cards.clear();
    this.#done = [];
    this.#selected = null;
    this.#wall.replaceChildren();
  }

  tick(now) {
    for (const card of this.#cards.values()) card.tick(now);
  }

  speak(words) {
    this.words = words;
    for (const card of this.#cards.values()) card.show(card.ticket, words);
    this.#arrange();
  }

  bumpAt(index) {
    const card = this.#inOrder()[index];
    if (card) this.bump(card);
  }

  bumpSelected() {
    const card = this.#cards.get(this.#selected);
    if (card) this.bump(card);
  }

  move(step) {
    const cards = this.#inOrder();
    if (cards.length === 0) return;
    const now = cards.findIndex((card) => card.ticket.orderId === this.#selected);
    const next = now < 0 ? (step > 0 ? 0 : cards.length - 1) : Math.min(cards.length - 1, Math.max(0, now + step));
    this.#selected = cards[next].ticket.orderId;
    this.#arrange();
    cards[next].node.scrollIntoView({ block: "nearest" });
  }

  /** How many cards stand side by side, for the up and down keys. */
  get columns() {
    return getComputedStyle(this.#wall).gridTemplateColumns.split(" ").length;
  }

  bump(card) {
    if (card.sending) return;
    if (card.ticket.status === "CANCELLED") this.#putAway(card);
    else this.#send("bump", card.ticket, card);
  }

  recallLatest() {
    const ticket = this.latestDone;
    if (ticket) this.#send("recall", ticket, null);
  }

  /** The card waits for its ticket to come back from the log; an answer alone changes nothing on the wall. */
  async #send(action, ticket, card) {
    card?.busy(this.words);
    try {
      await this.commands.send(action, ticket);
    } catch (error) {
      card?.ready(this.words);
      this.commands.failed(error.message || this.words.failed);
      return;
    }
    if (!card) return;
    setTimeout(() => {
      if (!card.sending || !card.node.isConnected) return;
      card.ready(this.words);
      this.commands.failed(this.words.slow);
    }, ANSWER_WITHIN_MILLIS);
  }

  #putAway(card) {
    this.#remove(card.ticket.orderId, card);
    this.commands.changed();
  }

  #remove(orderId, card) {
    if (!card) return null;
    const cards = this.#inOrder();
    if (this.#selected === orderId) {
      const next = cards[cards.indexOf(card) + 1] ?? cards[cards.indexOf(card) - 1];
      this.#selected = next?.ticket.orderId ?? null;
    }
    this.#cards.delete(orderId);
    card.node.remove();
    this.#arrange();
    return "gone";
  }

  #inOrder() {
    return [...this.#cards.values()].sort((a, b) => a.ticket.number - b.ticket.number);
  }

  #arrange() {
    this.#inOrder().forEach((card, index) => {
      card.place(index, card.ticket.orderId === this.#selected);
      if (this.#wall.children[index] !== card.node) this.#wall.insertBefore(card.node, this.#wall.children[index] ?? null);
    });
  }
}

function change(before, after) {
  if (!before) return "new";
  if (after.status === "CANCELLED") return "cancelled";
  if (JSON.stringify(before.lines) !== JSON.stringify(after.lines)) return "changed";
  return IN_THE_KITCHEN.has(before.status) ? null : "recalled";
}
