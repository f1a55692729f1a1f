// Bookings, claims, guests to call back: what was asked for besides orders.
import { element } from "/assets/kitchen/elements.js";
import { fullList } from "./list.js";
import { evidence } from "./evidence.js";

const tel = (phone) => {
  if (!phone) return null;
  const link = element("a", "", phone);
  link.href = `tel:${phone.replace(/[^+\d]/g, "")}`;
  return link;
};

const ROWS = {
  bookings: (booking, { words, day }) => [
    day(booking.at),
    element("span", "", element("strong", "", booking.name), ` · ${words.guests(booking.guests)}`),
    tel(booking.phone),
    element("p", "more", words.bookedAt(day(booking.bookedAt))),
  ],
  claims: (claim, house) => {
    const { words, day } = house;
    return [
      day(claim.at),
      element(
        "span",
        "",
        element("span", claim.priority === 0 ? "tag alarm" : claim.priority === 1 ? "tag warn" : "tag", words.priority[claim.priority] ?? claim.priority),
        ` ${words.categories[claim.category] ?? claim.category} · ${words.tones[claim.tone] ?? claim.tone} · ${claim.withinTerms ? words.inTime : words.late}`,
      ),
      tel(claim.phone),
      element(
        "div",
        "more",
        element("p", "", words.quoted(claim.description), ...claim.actions.map((act) => element("span", "", ` – ${words.promised(words.resolutions[act.action] ?? act.action)}`))),
        claim.evidence ? evidence(claim, house) : null,
      ),
    ];
  },
  callbacks: (wish, { day }) => [
    day(wish.at),
    element("span", "", element("strong", "", wish.name ?? "")),
    tel(wish.phone),
    element("p", "more", wish.summary),
  ],
};

const NOTHING = { bookings: "noBookings", claims: "noClaims", callbacks: "noCallbacks" };

export const booksPage = (kind) => (place, house) => {
  const list = fullList(place, house, `/${kind}`, house.words[NOTHING[kind]], (entry) => ROWS[kind](entry, house));
  return { opened: () => list.first() };
};
