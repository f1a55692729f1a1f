// Asks the history. A question is begun, then looked for until it is answered; whoever gives up says so to the server.

export class Refused extends Error {}

export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

const moment = (millis, signal) =>
  new Promise((go, stop) => {
    const timer = setTimeout(go, millis);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      stop(signal.reason);
    });
  });

export class Api {
  constructor(token) {
    this.token = token;
  }

  /** Rows as objects by column, with a note when something may be missing. */
  async ask(sql, { signal, progress = () => {} } = {}) {
    let begun = null;
    let wait = 80;
    let response = await this.#send("POST", "/sql/inquiries", { signal, sql });
    try {
      while (response.status === 202) {
        const told = await response.json();
        begun = told.id;
        progress(told.percent);
        await moment(wait, signal);
        wait = Math.min(wait * 1.5, 1_000);
        response = await this.#send("GET", `/sql/inquiries/${begun}`, { signal });
      }
    } catch (stopped) {
      if (begun) this.#send("DELETE", `/sql/inquiries/${begun}`, {}).catch(() => {});
      throw stopped;
    }
    const answer = await response.json();
    const names = answer.columns.map((column) => column.name);
    return {
      rows: answer.rows.map((row) => Object.fromEntries(row.map((value, i) => [names[i], value]))),
      columns: names,
      values: answer.rows,
      note: answer.note,
      truncated: answer.truncated,
    };
  }

  async csv(sql) {
    return (await this.#send("POST", "/sql", { sql, accept: "text/csv" })).blob();
  }

  /** How the history stands to PostgreSQL; null for whoever is not an operator of all restaurants. */
  async reconciliation() {
    const response = await fetch("/reconciliation", { headers: { Authorization: `Bearer ${this.token()}` } });
    return response.ok ? response.json() : null;
  }

  /** Questions kept under a name, for whoever has this token. */
  async saved() {
    return (await (await this.#send("GET", "/sql/saved", {})).json()).saved;
  }

  async save(name, sql) {
    await this.#send("PUT", `/sql/saved/${encodeURIComponent(name)}`, { sql });
  }

  async remove(name) {
    await this.#send("DELETE", `/sql/saved/${encodeURIComponent(name)}`, {});
  }

  /** Every replay, and the topics there are. */
  async replays() {
    return (await this.#send("GET", "/replays", {})).json();
  }

  async replay(wanted) {
    return (await this.#send("POST", "/replays", { body: wanted })).json();
  }

  /** wish: RUN, PAUSE or STOP. */
  async wish(id, wish) {
    return (await this.#send("PUT", `/replays/${encodeURIComponent(id)}/wish`, { body: { wish } })).json();
  }

  async #send(method, path, { sql, body = sql ? { sql } : undefined, signal, accept = "application/json" }) {
    const response = await fetch(path, {
      method,
      headers: { Authorization: `Bearer ${this.token()}`, Accept: accept, ...(body ? { "Content-Type": "application/json" } : {}) },
      body: body ? JSON.stringify(body) : undefined,
      signal,
    });
    if (response.status === 401) throw new Refused();
    if (!response.ok) throw new Problem(response.status, (await response.json().catch(() => ({}))).detail ?? String(response.status));
    return response;
  }
}
