// One replay: built once and then only kept up to date, so that a button that is about to be pressed stays where it is.
import { button, element } from "./elements.js";

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

export class ReplayCard {
  #words;
  #language;
  #parts = {};

  /** act(deed, replay): RUN, PAUSE, STOP, or COPY what was counted. */
  constructor(words, language, act) {
    this.#words = words;
    this.#language = language;
    const deed = (name, text) => button("small", text, () => act(name, this.replay));
    const parts = this.#parts;
    parts.name = element("h2");
    parts.state = element("span", "state");
    parts.deeds = { PAUSE: deed("PAUSE", words.deeds.PAUSE), RUN: deed("RUN", words.deeds.RUN), STOP: deed("STOP", words.deeds.STOP), COPY: deed("COPY", words.copyNow) };
    parts.progress = element("progress");
    parts.far = element("p");
    parts.outcome = element("p", "outcome");
    parts.why = element("p", "why");
    parts.asked = element("p", "asked");
    parts.places = element("tbody");
    const head = element("thead", "", element("tr", "", ...words.place.map((name) => element("th", "", name))));
    const table = element("div", "scroll", element("table", "", head, parts.places));
    table.tabIndex = 0;
    table.setAttribute("role", "region");
    table.setAttribute("aria-label", words.places);
    this.node = element(
      "section", "card replay",
      element("header", "", parts.name, parts.state, element("div", "deeds", ...Object.values(parts.deeds))),
      parts.progress, parts.far, parts.outcome, parts.why, parts.asked,
      element("details", "", element("summary", "", words.places), table),
    );
  }

  show(replay) {
    this.replay = replay;
    const words = this.#words;
    const { asked, state } = replay;
    const parts = this.#parts;
    const going = state === "RUNNING" || state === "WAITING";
    parts.name.textContent = replay.id;
    parts.state.textContent = words.states[state];
    parts.state.dataset.state = state;
    const shown = { PAUSE: going, RUN: state === "PAUSED" || state === "STOPPED" || state === "FAILED", STOP: going || state === "PAUSED", COPY: state === "COMPLETE" && asked.onlyCount };
    for (const [name, each] of Object.entries(parts.deeds)) {
      each.hidden = !shown[name];
      each.setAttribute("aria-label", words.deed(each.textContent, replay.id));
    }
    parts.progress.max = Math.max(1, replay.toRead);
    parts.progress.value = state === "COMPLETE" ? parts.progress.max : replay.read;
    parts.progress.setAttribute("aria-label", words.progress(replay.id));
    parts.far.textContent = this.#far(replay).join(" · ");
    parts.outcome.textContent = replay.outcome ?? "";
    parts.outcome.hidden = !replay.outcome;
    parts.why.textContent = replay.problem ?? "";
    parts.why.hidden = !replay.problem;
    parts.asked.textContent = words.asked(asked.operator, this.#moment(replay.askedAt), this.#passage(asked), asked.reason);
    parts.places.replaceChildren(...replay.places.map((place) => element("tr", "", ...[place.partition, place.from, place.next, place.to].map((value) => element("td", "", this.#number(value))))));
  }

  #far(replay) {
    const words = this.#words;
    const far = [words.far({ read: this.#number(replay.read), toRead: this.#number(replay.toRead) })];
    far.push(this.#done(replay, this.#number(replay.copied)));
    if (replay.state === "RUNNING") far.push(words.pace(this.#number(replay.readPerSecond)));
    if (replay.secondsLeft !== null && replay.secondsLeft !== undefined) far.push(words.left(this.#time(replay.secondsLeft)));
    return far;
  }

  #done(replay, done) {
    const words = this.#words;
    if (replay.kind === "rerun") return words.led(done);
    if (replay.kind === "rebuild") return words.applied(done);
    return replay.asked.onlyCount ? words.counted(done, this.#size(replay.bytes)) : words.copied(done);
  }

  #passage(asked) {
    const words = this.#words;
    const all = [words.kinds[this.replay.kind], asked.topic, asked.since && words.since(this.#moment(asked.since)), asked.before && words.before(this.#moment(asked.before)), asked.restaurantId, asked.key];
    return all.filter(Boolean).join(", ");
  }

  #number(value) {
    return new Intl.NumberFormat(this.#language, { maximumFractionDigits: 0 }).format(value);
  }

  #moment(text) {
    return new Date(text).toLocaleString(this.#language);
  }

  #time(seconds) {
    const [unit, by] = seconds < 120 ? ["second", 1] : seconds < 7_200 ? ["minute", 60] : ["hour", 3_600];
    return new Intl.NumberFormat(this.#language, { style: "unit", unit, maximumFractionDigits: 0 }).format(Math.ceil(seconds / by));
  }

  #size(bytes) {
    const unit = Math.min(SIZES.length - 1, bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0);
    return new Intl.NumberFormat(this.#language, { style: "unit", unit: SIZES[unit], maximumFractionDigits: 1 }).format(bytes / 1_000 ** unit);
  }
}
