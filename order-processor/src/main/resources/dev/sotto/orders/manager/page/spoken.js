// How the voice says a dish and its price: the same rules as the dialogue's own amounts, so that a manager hears it first.

const NAMES = {
  en: { EUR: ["euro", "euros", "cent", "cents"], USD: ["dollar", "dollars", "cent", "cents"], GBP: ["pound", "pounds", "penny", "pence"], CHF: ["franc", "francs", "cent", "cents"] },
  fr: { EUR: ["euro", "euros", "centime", "centimes"], USD: ["dollar", "dollars", "cent", "cents"], GBP: ["livre", "livres", "penny", "pence"], CHF: ["franc", "francs", "centime", "centimes"] },
};

export const decimalsOf = (currency) => new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;

export function amount(minor, currency, language) {
  const french = language.startsWith("fr");
  const [one, many, smallOne, smallMany] = NAMES[french ? "fr" : "en"][currency] ?? [currency, currency, "cent", "cents"];
  const unit = 10 ** decimalsOf(currency);
  const whole = Math.floor(minor / unit);
  const small = minor % unit;
  const single = (n) => n === 1 || (french && n === 0);
  const wholes = `${whole} ${single(whole) ? one : many}`;
  const smalls = `${small} ${single(small) ? smallOne : smallMany}`;
  if (small === 0) return wholes;
  if (whole === 0) return smalls;
  // "1 euro 5" would be heard as 1.50.
  return small < 10 ? `${wholes}${french ? " et " : " and "}${smalls}` : `${wholes} ${small}`;
}

const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);

export function sentences(dish, currency, language, words) {
  if (dish.sizes.length > 0) {
    return dish.sizes.map((size) => words.isPrice(capital(`${dish.name} ${size.name}`), amount(size.priceMinor, currency, language))).join(" ");
  }
  return words.isPrice(capital(dish.name), amount(dish.priceMinor ?? 0, currency, language));
}
