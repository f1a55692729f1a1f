// What the language models took in the last days, and how well callers were understood.
import { button, element } from "/assets/kitchen/elements.js";
import { Refused } from "./api.js";
import { caller, reader } from "./calls.js";
import { bars } from "./charts.js";

const PERIODS = [7, 30, 90];
const USUAL = 30;

export function aiPage(place, house) {
  const days = chosen();
  const shown = element("div", "");
  place.append(periods(days, house.words.ai), shown);

  const opened = async () => {
    shown.replaceChildren(element("p", "none", house.words.loading));
    try {
      shown.replaceChildren(...sections(await house.api.get(`/ai?days=${days}`), house));
    } catch (error) {
      if (error instanceof Refused) throw error;
      shown.replaceChildren(wentWrong(error.status ? error.message : house.words.failed, house.words.ai, opened));
    }
  };
  return { opened };
}

const chosen = () => {
  const said = Number(new URLSearchParams(location.hash.split("?")[1] ?? "").get("days"));
  return PERIODS.includes(said) ? said : USUAL;
};

function periods(days, words) {
  const links = PERIODS.map((each) => {
    const link = element("a", "", words.days(each));
    link.href = `#ai?days=${each}`;
    if (each === days) link.setAttribute("aria-current", "true");
    return link;
  });
  const group = element("nav", "periods", ...links);
  group.setAttribute("aria-label", words.period);
  return group;
}

function wentWrong(said, words, again) {
  const box = element("div", "none", element("p", "", said), button("quiet", words.again, again));
  box.setAttribute("role", "alert");
  return box;
}

function sections(all, house) {
  const words = house.words.ai;
  if (all.understood.calls === 0 && all.took.questions === 0) return [element("p", "none", words.none)];
  const read = readers(house);
  return [
    element("h3", "", words.accuracy),
    accuracy(all.understood, words, read),
    element("div", "two", ...accuracyCharts(all.days, words, read)),
    element("h3", "", words.cost),
    ...(all.took.questions === 0 ? [element("p", "none", words.unasked)] : cost(all, house, read)),
    element("details", "card by-day", element("summary", "", words.byDay), byDay(all.days, words, read)),
  ];
}

/** How values are read by people here. */
function readers({ language }) {
  const number = (how) => new Intl.NumberFormat(language, how);
  return {
    count: (n) => number({}).format(n),
    short: (n) => number({ notation: "compact", maximumFractionDigits: 1 }).format(n),
    share: (part, all) => (all === 0 ? "–" : number({ style: "percent", maximumFractionDigits: 1 }).format(part / all)),
    // A question costs thousandths of a cent.
    euros: (micros) => number({ style: "currency", currency: "EUR", maximumFractionDigits: micros < 1_000_000 ? 4 : 2 }).format(micros / 1e6),
    time: (millis) =>
      millis === null
        ? "–"
        : millis < 1000
          ? number({ style: "unit", unit: "millisecond", maximumFractionDigits: 0 }).format(millis)
          : number({ style: "unit", unit: "second", maximumFractionDigits: 1 }).format(millis / 1000),
    // A date is the restaurant's own: no clock may shift it.
    day: (day) => new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`)),
    shortDay: (day) => `${Number(day.slice(8))}`,
  };
}

const figures = (all) => element("dl", "figures", ...all.map(([value, name, more]) => element("div", "figure", element("dt", "", name), element("dd", "", value, more ? element("small", "", ` ${more}`) : null))));

function accuracy(all, words, read) {
  const right = all.readBack - all.corrected;
  return figures([
    [read.share(all.sentences - all.misheard, all.sentences), words.figures.understood, words.of(read.count(all.sentences - all.misheard), read.count(all.sentences))],
    [read.share(right, all.readBack), words.figures.first, words.of(read.count(right), read.count(all.readBack))],
    [read.share(all.amended, all.orders), words.figures.amended, words.of(read.count(all.amended), read.count(all.orders))],
    [read.share(all.transferred, all.calls), words.figures.transferred, words.of(read.count(all.transferred), read.count(all.calls))],
  ]);
}

function accuracyCharts(days, words, read) {
  const part = (some, all) => (day) => ({ value: day[all] === 0 ? 0 : day[some] / day[all], shown: read.share(day[some], day[all]), more: words.of(read.count(day[some]), read.count(day[all])) });
  return [
    chart(words.charts.misheard, days, read, part("misheard", "sentences")),
    chart(words.charts.corrected, days, read, part("corrected", "readBack")),
    chart(words.charts.amended, days, read, part("amended", "orders")),
    chart(words.charts.transferred, days, read, (day) => ({ value: day.transferred, shown: read.count(day.transferred), more: words.of(read.count(day.transferred), read.count(day.calls)) })),
  ];
}

function chart(title, days, read, of) {
  const points = days.map((day) => {
    const { value, shown, more } = of(day);
    const named = read.day(day.day);
    return { label: read.shortDay(day.day), value, shown, title: `${named}: ${shown}${more ? ` (${more})` : ""}` };
  });
  const told = points.filter((point) => point.value > 0);
  const said = [title, ...told.map((point) => point.title)].join(", ");
  return element("section", "card", element("h3", "", title), told.length > 0 ? bars(points, said) : element("p", "nought", "0"));
}

function cost(all, house, read) {
  const words = house.words.ai;
  const { took } = all;
  return [
    figures([
      [read.euros(took.costMicros), words.figures.cost],
      [all.calls === 0 ? "–" : read.euros(took.costMicros / all.calls), words.figures.perCall(all.calls)],
      [read.count(took.questions), words.figures.questions],
      [read.short(took.promptTokens + took.completionTokens), words.figures.tokens(read.short(took.promptTokens), read.short(took.completionTokens))],
      [read.time(took.latencyMedian), words.figures.latency],
      [read.time(took.latencyP95), words.figures.slow],
    ]),
    took.estimated > 0 ? element("p", "lead", words.estimated) : "",
    element(
      "div",
      "two",
      chart(words.charts.cost, all.days, read, (day) => ({ value: day.costMicros, shown: read.euros(day.costMicros), more: words.asked(day.questions) })),
      chart(words.charts.latency, all.days, read, (day) => ({ value: day.latencyMedian ?? 0, shown: read.time(day.latencyMedian), more: `95 %: ${read.time(day.latencyP95)}` })),
      chart(words.charts.questions, all.days, read, (day) => ({ value: day.questions, shown: read.count(day.questions) })),
      outcomes(took, words, read),
    ),
    models(all.models, words, read),
    ...(all.dearest.length === 0 ? [] : [element("h3", "", words.dearest), dearest(all.dearest, house, read)]),
  ].filter(Boolean);
}

function outcomes(took, words, read) {
  const rows = Object.keys(words.outcomes).map((outcome) => {
    const fill = element("i", "");
    fill.style.width = `${(100 * took[outcome]) / took.questions}%`;
    return element("li", "", element("b", "", read.count(took[outcome])), element("span", "", words.outcomes[outcome]), element("span", "track", fill));
  });
  return element("section", "card", element("h3", "", words.charts.outcomes), element("ol", "rank wide", ...rows));
}

function models(all, words, read) {
  const rows = all.map((each) => [
    element("span", "", element("strong", "", each.colleague), element("br", ""), element("small", "", each.model)),
    read.count(each.questions),
    read.share(each.accepted, each.questions),
    read.short(each.promptTokens + each.completionTokens),
    read.euros(each.costMicros),
    read.time(each.latencyMedian),
  ]);
  const heads = [words.model, words.questions, words.used, words.tokens, words.costs, words.latency];
  return element("section", "card models", element("h3", "", words.models), table(words.models, heads, rows));
}

function byDay(days, words, read) {
  const { columns } = words;
  const names = ["sentences", "misheard", "readBack", "corrected", "amended", "calls", "transferred", "questions"];
  const rows = days.toReversed().map((day) => [read.day(day.day), ...names.map((name) => read.count(day[name])), read.euros(day.costMicros)]);
  return table(words.byDay, [words.day, ...names.map((name) => columns[name]), columns.cost], rows);
}

/** Wider than a telephone, it is moved under the finger by itself; who has only keys can reach it. */
function table(name, heads, rows) {
  const head = heads.map((each) => {
    const cell = element("th", "", each);
    cell.scope = "col";
    return cell;
  });
  const body = rows.map(([first, ...others]) => {
    const cell = element("th", "", first);
    cell.scope = "row";
    return element("tr", "", cell, ...others.map((each) => element("td", "", each)));
  });
  const frame = element("div", "table", element("table", "", element("thead", "", element("tr", "", ...head)), element("tbody", "", ...body)));
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", name);
  return frame;
}

function dearest(calls, house, read) {
  const { words } = house;
  return element(
    "ul",
    "list",
    ...calls.map((call) => {
      const [open, transcript] = reader(call, house);
      const time = element("time", "", house.day(call.at));
      time.dateTime = call.at;
      const took = [words.ai.asked(call.questions), `${read.short(call.promptTokens + call.completionTokens)} ${words.ai.tokens.toLowerCase()}`, read.time(call.latencyMedian)].join(" · ");
      const what = element("div", "", element("strong", "", read.euros(call.costMicros)), ` ${caller(call, words)} `, call.transferredTo ? element("span", "tag", words.moved(call.transferredTo)) : null, element("br", ""), element("small", "", took));
      return element("li", "", time, what, open, transcript);
    }),
  );
}
