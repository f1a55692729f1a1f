// What this screen knows, kept on the device: a reload, also one without a network, shows it again and reads on from
// there; presses that were not answered yet are still sent.

const OLDEST_MILLIS = 12 * 60 * 60 * 1000;
const LEFT_AFTER_MILLIS = 30 * 60 * 1000;
/** All of a full wall takes some milliseconds to write; what is lost with the device's power is read again. */
const SAVE_AFTER_MILLIS = 1_000;

export class Memory {
  #key;
  #saving = null;

  constructor(restaurantId) {
    this.#key = `sotto.kitchen.${restaurantId}`;
    this.lastId = null;
    this.tickets = new Map();
    this.plan = null;
    this.voids = {}; // lines that were taken off and not yet looked at, by order
    this.presses = [];
    this.#recall();
    window.addEventListener("pagehide", () => this.#save());
  }

  #recall() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "null");
      if (!kept || Date.now() - kept.savedAt > OLDEST_MILLIS) return;
      this.lastId = kept.lastId;
      this.plan = kept.plan;
      this.voids = kept.voids;
      this.presses = kept.presses;
      this.tickets = new Map(kept.tickets.map((ticket) => [ticket.orderId, ticket]));
    } catch {
      localStorage.removeItem(this.#key); // written by another version of this page
    }
  }

  /** Everything at once, so that what is shown and where to read on can never disagree. */
  save() {
    this.#saving ??= setTimeout(() => this.#save(), SAVE_AFTER_MILLIS);
  }

  saveNow() {
    this.#save();
  }

  #save() {
    clearTimeout(this.#saving);
    this.#saving = null;
    const now = Date.now();
    const over = (ticket) =>
      !["RECEIVED", "PREPARING"].includes(ticket.status) && now - Date.parse(ticket.changedAt) > LEFT_AFTER_MILLIS;
    for (const [id, ticket] of this.tickets) if (over(ticket)) this.tickets.delete(id);
    const kept = {
      savedAt: now,
      lastId: this.lastId,
      plan: this.plan,
      voids: this.voids,
      presses: this.presses,
      tickets: [...this.tickets.values()],
    };
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      localStorage.removeItem(this.#key); // a full device must not stop a kitchen; a reload then reads everything anew
    }
  }

  forget() {
    this.tickets.clear();
    this.voids = {};
    this.lastId = null;
    this.save();
  }
}
