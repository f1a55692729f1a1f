// What the answers look like: figures, a chart for each question, and what stands there when there is nothing.
import { chart } from "./charts.js";
import { button, element } from "./elements.js";

const sum = (rows, name) => rows.reduce((total, row) => total + (row[name] ?? 0), 0);
const part = (of, all) => (all === 0 ? null : of / all);

/** view: { words, language, span, money(minor, currency), exportCsv(name) } */
export function figures(told, view) {
  const { words } = view;
  const orders = told.orders ?? [];
  const count = sum(orders, "orders");
  const taken = [...Map.groupBy(orders, (row) => row.currency)].map(([currency, rows]) => [currency, sum(rows, "revenue_minor"), sum(rows, "orders")]);
  const share = (value) => (value === null ? "–" : percent(value, view));
  const all = [];
  if (told.orders) {
    all.push(
      [taken.length === 0 ? "–" : taken.map(([currency, minor]) => view.money(minor, currency)).join(" + "), words.figures.revenue],
      [whole(count, view), words.figures.orders],
      [whole(sum(orders, "items"), view), words.figures.items],
      [taken.length === 1 && count > 0 ? view.money(taken[0][1] / count, taken[0][0]) : "–", words.figures.average],
      [share(part(sum(orders, "amended"), count + sum(orders, "cancelled"))), words.figures.amended],
      [share(part(sum(orders, "cancelled"), count + sum(orders, "cancelled"))), words.figures.cancelled],
    );
  }
  if (told.preparation) all.push([minutes(told.whole.preparation?.p50 ?? null, view), words.figures.prep]);
  if (told.calls) {
    const calls = sum(told.calls, "calls");
    all.push([whole(calls, view), words.figures.calls], [share(part(sum(told.calls, "handed_over"), calls)), words.figures.handed]);
  }
  if (told.speech) all.push([share(part(sum(told.speech, "utterances") - sum(told.speech, "unclear"), sum(told.speech, "utterances"))), words.figures.understood]);
  if (told.answers) all.push([millis(told.whole.answers?.p50 ?? null, view), words.figures.answered]);
  if (told.ai && told.orders) all.push([count === 0 ? "–" : cost(sum(told.ai, "cost_micros") / count, view), words.figures.cost]);
  return element("dl", "figures", ...all.map(([value, name]) => element("div", "figure", element("dt", "", name), element("dd", "", value))));
}

export function card(name, view, ...content) {
  const heading = element("h2", "", view.words.cards[name]);
  return element("section", "card", element("header", "", heading, content.length > 0 ? button("small", view.words.csv(view.words.cards[name]), () => view.exportCsv(name)) : null), ...content);
}

export function nothing(name, view) {
  const empty = card(name, view);
  empty.append(element("p", "none", view.words.nothing));
  return empty;
}

/** Each draws the answers it is made of into a card; the card has to stand in the page before its chart is drawn. */
export const DRAWN = {
  revenue: { of: ["orders"], draw: revenue },
  orders: { of: ["orders"], draw: byChannel },
  hours: { of: ["orders"], draw: byHourOfDay },
  items: { of: ["items"], draw: sold },
  preparation: { of: ["preparation"], draw: (told, view) => percentiles(told.preparation, ["p50", "p95"], (value) => minutes(value, view), view) },
  calls: { of: ["calls"], draw: outcomes },
  speech: { of: ["speech", "orders"], draw: accuracy },
  answers: { of: ["answers"], draw: (told, view) => percentiles(told.answers, ["p50", "p95", "p99"], (value) => millis(value, view), view) },
  ai: { of: ["ai", "orders"], draw: costs },
};

function revenue({ orders }, view) {
  const currency = orders.find((row) => row.currency)?.currency ?? "EUR";
  const spans = bySpan(orders.filter((row) => row.currency === currency || row.currency === ""), view);
  return { kind: "bar", labels: spans.labels, format: (value) => view.money(value, currency), series: [line(view, "revenue", spans.sums("revenue_minor"), "first")] };
}

function byChannel({ orders }, view) {
  const spans = bySpan(orders, view);
  return {
    kind: "bar", stacked: true, labels: spans.labels, format: (value) => whole(value, view),
    series: [line(view, "phone", spans.sums("by_phone"), "first"), line(view, "earpiece", spans.sums("by_earpiece"), "second")],
  };
}

function byHourOfDay({ orders }, view) {
  const hours = Array.from({ length: 24 }, () => 0);
  orders.forEach((row) => (hours[new Date(row.begins * 1000).getHours()] += row.orders));
  return { kind: "bar", labels: hours.map((_, hour) => `${hour}:00`), format: (value) => whole(value, view), series: [line(view, "orders", hours, "first")] };
}

function sold({ items }, view) {
  const most = items[0].quantity;
  return element(
    "ol",
    "rank",
    ...items.map((each) => {
      const meter = element("meter");
      meter.max = most;
      meter.value = each.quantity;
      meter.setAttribute("aria-hidden", "true");
      return element("li", "", element("b", "", whole(each.quantity, view)), element("span", "", each.item ?? "–"), element("span", "", view.money(each.revenue_minor, view.currency)), meter);
    }),
  );
}

function outcomes({ calls }, view) {
  const spans = bySpan(calls, view);
  const kinds = [["with_order", "first"], ["handed_over", "second"], ["without_order", "third"], ["broken_off", "fourth"]];
  return { kind: "bar", stacked: true, labels: spans.labels, format: (value) => whole(value, view), series: kinds.map(([kind, colour]) => line(view, kind, spans.sums(kind), colour)) };
}

function accuracy({ speech, orders }, view) {
  const heard = speech.map((row) => ({ ...row, amended: 0, orders: 0, cancelled: 0 }));
  const spans = bySpan([...heard, ...orders.map((row) => ({ ...row, unclear: 0, utterances: 0 }))], view);
  const ratio = (of, alls) => spans.sums(of).map((value, i) => part(value, alls.reduce((total, all) => total + spans.sums(all)[i], 0)));
  return {
    kind: "line", labels: spans.labels, format: (value) => percent(value, view),
    series: [line(view, "unclear", ratio("unclear", ["utterances"]), "fourth"), line(view, "amended", ratio("amended", ["orders", "cancelled"]), "second")],
  };
}

function costs({ ai, orders }, view) {
  const spans = bySpan([...ai.map((row) => ({ ...row, orders: 0 })), ...orders.map((row) => ({ ...row, cost_micros: 0 }))], view);
  const values = spans.sums("cost_micros").map((value, i) => part(value, spans.sums("orders")[i]));
  return { kind: "line", labels: spans.labels, format: (value) => cost(value, view), series: [line(view, "cost", values, "third")] };
}

/** Percentiles cannot be added up: they come for the spans they are drawn in, by the clock of UTC. */
function percentiles(rows, names, format, view) {
  const colours = ["first", "second", "fourth"];
  const spans = bySpan(rows, view);
  return { kind: "line", labels: spans.labels, format, series: names.map((name, i) => line(view, name, spans.sums(name, null), colours[i])) };
}

export function draw(place, name, what, view) {
  if (what instanceof Node) return place.append(what);
  chart(place, { ...what, title: view.words.cards[name], head: { table: view.words.table, when: view.words.when } });
}

/** Every span of the period, also those in which nothing happened. */
function bySpan(rows, view) {
  const labels = view.spans.map(view.label);
  const index = new Map(view.spans.map((start, i) => [view.label(start), i]));
  return {
    labels,
    sums: (name, none = 0) => {
      const sums = view.spans.map(() => none);
      for (const row of rows) {
        const i = index.get(view.label(new Date(row.begins * 1000)));
        if (i !== undefined && row[name] !== undefined) sums[i] = (sums[i] ?? 0) + row[name];
      }
      return sums;
    },
  };
}

const line = (view, name, values, colour) => ({ label: view.words.series[name], values, colour });
const whole = (value, view) => new Intl.NumberFormat(view.language, { maximumFractionDigits: 0 }).format(value);
const percent = (value, view) => new Intl.NumberFormat(view.language, { style: "percent", maximumFractionDigits: 1 }).format(value);
const minutes = (seconds, view) => (seconds === null ? "–" : view.words.minutes(new Intl.NumberFormat(view.language, { maximumFractionDigits: 1 }).format(seconds / 60)));
const millis = (value, view) => (value === null ? "–" : `${whole(value, view)} ms`);
const cost = (micros, view) => (micros === null ? "–" : new Intl.NumberFormat(view.language, { style: "currency", currency: "EUR", maximumFractionDigits: 4 }).format(micros / 1_000_000));
