// What a screen shows of a ticket. Pure: the same ticket, presses and plan give the same picture.

const LEFT = new Set(["READY", "SERVED"]);
const PATIENCE = { warnMinutes: 5, lateMinutes: 10 }; // where the restaurant says nothing

/** Which screen this is: the whole kitchen, a station, the expo or the guests' board. */
export function viewOf(search) {
  const query = new URLSearchParams(search);
  const station = query.get("station");
  const view = query.get("view");
  if (station) return { kind: "station", station };
  return { kind: view === "expo" || view === "ready" ? view : "all", station: null };
}

export const hasLeft = (ticket) => LEFT.has(ticket.status);

/** The ticket as it will be once the presses that are on their way have arrived. */
export function withPresses(ticket, presses, plan) {
  return presses.reduce((now, press) => (press.orderId === ticket.orderId ? pressed(now, press, plan) : now), ticket);
}

function pressed(ticket, press, plan) {
  const theirs = (line) =>
    press.lines?.length ? press.lines.includes(line.lineId) : !press.station || line.station === press.station;
  switch (press.action) {
    case "hand-over":
      return { ...ticket, status: "SERVED" };
    case "bump":
      return settled(marked(ticket, theirs, (mark) => ({ ...mark, doneAt: mark.doneAt ?? press.at })), press, plan);
    case "recall":
      return back(marked(ticket, theirs, ({ doneAt, ...mark }) => mark));
    default:
      return byMark(ticket, press, theirs, plan);
  }
}

function byMark(ticket, press, theirs, plan) {
  switch (press.mark) {
    case "DONE":
      return settled(marked(ticket, theirs, (mark) => ({ ...mark, doneAt: mark.doneAt ?? press.at })), press, plan);
    case "UNDONE":
      return back(marked(ticket, theirs, ({ doneAt, ...mark }) => mark));
    case "FIRED":
    case "HELD":
      return marked(ticket, theirs, (mark) => ({ ...mark, fired: press.mark === "FIRED" }));
    case "RUSHED":
    case "UNRUSHED":
      return { ...ticket, marks: { ...ticket.marks, rushed: press.mark === "RUSHED" } };
    case "SEEN":
      return { ...ticket, marks: { ...ticket.marks, seen: [...(ticket.marks.seen ?? []), press.station ?? ""] } };
    default:
      return ticket;
  }
}

function marked(ticket, which, how) {
  const lines = { ...ticket.marks.lines };
  for (const line of ticket.lines) if (which(line)) lines[line.lineId] = how(lines[line.lineId] ?? {});
  return { ...ticket, marks: { ...ticket.marks, lines } };
}

function settled(ticket, press, plan) {
  const whole = press.action === "bump" && !press.station;
  const all = ticket.lines.every((line) => isDone(ticket, line));
  if (whole || (all && !plan.expo)) return { ...ticket, status: "READY" };
  return ticket.status === "RECEIVED" ? { ...ticket, status: "PREPARING" } : ticket;
}

const back = (ticket) => (hasLeft(ticket) ? { ...ticket, status: "PREPARING" } : ticket);

export const isDone = (ticket, line) => hasLeft(ticket) || Boolean(ticket.marks.lines?.[line.lineId]?.doneAt);

export const linesFor = (ticket, view) =>
  view.kind === "station" ? ticket.lines.filter((line) => line.station === view.station) : ticket.lines;

const courseOf = (line, plan) => plan.courses.find((course) => course.items.includes(line.itemId)) ?? null;

/** A course waits at a table when the restaurant holds it, or somebody did, until it is fired. */
function isHeld(ticket, line, course) {
  const said = ticket.marks.lines?.[line.lineId]?.fired;
  if (said !== undefined) return !said;
  return Boolean(course?.held && ticket.table);
}

export function serviceOf(ticket) {
  if (ticket.service) return ticket.service;
  return ticket.table ? "dine_in" : "pickup";
}

/** "fresh", "warn" or "late". */
export function ageOf(ticket, plan, seconds) {
  const patience = plan.ageing.find((each) => each.service === serviceOf(ticket)) ?? PATIENCE;
  if (seconds >= patience.lateMinutes * 60) return "late";
  return seconds >= patience.warnMinutes * 60 ? "warn" : "fresh";
}

/** Whether the ticket stands on this screen: something of it is still to be made here, or its cancellation to be seen. */
export function standsHere(ticket, view, wasHere) {
  const lines = linesFor(ticket, view);
  if (lines.length === 0) return false;
  if (ticket.status === "CANCELLED") return wasHere && !(ticket.marks.seen ?? []).includes(view.station ?? "");
  if (hasLeft(ticket)) return false;
  return view.kind !== "station" || lines.some((line) => !isDone(ticket, line));
}

/** The ticket's lines in their courses, identical ones together, what was taken off among them and struck through. */
export function courses(ticket, view, plan, voids) {
  const groups = new Map();
  const stations = [...plan.stations.map((station) => station.id)];
  const add = (line, struck) => {
    const course = courseOf(line, plan);
    const held = !struck && isHeld(ticket, line, course) && !isDone(ticket, line);
    const key = `${course?.id ?? ""}/${held}`;
    if (!groups.has(key)) groups.set(key, { course, held, dishes: new Map() });
    const dish = { line, struck, done: !struck && isDone(ticket, line), held };
    const same = JSON.stringify([made(line), dish.done, struck]);
    const known = groups.get(key).dishes.get(same);
    if (known) {
      known.quantity += line.quantity;
      known.lineIds.push(line.lineId);
    } else {
      groups.get(key).dishes.set(same, { ...dish, quantity: line.quantity, lineIds: [line.lineId] });
    }
  };
  linesFor(ticket, view).forEach((line) => add(line, false));
  linesFor({ lines: voids }, view).forEach((line) => add(line, true));
  const order = (group) => (group.course ? plan.courses.indexOf(group.course) : -1);
  const at = (dish) => stations.indexOf(dish.line.station);
  return [...groups.values()]
    .map((group) => ({ ...group, dishes: [...group.dishes.values()] }))
    .map((group) => (view.kind === "station" ? group : { ...group, dishes: group.dishes.toSorted((a, b) => at(a) - at(b)) }))
    .sort((a, b) => order(a) - order(b));
}

/** What makes two lines the same work. */
const made = (line) => [line.itemId, line.name, line.options, line.added, line.removed, line.note, line.station];

/** Lines a change took off the ticket: those that are gone, and those that are made otherwise now. */
export function takenOff(before, after) {
  const now = new Map(after.lines.map((line) => [line.lineId, line]));
  return before.lines.filter((line) => {
    const next = now.get(line.lineId);
    return !next || next.quantity < line.quantity || JSON.stringify(made(next)) !== JSON.stringify(made(line));
  });
}

/** How many of each dish are still to be made on this screen, the most first. */
export function allDay(tickets, view, plan) {
  const counts = new Map();
  for (const ticket of tickets) {
    if (ticket.status === "CANCELLED") continue;
    for (const line of linesFor(ticket, view)) {
      if (isDone(ticket, line)) continue;
      const count = counts.get(line.name) ?? { name: line.name, now: 0, held: 0 };
      if (isHeld(ticket, line, courseOf(line, plan))) count.held += line.quantity;
      else count.now += line.quantity;
      counts.set(line.name, count);
    }
  }
  return [...counts.values()].sort((a, b) => b.now + b.held - (a.now + a.held) || a.name.localeCompare(b.name));
}

/** How far each station is with the ticket, for the expo. */
export function progress(ticket) {
  const stations = new Map();
  for (const line of ticket.lines) {
    const station = stations.get(line.station) ?? { station: line.station, done: 0, of: 0 };
    station.of += 1;
    if (isDone(ticket, line)) station.done += 1;
    stations.set(line.station, station);
  }
  return [...stations.values()];
}
