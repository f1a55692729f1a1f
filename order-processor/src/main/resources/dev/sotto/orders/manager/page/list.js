// A list that is read page by page, newest first, and may be looked through.
import { button, element } from "/assets/kitchen/elements.js";

const PAGE = 30;
const TYPED_FOR_MILLIS = 250;

/**
 * row(entry): [when, what, tool, more?]; each a text or a node. skip(entry): true for what is shown elsewhere. find: what the
 * field is called that looks for words; none where nothing is looked for.
 */
export function fullList(place, house, path, nothing, row, { skip = () => false, find = "" } = {}) {
  const list = element("ul", "list");
  const further = button("quiet further", house.words.more, () => next().catch(house.failed));
  const looked = find ? lookFor(find, () => first().catch(house.failed)) : null;
  const shown = element("div", "");
  let last = null;
  let asked = 0;

  const page = () => {
    const before = last ? `&before=${encodeURIComponent(`${last.at}~${last.id}`)}` : "";
    const words = looked?.value.trim() ? `&find=${encodeURIComponent(looked.value.trim())}` : "";
    return house.api.get(`${path}?limit=${PAGE}${before}${words}`);
  };

  /** Of two that look at once the later one is right. */
  const next = async (fresh = false) => {
    const mine = ++asked;
    const entries = await page();
    if (mine !== asked) return false;
    if (fresh) list.replaceChildren();
    last = entries.at(-1) ?? last;
    for (const entry of entries) if (!skip(entry)) list.append(item(entry));
    further.hidden = entries.length < PAGE;
    return true;
  };

  const item = (entry) => {
    const [when, what, tool, more] = row(entry);
    const time = element("time", "", when);
    time.dateTime = entry.at;
    return element("li", "", time, element("div", "", what), tool ?? element("span", ""), more ?? null);
  };

  const first = async () => {
    last = null;
    if (shown.childElementCount === 0) shown.append(element("p", "none", house.words.loading));
    if (!shown.isConnected) place.replaceChildren(...(looked ? [looked.parentElement] : []), shown);
    if (await next(true)) shown.replaceChildren(...(list.childElementCount > 0 ? [list, further] : [element("p", "none", nothing)]));
  };

  return { first };
}

/** The field; it tells when somebody has stopped typing. */
function lookFor(name, changed) {
  const field = element("input", "find");
  Object.assign(field, { type: "search", autocomplete: "off", maxLength: 100 });
  let typing = null;
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(changed, TYPED_FOR_MILLIS);
  });
  element("label", "look", element("span", "", name), field);
  return field;
}
