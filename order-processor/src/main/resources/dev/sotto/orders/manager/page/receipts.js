// Receipts and credit notes: all of them as a list, those of an order in a window of their own, and how money is given back.
import { button, element } from "/assets/kitchen/elements.js";
import { fullList } from "./list.js";
import { refundForm } from "./refund.js";

export function receiptsPage(place, house) {
  const { words } = house;
  const list = fullList(place, house, "/receipts", words.receipts.none, (paper) => row(paper, house, () => list.first()), { find: words.receipts.find });
  return { opened: () => list.first() };
}

function row(paper, house, changed) {
  const { words } = house;
  const credit = paper.kind === "CREDIT_NOTE";
  return [
    house.day(paper.at),
    element("span", "", element("strong", "", title(paper, words)), ` · ${words.ordersOf([paper.orderNumber])} `, credit ? element("span", "tag warn", words.receipts.causes[paper.cause]) : null),
    element("span", "both", element("strong", "amount", signed(paper, house)), button("small", words.receipts.show, () => openReceipts(paper.orderId, house, changed))),
    credit ? element("p", "more", [words.receipts.refersTo(paper.refersTo), paper.reason, paper.by].filter(Boolean).join(" — ")) : null,
  ];
}

const title = (paper, { receipts }) => receipts.kinds[paper.kind](paper.number);
const signed = (paper, house) => house.money(paper.kind === "CREDIT_NOTE" ? -paper.totalMinor : paper.totalMinor);

/** changed: told when money was given back here. */
export async function openReceipts(orderId, house, changed) {
  const { words } = house;
  const path = `/orders/${encodeURIComponent(orderId)}`;
  const body = element("div", "papers");
  const shut = button("quiet", words.close, () => dialog.close());
  const heading = element("h2", "");
  // What the page says elsewhere lies behind this window.
  const note = element("p", "note");
  note.setAttribute("role", "status");
  const dialog = element("dialog", "receipts", element("header", "", heading, shut), note, body);
  heading.id = "receipts-of";
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.addEventListener("close", () => dialog.remove());

  const draw = async () => {
    const told = await house.api.get(`${path}/receipts`);
    heading.textContent = words.ordersOf([told.orderNumber]);
    const refund = refundForm(told, house, async (wish) => {
      await house.api.post(`${path}/refund`, wish, { "If-Match": `"${told.version}"` }).then(
        async () => {
          note.textContent = words.receipts.given;
          await appeared(told.version);
          changed?.();
        },
        (error) => {
          note.textContent = error.message;
          house.failed(error);
        },
      );
      await draw().catch(house.failed);
    });
    body.replaceChildren(...(told.receipts.length === 0 ? [element("p", "none", words.receipts.none)] : told.receipts.map((paper) => sheet(paper, told, house, dialog))), refund);
  };
  /** What was accepted is on its way through the log. */
  const appeared = async (before) => {
    for (let look = 0; look < 20; look++) {
      if ((await house.api.get(`${path}/receipts`)).version > before) return;
      await new Promise((after) => setTimeout(after, 150));
    }
  };

  try {
    await draw();
    document.body.append(dialog);
    dialog.showModal();
  } catch (error) {
    house.failed(error);
  }
}

function sheet(paper, order, house, dialog) {
  const { words } = house;
  const lines = paper.lines.map((line) =>
    element(
      "tr",
      "",
      element("td", "", line.quantity ? `${line.quantity}×` : ""),
      element("td", "", line.name, line.details.length > 0 ? element("small", "", line.details.join(", ")) : null),
      element("td", "", house.money(paper.kind === "CREDIT_NOTE" ? -line.totalMinor : line.totalMinor)),
    ),
  );
  const taxes = paper.taxes.map((tax) =>
    element("tr", "tax", element("td", ""), element("td", "", words.receipts.tax(rate(tax, house), house.money(tax.netMinor))), element("td", "", house.money(tax.taxMinor))),
  );
  const total = element("tr", "total", element("td", ""), element("td", "", words.receipts.total), element("td", "", signed(paper, house)));
  const why = [paper.refersTo ? words.receipts.refersTo(paper.refersTo) : null, words.receipts.causes[paper.cause], paper.reason].filter(Boolean).join(" — ");
  const table = element("table", "", element("tbody", "", ...lines, total, ...taxes));
  table.setAttribute("aria-label", title(paper, words));
  const node = element(
    "article",
    "paper",
    element("p", "house", house.name()),
    element("h3", "", title(paper, words)),
    element("p", "lead", `${house.day(paper.at)} · ${words.ordersOf([order.orderNumber])}`),
    why ? element("p", "", why) : null,
    table,
    button("small", words.receipts.print, () => print(node, dialog)),
  );
  return node;
}

const rate = (tax, house) => new Intl.NumberFormat(house.language, { style: "percent", maximumFractionDigits: 2 }).format(tax.basisPoints / 10_000);

/** One paper at a time. */
function print(paper, dialog) {
  for (const each of dialog.querySelectorAll(".paper")) each.classList.toggle("aside", each !== paper);
  window.print();
  for (const each of dialog.querySelectorAll(".paper")) each.classList.remove("aside");
}
