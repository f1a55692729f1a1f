// Charts in the page's own colours, each with the same numbers as a table for whoever does not see it.
import { element } from "./elements.js";

const drawn = [];

export function clearCharts() {
  drawn.splice(0).forEach((chart) => chart.destroy());
}

/** kind: "bar" or "line"; series: [{ label, values, colour }]; format: a value as text. */
export function chart(place, { kind, title, labels, series, stacked = false, format, head }) {
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", title);
  place.append(element("div", "plot", canvas), table(labels, series, format, head));
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const axis = { ticks: { color: colour("quiet"), maxTicksLimit: 8 }, grid: { color: colour("rule") }, border: { display: false } };
  drawn.push(
    new window.Chart(canvas, {
      type: kind,
      data: {
        labels,
        datasets: series.map((each) => ({
          label: each.label,
          data: each.values,
          backgroundColor: colour(each.colour),
          borderColor: colour(each.colour),
          borderWidth: kind === "line" ? 2 : 0,
          borderRadius: 3,
          maxBarThickness: 40,
          pointRadius: labels.length > 60 ? 0 : 2.5,
          tension: 0.25,
          spanGaps: false,
        })),
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { ...axis, stacked, grid: { display: false } },
          y: { ...axis, stacked, beginAtZero: true, ticks: { ...axis.ticks, maxTicksLimit: 6, callback: (value) => format(value) } },
        },
        plugins: {
          legend: { display: series.length > 1, position: "bottom", labels: { color: colour("ink"), boxWidth: 12, boxHeight: 12 } },
          tooltip: { callbacks: { label: (item) => `${item.dataset.label}: ${format(item.parsed.y)}` } },
        },
      },
    }),
  );
}

function table(labels, series, format, head) {
  const heading = (words) => {
    const cell = element("th", "", words);
    cell.scope = "col";
    return cell;
  };
  const rows = labels.map((label, i) =>
    element("tr", "", element("td", "", label), ...series.map((each) => element("td", "", each.values[i] === null ? "–" : format(each.values[i])))),
  );
  return element(
    "details",
    "",
    element("summary", "", head.table),
    element("div", "scroll", element("table", "", element("thead", "", element("tr", "", heading(head.when), ...series.map((each) => heading(each.label)))), element("tbody", "", ...rows))),
  );
}
