// Asks the history. A question is begun, then looked for until it is answered; whoever gives up says so to the server.

export class Refused extends Error {}

export class Problem extends Error {}

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

  async #send(method, path, { sql, signal, accept = "application/json" }) {
    const response = await fetch(path, {
      method,
      headers: { Authorization: `Bearer ${this.token()}`, Accept: accept, ...(sql ? { "Content-Type": "application/json" } : {}) },
      body: sql ? JSON.stringify({ sql }) : undefined,
      signal,
    });
    if (response.status === 401) throw new Refused();
    if (!response.ok) throw new Problem((await response.json().catch(() => ({}))).detail ?? String(response.status));
    return response;
  }
}
