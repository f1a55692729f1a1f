// The restaurant's telephone lines: whether callers reach it, and if not, why and since when.
import { element } from "/assets/kitchen/elements.js";

const LOOK_EVERY = 5_000;

export function telephoneLines(place, house) {
  const look = async () => {
    const lines = await house.api.get("/lines");
    place.replaceChildren(...(lines.length === 0 ? [element("p", "none", house.words.lines.none)] : [element("ul", "list", ...lines.map((line) => row(line, house)))]));
  };
  const quietly = () => look().catch(() => {});
  const timer = setInterval(quietly, LOOK_EVERY);
  return { first: look, left: () => clearInterval(timer) };
}

const TAG = { registered: "tag", trying: "tag warn", leaving: "tag warn", refused: "tag alarm", gone: "tag alarm" };

function row(line, house) {
  const { words } = house;
  const time = element("time", "", words.lines.since(house.day(line.since)));
  time.dateTime = line.since;
  const where = [line.registrar, line.until ? words.lines.until(house.time(line.until)) : null, words.lines.node(line.node)].filter(Boolean).join(" · ");
  return element(
    "li",
    "",
    time,
    element("div", "", element("strong", "", line.address.replace(/^sip:/, "")), ` · ${line.id}`),
    element("span", TAG[line.standing] ?? "tag", words.lines.standing[line.standing] ?? line.standing),
    element("p", "more", [line.problem, where].filter(Boolean).join(" — ")),
  );
}
