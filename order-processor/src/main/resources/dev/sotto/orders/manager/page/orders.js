// Orders, the ones that changed last first, their receipts, and how a manager cancels one.
import { button, element } from "/assets/kitchen/elements.js";
import { openReceipts } from "./receipts.js";

const PAGE = 200;

export function ordersPage(place, house) {
  const orders = new Map();
  let next = 0;
  let reading = null;

  const read = async () => {
    for (;;) {
      const page = await house.api.get(`/orders?after=${next}&limit=${PAGE}`);
      for (const order of page.orders) orders.set(order.orderId, order);
      next = page.next;
      if (!page.more) return draw();
    }
  };
  /** One read at a time; what changes meanwhile is read by the next. */
  const refresh = () => (reading ??= read().finally(() => (reading = null)));

  const draw = () => {
    const newest = [...orders.values()].sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt)).slice(0, 150);
    place.replaceChildren(
      newest.length === 0 ? element("p", "none", house.words.noOrders) : element("ul", "list", ...newest.map((order) => row(order, house, refresh))),
    );
  };

  place.append(element("p", "none", house.words.loading));
  return { opened: refresh, told: (name) => name === "today" && refresh().catch(house.failed) };
}

function row(order, house, refresh) {
  const { words } = house;
  const time = element("time", "", `#${order.number} · ${house.day(order.placedAt)}`);
  time.dateTime = order.placedAt;
  const dishes = order.lines.map((line) => `${line.quantity}× ${line.name}`).join(", ");
  const who = [order.table ? words.table(order.table) : null, order.customerName, order.phone].filter(Boolean).join(" · ");
  const how = [words.services[order.service], order.wantedAt ? words.wantedAt(house.time(order.wantedAt)) : null, order.address].filter(Boolean).join(" · ");
  const open = order.status === "RECEIVED" || order.status === "PREPARING";
  return element(
    "li",
    "",
    time,
    element("div", "", element("strong", "", house.money(order.totalMinor)), ` ${who} `, element("span", order.status === "CANCELLED" ? "tag alarm" : "tag", words.status[order.status]), order.refundedMinor ? element("span", "tag warn", words.receipts.backTag(house.money(order.refundedMinor))) : null),
    element("span", "both", button("small", words.receipts.receipt, () => openReceipts(order.orderId, house, () => refresh().catch(house.failed))), open ? button("small danger", words.cancel, () => cancel(order, house, refresh)) : null),
    element("p", "more", [dishes, how, order.statusReason].filter(Boolean).join(" — ")),
  );
}

async function cancel(order, house, refresh) {
  const reason = window.prompt(house.words.cancelWhy);
  if (!reason?.trim()) return;
  try {
    await house.api.post(`/orders/${encodeURIComponent(order.orderId)}/cancel`, { reason: reason.trim() }, { "If-Match": `"${order.version}"` });
    house.say(house.words.cancelled);
  } catch (error) {
    house.failed(error);
  }
  await refresh().catch(house.failed);
}
