// Asks the server as this manager; says what went wrong as the server says it.

export class Refused extends Error {}

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? String(status));
    this.status = status;
    this.code = body.code;
    this.problems = body.problems ?? [];
  }
}

export class Api {
  constructor(restaurantId, token) {
    this.base = `/api/restaurants/${encodeURIComponent(restaurantId)}`;
    this.token = token;
  }

  async get(path) {
    return (await this.#send("GET", path)).body;
  }

  /** What is no text: a picture. */
  async bytes(path) {
    const response = await fetch(this.base + path, { headers: { Authorization: `Bearer ${this.token()}` }, signal: AbortSignal.timeout(20_000) });
    if (response.status === 401) throw new Refused();
    if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})));
    return response.blob();
  }

  /** With its ETag. */
  versioned(path) {
    return this.#send("GET", path);
  }

  put(path, body, version) {
    return this.#send("PUT", path, body, { "If-Match": version });
  }

  post(path, body, headers = {}) {
    return this.#send("POST", path, body, { "Idempotency-Key": crypto.randomUUID?.() ?? String(Math.random()), ...headers });
  }

  /** Asks with a body; nothing comes of it that a repetition would do twice. */
  async look(path, body) {
    return (await this.#send("POST", path, body)).body;
  }

  /** Does what may be done twice. */
  async change(method, path, body) {
    return (await this.#send(method, path, body)).body;
  }

  async #send(method, path, body, headers = {}) {
    const response = await fetch(this.base + path, {
      method,
      headers: { Authorization: `Bearer ${this.token()}`, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    const said = await response.json().catch(() => ({}));
    if (response.status === 401) throw new Refused();
    if (!response.ok) throw new Problem(response.status, said);
    return { body: said, version: response.headers.get("ETag") };
  }
}
