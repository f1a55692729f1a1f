// Who had what done, and what came of it.
import { element } from "/assets/kitchen/elements.js";
import { fullList } from "./list.js";

export function auditPage(place, house) {
  const { words } = house;
  const list = fullList(place, house, "/audit", words.noAudit, (entry) => row(entry, house), { find: words.findAudit });
  return { opened: () => list.first() };
}

function row(entry, { words, day }) {
  const said = words.commands[entry.command] ?? entry.command;
  return [
    day(entry.at),
    element("span", "", element("strong", "", said), entry.target ? ` · ${entry.target}` : ""),
    outcome(entry.status, words),
    element("p", "more", `${entry.subject} · ${words.roles[entry.role] ?? entry.role}`),
  ];
}

function outcome(status, words) {
  if (status === null || status === undefined) return element("span", "tag warn", words.unknownOutcome);
  return status < 400 ? element("span", "tag", words.done) : element("span", "tag alarm", `${words.notDone} · ${status}`);
}
