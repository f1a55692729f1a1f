// What goes back to a guest: all that is left, or some of it. What it comes to is the server's to say.
import { element } from "/assets/kitchen/elements.js";

/** send({reason, lines}): gives the money back; a promise. */
export function refundForm(order, house, send) {
  const { words } = house;
  const left = whatIsLeft(order.receipts);
  const rest = left.reduce((sum, line) => sum + line.leftMinor, 0);
  if (rest === 0) return element("p", "lead", order.receipts.length === 0 ? "" : words.receipts.nothingLeft);

  const whole = choice("whole", words.receipts.whole(house.money(rest)), true);
  const some = choice("some", words.receipts.some, false);
  const rows = left.map((line) => pickRow(line, house));
  const picked = element("div", "picked", ...rows.map((row) => row.node));
  const reason = element("input", "");
  Object.assign(reason, { name: "reason", required: true, maxLength: 200, autocomplete: "off" });
  const give = element("button", "main danger");
  const form = element(
    "form",
    "refund",
    element("h3", "", words.receipts.refund),
    element("fieldset", "", element("legend", "", words.receipts.howMuch), whole.node, some.node, picked),
    element("label", "", element("span", "", words.receipts.why), reason),
    give,
  );

  const sum = () => (whole.input.checked ? rest : rows.reduce((all, row) => all + row.amount(), 0));
  const draw = () => {
    picked.hidden = whole.input.checked;
    give.textContent = words.receipts.give(house.money(sum()));
    give.disabled = !(sum() > 0);
  };
  form.addEventListener("input", draw);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.confirm(words.receipts.confirm(house.money(sum())))) return;
    give.disabled = true;
    const lines = whole.input.checked ? [] : rows.filter((row) => row.amount() > 0).map((row) => row.wish());
    await send({ reason: reason.value.trim(), lines });
    draw();
  });
  draw();
  return form;
}

function choice(value, text, checked) {
  const input = element("input", "");
  Object.assign(input, { type: "radio", name: "what", value, checked });
  return { input, node: element("label", "check", input, text) };
}

function pickRow(line, house) {
  const { words } = house;
  const pieces = element("input", "");
  const most = line.unitPriceMinor > 0 ? Math.min(line.quantity, Math.floor(line.leftMinor / line.unitPriceMinor)) : 0;
  Object.assign(pieces, { type: "number", min: 0, max: most, value: 0, disabled: most === 0 });
  const money = element("input", "");
  Object.assign(money, { type: "number", min: 0, step: 1 / house.unit(), max: line.leftMinor / house.unit(), value: "", placeholder: "–" });
  const minor = () => Math.round(Number(money.value || 0) * house.unit());
  const amount = () => (money.value === "" ? Number(pieces.value || 0) * line.unitPriceMinor : minor());
  return {
    node: element(
      "div",
      "pick",
      element("span", "", line.name, element("small", "", words.receipts.left(house.money(line.leftMinor)))),
      element("label", "", element("span", "", words.receipts.pieces(most)), pieces),
      element("label", "", element("span", "", words.receipts.orMoney), money),
    ),
    amount,
    wish: () => (money.value === "" ? { lineId: line.lineId, quantity: Number(pieces.value) } : { lineId: line.lineId, amountMinor: minor() }),
  };
}

/** The lines of the receipt that stands, less what was taken back of it. */
function whatIsLeft(papers) {
  const standing = papers.filter((paper) => paper.kind === "RECEIPT").at(-1);
  if (!standing) return [];
  const back = new Map();
  for (const paper of papers.filter((each) => each.refersTo === standing.number)) {
    for (const line of paper.lines) back.set(line.lineId, (back.get(line.lineId) ?? 0) + line.totalMinor);
  }
  return standing.lines.map((line) => ({ ...line, leftMinor: line.totalMinor - (back.get(line.lineId) ?? 0) })).filter((line) => line.leftMinor > 0);
}
