// What was pressed and is not yet true. A press is kept until the server has answered it, sent in the order it was made,
// and named, so that one that was sent twice is done once.

const ANSWER_WITHIN_MILLIS = 5_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 8_000;
/** After this a press is no longer shown as done although the ticket says otherwise. */
const VISIBLE_WITHIN_MILLIS = 15_000;

export class Presses {
  #memory;
  #here;
  #token;
  #listener;
  #sending = false;
  #wait = FIRST_WAIT_MILLIS;
  #retry = null;

  /** listener: { changed(orderId), refused(problem, press) } */
  constructor(memory, here, token, listener) {
    this.#memory = memory;
    this.#here = here;
    this.#token = token;
    this.#listener = listener;
  }

  get all() {
    return this.#memory.presses;
  }

  /** How many have not been answered. */
  get unanswered() {
    return this.all.filter((press) => press.settledIn === undefined).length;
  }

  add(press) {
    const own = this.all.filter((other) => other.orderId === press.orderId).map((other) => other.settledIn ?? 0);
    const version = Math.max(press.version, ...own); // whoever presses twice has seen what his first press did
    this.all.push({ ...press, version, key: newKey(), at: new Date().toISOString() });
    this.#memory.saveNow();
    this.#listener.changed(press.orderId);
    this.#send();
  }

  /** The line is back: whatever waits goes now. */
  now() {
    this.#wait = FIRST_WAIT_MILLIS;
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#send();
  }

  /** A ticket arrived: presses that it already contains are no longer laid over it. */
  arrived(ticket) {
    this.#keep((press) => press.orderId !== ticket.orderId || !(press.settledIn <= ticket.version));
  }

  /** Presses that were accepted and never came back with a ticket must not hide one. */
  tick() {
    const late = this.all.filter((press) => press.settledAt && Date.now() - press.settledAt > VISIBLE_WITHIN_MILLIS);
    if (late.length === 0) return;
    this.#keep((press) => !late.includes(press));
    late.forEach((press) => this.#listener.changed(press.orderId));
  }

  #keep(which) {
    this.#memory.presses = this.all.filter(which);
    this.#memory.save();
  }

  async #send() {
    if (this.#sending || this.#retry !== null) return;
    this.#sending = true;
    try {
      for (let next; (next = this.all.find((press) => press.settledIn === undefined)); ) {
        if (!(await this.#sendOne(next))) break;
      }
    } finally {
      this.#sending = false;
    }
  }

  /** False when there was no answer: it is tried again, and nothing overtakes it. */
  async #sendOne(press) {
    let response;
    try {
      response = await fetch(`${this.#here}/orders/${encodeURIComponent(press.orderId)}/${press.action}`, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${this.#token()}`,
          "Content-Type": "application/json",
          "Idempotency-Key": press.key,
        },
        body: JSON.stringify({ version: press.version, mark: press.mark, station: press.station, lines: press.lines }),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MILLIS),
      });
    } catch {
      return this.#later();
    }
    if (response.status >= 500 || response.status === 429) return this.#later();
    const answer = await response.json().catch(() => ({}));
    this.#wait = FIRST_WAIT_MILLIS;
    if (response.ok) {
      press.settledIn = answer.version ?? press.version;
      press.settledAt = Date.now();
      for (const later of this.all) {
        if (later.orderId === press.orderId && later.settledIn === undefined) {
          later.version = Math.max(later.version, press.settledIn);
        }
      }
      const ticket = this.#memory.tickets.get(press.orderId);
      if (ticket) this.arrived(ticket);
    } else {
      this.#keep((each) => each !== press);
      this.#listener.refused(answer, press);
    }
    this.#memory.saveNow();
    this.#listener.changed(press.orderId);
    return true;
  }

  #later() {
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.#send();
    }, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MILLIS);
    return false;
  }
}

/** randomUUID is there on https only, and kitchens have plain networks. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
