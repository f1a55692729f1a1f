// Bars drawn by hand, in the page's own colours; what each stands for is told when it is pointed at.
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 480;
const HEIGHT = 170;
const FOOT = 22;
/** More figures above bars would run into each other. */
const FIGURES_AT_MOST = 16;

/**
 * points: [{label, value, shown, title?}]; label and shown are texts, shown the value as people read it. said: what the chart tells who cannot see it.
 * Of many bars only the highest bears its figure.
 */
export function bars(points, said) {
  const most = Math.max(...points.map((point) => point.value ?? 0));
  const highest = points.findIndex((point) => point.value === most);
  const step = WIDTH / points.length;
  const widest = 8 * Math.max(...points.map((point) => point.label.length)) + 2;
  const every = Math.ceil(widest / step);
  const svg = node("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "img" });
  svg.setAttribute("aria-label", said);
  svg.append(node("line", { x1: 0, x2: WIDTH, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT }));
  points.forEach((point, nth) => {
    const x = nth * step;
    const height = most > 0 ? ((point.value ?? 0) / most) * (HEIGHT - 48) : 0;
    if (point.value > 0) {
      const bar = node("rect", { x: x + step * 0.15, y: HEIGHT - FOOT - height, width: step * 0.7, height, rx: Math.min(3, step * 0.2) });
      bar.append(node("title", {}));
      bar.firstChild.textContent = point.title ?? `${point.label}: ${point.shown}`;
      svg.append(bar);
      if (points.length <= FIGURES_AT_MOST || nth === highest) {
        svg.append(text(point.shown, inside(x + step / 2, 9 * point.shown.length), HEIGHT - FOOT - 6 - height, "value"));
      }
    }
    // Counted from the newest, which is the last.
    if ((points.length - 1 - nth) % every === 0) svg.append(text(point.label, inside(x + step / 2, widest - 8), HEIGHT - 6));
  });
  return svg;
}

/** What is written about the first bar and the last is not cut off. */
const inside = (middle, width) => Math.min(Math.max(middle, width / 2), WIDTH - width / 2);

function node(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function text(said, x, y, kind = "") {
  const made = node("text", { x, y, "text-anchor": "middle", class: kind });
  made.textContent = said;
  return made;
}
