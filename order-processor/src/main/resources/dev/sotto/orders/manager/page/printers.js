// The kitchen's printers: how each stands, what waits for it, what was left out; and which there are.
import { button, element } from "/assets/kitchen/elements.js";

const LOOK_EVERY = 5_000;
const COLUMNS = [32, 42, 48];
const CHARACTERS = ["pc858", "wpc1252"];
const OWN = ["id", "name", "address", "stations", "columns", "characters"];

export function printersPage(place, house) {
  const { words } = house;
  const listed = element("div", "");
  const asking = element("section", "card pairing");
  place.append(listed, asking);
  let version = null;
  let known = [];

  const look = async () => {
    const { body, version: seen } = await house.api.versioned("/printers");
    version = seen;
    known = body.printers;
    const lead = body.networks.length === 0 ? words.printers.noNetworks : words.printers.networks(body.networks.join(", "));
    listed.replaceChildren(
      element("p", "lead", lead),
      ...(known.length === 0 ? [element("p", "none", words.printers.none)] : known.map((one) => card(one, house, actions))),
    );
  };
  const quietly = () => look().catch(() => {});

  /** All of them are written, over what was read. */
  const write = async (printers) => {
    try {
      await house.api.put("/printers", { printers: printers.map(plain) }, version);
      house.say(words.printers.saved);
      ask(asking, house, null, actions);
    } catch (error) {
      if (error.problems?.length > 0) house.say(error.problems.map((each) => each.what + (each.suggestion ? ` (${each.suggestion})` : "")).join(" "));
      else house.failed(error);
    }
    await quietly();
  };
  const actions = {
    edit: (one) => ask(asking, house, one, actions),
    remove: (one) => window.confirm(words.printers.removeWhy(one.name)) && write(known.filter((each) => each.id !== one.id)),
    keep: (one, before) => write(before ? known.map((each) => (each.id === before.id ? one : each)) : [...known, one]),
    stations: () => house.api.get("/menu").then((menu) => [...new Set([...menu.categories.map((each) => each.station), ...menu.items.map((each) => each.station)])].filter(Boolean).sort()),
  };
  const timer = setInterval(quietly, LOOK_EVERY);
  ask(asking, house, null, actions);
  return { opened: look, left: () => clearInterval(timer) };
}

const plain = (one) => Object.fromEntries(OWN.map((name) => [name, one[name]]));

function card(one, house, actions) {
  const { words, day } = house;
  const standing = one.standing ?? { waiting: 0, skipped: [] };
  const trial = button("small", words.printers.tryIt, async () => {
    trial.disabled = true;
    await house.api.post(`/printers/${encodeURIComponent(one.id)}/test`).then(({ body }) => house.say(body.printed ? words.printers.printed : (words.printers.troubles[body.trouble] ?? body.says))).catch(house.failed);
    trial.disabled = false;
  });
  const where = [one.address, one.stations.length > 0 ? one.stations.join(", ") : words.printers.allStations, words.printers.columns(one.columns), one.characters].join(" · ");
  const leftOut = (why) => standing.skipped.filter((each) => each.why === why).map((each) => `#${each.number}`).join(", ");
  const [tooOld, unprintable] = [leftOut("TOO_OLD"), leftOut("UNPRINTABLE")];
  return element(
    "article",
    "card hook",
    element("h3", "", one.name),
    element("p", "", tag(standing, house), ` ${[standing.trouble ? words.printers.since(day(standing.since)) : null, words.printers.waiting(standing.waiting)].filter(Boolean).join(" · ")}`),
    element("p", "lead", where),
    tooOld ? element("p", "lead", words.printers.skipped(tooOld)) : null,
    unprintable ? element("p", "", element("span", "tag alarm", words.printers.unprintable(unprintable))) : null,
    element("p", "both", trial, button("small", words.printers.edit, () => actions.edit(one)), button("small danger", words.remove, () => actions.remove(one))),
  );
}

function tag(standing, { words }) {
  if (standing.trouble) return element("span", "tag alarm", words.printers.troubles[standing.trouble] ?? standing.says);
  return standing.printedAt ? element("span", "tag", words.working) : element("span", "tag warn", words.printers.unused);
}

/** The form for a new one, or for one that is known. */
function ask(place, house, before, actions) {
  const { words } = house;
  const field = (name, value, how) => Object.assign(element("input", ""), { name, value, required: true, autocomplete: "off", spellcheck: false, ...how });
  const name = field("name", before?.name ?? "", { maxLength: 60 });
  const address = field("address", before?.address ?? "", { maxLength: 260, placeholder: "192.168.1.50:9100" });
  const choose = (values, now, say) => {
    const select = element("select", "", ...values.map((each) => new Option(say(each), each)));
    select.value = now;
    return select;
  };
  const columns = choose(COLUMNS, before?.columns ?? 42, (each) => words.printers.columns(each));
  const characters = choose(CHARACTERS, before?.characters ?? "pc858", (each) => each.toUpperCase());
  const stations = element("span", "both row");
  actions
    .stations()
    .then((all) =>
      stations.replaceChildren(
        ...all.map((station) => {
          const box = Object.assign(element("input", ""), { type: "checkbox", value: station, checked: before?.stations.includes(station) ?? false });
          return element("label", "check", box, station);
        }),
      ),
    )
    .catch(house.failed);
  const label = (said, node) => element("label", "", element("span", "", said), node);
  const form = element(
    "form",
    "ask",
    label(words.name, name),
    label(words.address, address),
    label(words.printers.width, columns),
    label(words.printers.characters, characters),
    element("p", "lead row", words.printers.whichStations),
    stations,
    element("span", "both", element("button", "main", before ? words.printers.save : words.add), before ? button("quiet", words.close, () => ask(place, house, null, actions)) : null),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...stations.querySelectorAll("input:checked")].map((box) => box.value);
    const one = { id: before?.id ?? idOf(name.value), name: name.value.trim(), address: address.value.trim(), stations: chosen, columns: Number(columns.value), characters: characters.value };
    actions.keep(one, before);
  });
  place.replaceChildren(element("h3", "", before ? before.name : words.printers.add), form);
}

/** What nobody reads but us: the name in plain letters, and something that makes it unique. */
function idOf(name) {
  const letters = name.normalize("NFD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 30);
  return `${letters || "printer"}-${Math.random().toString(36).slice(2, 6)}`;
}
