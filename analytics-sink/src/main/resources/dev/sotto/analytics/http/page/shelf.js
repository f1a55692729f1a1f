// Questions of one's own: asked here, kept under a name, asked again, forgotten. Whoever has the same token sees the same.
import { Refused } from "./api.js";
import { button, element } from "./elements.js";

const ROWS_SHOWN = 500;
const at = (id) => document.getElementById(id);

export class Shelf {
  #api;
  #words;
  #language;
  #refused;
  #asking = null;

  /** refused: what happens when the token opens nothing any more. */
  constructor(api, words, language, refused) {
    this.#api = api;
    this.#words = words;
    this.#language = language;
    this.#refused = refused;
    for (const [id, text] of Object.entries(words.labels)) at(`${id}-label`).textContent = text;
    at("shelf-title").textContent = words.title;
    at("save").textContent = words.save;
    at("saved").setAttribute("aria-label", words.list);
    at("answer").setAttribute("aria-label", words.answer);
    at("question").addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter === at("save")) this.#save();
      else if (this.#asking) this.#asking.abort();
      else this.#ask();
    });
    this.#rest();
  }

  open() {
    at("shelf").hidden = false;
    return this.#done(() => this.#list());
  }

  close() {
    this.#asking?.abort();
    at("shelf").hidden = true;
  }

  async #list() {
    const saved = await this.#api.saved();
    at("saved").replaceChildren(...saved.map((each) => this.#row(each)));
    at("saved").hidden = saved.length === 0;
  }

  #row({ name, sql }) {
    const run = button("small", this.#words.ask, () => {
      at("sql").value = sql;
      at("saved-name").value = name;
      this.#asking?.abort();
      this.#ask();
    });
    const remove = button("small", this.#words.remove, () =>
      this.#done(async () => {
        await this.#api.remove(name);
        await this.#list();
        at("sql").focus();
      }, this.#words.removed(name)),
    );
    run.setAttribute("aria-label", this.#words.about(this.#words.ask, name));
    remove.setAttribute("aria-label", this.#words.about(this.#words.remove, name));
    return element("li", "", element("b", "", name), element("code", "", sql), run, remove);
  }

  #save() {
    const name = at("saved-name").value.trim();
    if (!name) {
      this.#say(this.#words.nameless);
      return at("saved-name").focus();
    }
    return this.#done(async () => {
      await this.#api.save(name, at("sql").value);
      await this.#list();
    }, this.#words.saved(name));
  }

  async #ask() {
    const mine = new AbortController();
    this.#asking = mine;
    at("ask").textContent = this.#words.cancel;
    at("answer").hidden = true;
    this.#say(this.#words.asking(0));
    try {
      const answer = await this.#api.ask(at("sql").value, { signal: mine.signal, progress: (percent) => this.#say(this.#words.asking(percent)) });
      if (this.#asking === mine) this.#show(answer);
    } catch (error) {
      if (error instanceof Refused) return this.#refused();
      if (this.#asking === mine) this.#say(error.name === "AbortError" ? this.#words.cancelled : this.#words.failed(this.#why(error)));
    }
    if (this.#asking === mine) this.#rest();
  }

  #show({ columns, values, note, truncated }) {
    const head = element("thead", "", element("tr", "", ...columns.map((name) => element("th", "", name))));
    const body = element("tbody", "", ...values.slice(0, ROWS_SHOWN).map((row) => element("tr", "", ...row.map((value) => element("td", "", this.#cell(value))))));
    at("answer").replaceChildren(element("table", "", head, body));
    at("answer").hidden = false;
    const rows = this.#words.rows(this.#number(values.length), truncated, values.length > ROWS_SHOWN ? this.#number(ROWS_SHOWN) : null);
    this.#say([rows, note].filter(Boolean).join(" "));
  }

  #cell(value) {
    if (value === null || value === undefined) return "–";
    return typeof value === "number" ? new Intl.NumberFormat(this.#language, { maximumFractionDigits: 6 }).format(value) : typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  #number(value) {
    return new Intl.NumberFormat(this.#language).format(value);
  }

  #rest() {
    this.#asking = null;
    at("ask").textContent = this.#words.ask;
  }

  async #done(work, said) {
    try {
      await work();
      // What was said meanwhile of something else stays.
      if (said) this.#say(said);
    } catch (error) {
      if (error instanceof Refused) return this.#refused();
      this.#say(this.#words.failed(this.#why(error)));
    }
  }

  #why(error) {
    return error instanceof TypeError ? this.#words.lost : error.message;
  }

  #say(text) {
    at("shelf-note").textContent = text;
    at("shelf-note").hidden = !text;
  }
}
