// A list that is read page by page, newest first.
import { button, element } from "/assets/kitchen/elements.js";

const PAGE = 30;

/** row(entry): [when, what, tool, more?]; each a text or a node. skip(entry): true for what is shown elsewhere. */
export function fullList(place, house, path, nothing, row, skip = () => false) {
  const list = element("ul", "list");
  const further = button("quiet further", house.words.more, () => next().catch(house.failed));
  let last = null;

  const next = async () => {
    const before = last ? `&before=${encodeURIComponent(`${last.at}~${last.id}`)}` : "";
    const entries = await house.api.get(`${path}?limit=${PAGE}${before}`);
    last = entries.at(-1) ?? last;
    for (const entry of entries) if (!skip(entry)) list.append(item(entry));
    further.hidden = entries.length < PAGE;
  };

  const item = (entry) => {
    const [when, what, tool, more] = row(entry);
    const time = element("time", "", when);
    time.dateTime = entry.at;
    return element("li", "", time, element("div", "", what), tool ?? element("span", ""), more ?? null);
  };

  const first = async () => {
    last = null;
    if (place.childElementCount === 0) place.append(element("p", "none", house.words.loading));
    const before = [...list.children];
    await next();
    before.forEach((old) => old.remove());
    place.replaceChildren(...(list.childElementCount > 0 ? [list, further] : [element("p", "none", nothing)]));
  };

  return { first };
}
