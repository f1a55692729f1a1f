// The restaurant's screens and earpieces: a new one is let in by its code, a lost one is shut out. And its telephone lines.
import { button, element } from "/assets/kitchen/elements.js";
import { telephoneLines } from "./lines.js";
import { fullList } from "./list.js";

export function devicesPage(place, house) {
  const { words } = house;
  const pairing = element("section", "card pairing");
  const listed = element("div", "");
  const list = fullList(listed, house, "/devices", words.noDevices, (device) => row(device, house, list));
  const phones = element("div", "");
  const lines = telephoneLines(phones, house);
  place.append(pairing, element("h3", "", words.paired), listed, element("h3", "", words.lines.title), phones);
  const ask = () => askForCode(pairing, house, list, scanned());
  window.addEventListener("hashchange", ask);
  ask();
  return {
    opened: () => Promise.all([list.first(), lines.first()]),
    left: () => {
      lines.left();
      window.removeEventListener("hashchange", ask);
    },
  };
}

/** A telephone that scanned a device's picture comes with its code. */
const scanned = () => new URLSearchParams(location.hash.split("?")[1] ?? "").get("code") ?? "";

function askForCode(place, house, list, known) {
  const { words } = house;
  const code = element("input", "code");
  Object.assign(code, { name: "code", value: known, autocomplete: "off", spellcheck: false, maxLength: 20, required: true, placeholder: "BCDF-GHJK" });
  code.autocapitalize = "characters";
  const find = element("button", "main", words.findDevice);
  const form = element("form", "ask", element("label", "", element("span", "", words.code), code), find);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    find.disabled = true;
    try {
      const found = await house.api.look("/pairings/find", { code: code.value });
      decide(place, house, list, code.value, found);
    } catch (error) {
      house.failed(error);
    }
    find.disabled = false;
  });
  place.replaceChildren(element("h3", "", words.pair), element("p", "lead", words.pairLead), form);
  if (known) form.requestSubmit();
}

function decide(place, house, list, code, found) {
  const { words } = house;
  const name = element("input", "");
  Object.assign(name, { name: "name", required: true, maxLength: 60, autocomplete: "off", value: words.purposes[found.purpose] });
  const purpose = element("select", "", ...choices(found, words));
  purpose.value = found.purpose === "station" ? `station ${found.stations[0]?.id}` : found.purpose;
  const again = () => {
    history.replaceState(null, "", "#devices");
    askForCode(place, house, list, "");
  };
  const done = (said) => {
    house.say(said);
    again();
    return list.first();
  };
  const approve = element("button", "main", words.approve);
  const form = element(
    "form",
    "ask",
    element("label", "", element("span", "", words.deviceName), name),
    element("label", "", element("span", "", words.purpose), purpose),
    element("span", "both", approve, button("quiet danger", words.refuse, () => carry(() => house.api.look("/pairings/refuse", { code }).then(() => done(words.refusedDevice))))),
  );
  const carry = async (work) => {
    approve.disabled = true;
    await work().catch((error) => {
      house.failed(error);
      if (error.status === 404) again();
    });
    approve.disabled = false;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [what, station] = purpose.value.split(/ (.*)/s);
    carry(() => house.api.post("/pairings", { code, name: name.value, purpose: what, station }).then(() => done(words.approved(name.value))));
  });
  place.replaceChildren(
    element("h3", "", words.pair),
    element("p", "lead", words.waits(words.purposes[found.purpose], house.time(found.askedAt)), " ", element("strong", "", words.sameCode(code.toUpperCase()))),
    form,
  );
  name.select();
}

function choices({ purposes, stations }, words) {
  return purposes.flatMap((each) =>
    each === "station" ? stations.map((one) => new Option(`${words.purposes.station}: ${one.name}`, `station ${one.id}`)) : [new Option(words.purposes[each], each)],
  );
}

function row(device, house, list) {
  const { words } = house;
  const called = device.name ?? device.id;
  const what = [words.purposes[device.kind] ?? device.kind, device.station, device.table ? words.table(device.table) : null].filter(Boolean).join(" · ");
  const again = (work) => work.then(() => list.first()).catch(house.failed);
  const rename = () => {
    const name = window.prompt(words.deviceName, called)?.trim();
    if (name) again(house.api.change("PUT", `/devices/${encodeURIComponent(device.id)}`, { name }));
  };
  const revoke = () => {
    if (window.confirm(words.revokeWhy(called))) again(house.api.change("DELETE", `/devices/${encodeURIComponent(device.id)}`));
  };
  return [
    house.day(device.at),
    element("span", "", element("strong", "", called), ` · ${what} `, device.revokedAt ? element("span", "tag alarm", words.revoked) : null),
    device.revokedAt ? null : element("span", "both", button("small", words.rename, rename), button("small danger", words.revoke, revoke)),
    device.pairedAt ? element("p", "more", words.pairedBy(house.day(device.pairedAt), device.pairedBy)) : null,
  ];
}
