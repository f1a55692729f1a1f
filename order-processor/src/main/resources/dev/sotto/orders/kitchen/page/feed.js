// The restaurant's events, read with fetch because EventSource cannot carry the Authorization header.
// Every ticket has an id that only grows; a reconnect asks for what came after the last one, and an id
// that was seen before is not handed on: nothing is missed, nothing is shown twice.

const SILENT_FOR_MILLIS = 6_000; // the server beats every 2 s: three missed beats are an outage
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 10_000;

export class Refused extends Error {}

export class Feed {
  #url;
  #token;
  #listener;
  #lastId = null;
  #wait = FIRST_WAIT_MILLIS;
  #abort = null;
  #retry = null;
  #closed = false;

  /** token(): as it is when the line is opened; listener: { event(name, data, id), up(), down(waitMillis), refused() }; lastId: what the device knew already, or null */
  constructor(url, token, listener, lastId) {
    this.#url = url;
    this.#token = token;
    this.#listener = listener;
    this.#lastId = lastId;
  }

  open() {
    window.addEventListener("offline", () => this.#abort?.abort());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#now());
    window.addEventListener("online", () => this.#now());
    this.#connect();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#abort?.abort();
  }

  #now() {
    if (this.#retry === null || this.#closed) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  async #connect() {
    this.#retry = null;
    this.#abort = new AbortController();
    try {
      await this.#read(this.#abort);
    } catch (error) {
      if (error instanceof Refused) {
        this.#closed = true;
        this.#listener.refused();
        return;
      }
    }
    if (this.#closed) return;
    const wait = this.#wait * (0.75 + Math.random() / 2);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MILLIS);
    this.#listener.down(wait);
    this.#retry = setTimeout(() => this.#connect(), wait);
  }

  async #read(abort) {
    let watchdog = setTimeout(() => abort.abort(), SILENT_FOR_MILLIS);
    try {
      const headers = { Authorization: `Bearer ${this.#token()}`, Accept: "text/event-stream" };
      if (this.#lastId !== null) headers["Last-Event-ID"] = String(this.#lastId);
      const response = await fetch(this.#url, { headers, cache: "no-store", signal: abort.signal });
      if (response.status === 401 || response.status === 403) throw new Refused();
      if (!response.ok) throw new Error(`answered ${response.status}`);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        clearTimeout(watchdog);
        watchdog = setTimeout(() => abort.abort(), SILENT_FOR_MILLIS);
        const blocks = (rest + value).split("\n\n");
        rest = blocks.pop();
        blocks.forEach((block) => this.#dispatch(block));
      }
    } finally {
      clearTimeout(watchdog);
      abort.abort(); // an event that could not be used must not leave its line open: a browser has six to a server
    }
  }

  #dispatch(block) {
    let name = "message";
    let id = null;
    const data = [];
    for (const line of block.split("\n")) {
      const colon = line.indexOf(":");
      if (colon <= 0) continue;
      const field = line.slice(0, colon);
      const value = line.slice(colon + 1).replace(/^ /, "");
      if (field === "event") name = value;
      else if (field === "id") id = Number(value);
      else if (field === "data") data.push(value);
    }
    if (data.length === 0) return;
    if (id !== null && this.#lastId !== null && id <= this.#lastId) return;
    this.#listener.event(name, JSON.parse(data.join("\n")), id);
    if (name === "reset") this.#lastId = null;
    if (name === "caught-up") {
      // Only now does the screen show what the kitchen has: a server that answers without its database is no server.
      this.#wait = FIRST_WAIT_MILLIS;
      this.#listener.up();
    }
    if (id !== null) this.#lastId = id;
  }
}
