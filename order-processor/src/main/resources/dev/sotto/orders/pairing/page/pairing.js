// A device that belongs to nobody yet asks for a code to show, then whether somebody typed it (RFC 8628). A code that grew
// old is replaced by itself: a screen may wait on a wall over night.

const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const AWAY_SECONDS = 5;

export class Pairing {
  #purpose;
  #restaurantId;
  #listener;
  #timer = null;
  #stopped = false;

  /** listener: { code(asked), away(), denied(), granted(given) } */
  constructor(purpose, restaurantId, listener) {
    this.#purpose = purpose;
    this.#restaurantId = restaurantId;
    this.#listener = listener;
  }

  start() {
    this.#stopped = false;
    this.#ask();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #after(seconds, then) {
    if (!this.#stopped) this.#timer = setTimeout(then, seconds * 1000);
  }

  async #ask() {
    const form = { client_id: this.#purpose };
    if (this.#restaurantId) form.restaurant = this.#restaurantId;
    const { status, body, wait } = await post("/pair/codes", form);
    if (this.#stopped) return;
    if (status !== 200) {
      this.#listener.away();
      return this.#after(wait ?? AWAY_SECONDS, () => this.#ask());
    }
    this.#listener.code(body);
    this.#after(body.interval, () => this.#poll(body.device_code, body.interval));
  }

  async #poll(code, interval) {
    const { status, body } = await post("/pair/token", { grant_type: GRANT, device_code: code, client_id: this.#purpose });
    if (this.#stopped) return;
    if (status === 200) return this.#listener.granted(body);
    if (body.error === "access_denied") return this.#listener.denied();
    if (body.error === "expired_token" || body.error === "invalid_grant") return this.#ask();
    const next = interval + (body.error === "slow_down" ? 5 : 0);
    this.#after(next, () => this.#poll(code, next));
  }
}

/** Never fails: without a network the status is 0. */
export async function post(address, form) {
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(form), signal: AbortSignal.timeout(10_000) });
    const wait = Number(answer.headers.get("Retry-After")) || undefined;
    return { status: answer.status, body: await answer.json().catch(() => ({})), wait };
  } catch {
    return { status: 0, body: {} };
  }
}
