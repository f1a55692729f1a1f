// What the page says, in the reader's language.

const ENGLISH = {
  title: "History", dark: "Dark", light: "Light", token: "Token", open: "Open",
  signIn: "History", signInWhy: "Paste your token. It stays on this device.", refused: "This token does not open the history.",
  restaurant: "Restaurant", all: "All restaurants", from: "From", to: "Until", show: "Show", periods: "Period",
  period: { 1: "Today", 7: "7 days", 30: "30 days", 90: "90 days", 365: "A year" },
  asking: (done, all) => `Asking the history: ${done} of ${all}`, cancel: "Cancel", cancelled: "Cancelled. What had arrived is shown.",
  failed: (why) => `This could not be answered: ${why}`, again: "Try again", lost: "the server does not answer.",
  agreement: (told) => `${told.differences.length === 0 ? "Agrees with PostgreSQL" : `Differs from PostgreSQL in ${told.differences.length} orders or calls`}; compared at ${told.at}, ${told.unsettled} hours${told.callsLeft ? " and all calls" : ""} left for later, ${told.behind} records behind.`, never: "Not compared with PostgreSQL yet.", kinds: { ORDER: "order", CALL: "call" },
  nothing: "Nothing in this period.", wrongPeriod: "The period ends before it begins.",
  csv: (name) => `CSV: ${name}`, table: "As a table", when: "When",
  figures: {
    revenue: "taken", orders: "orders", items: "items", average: "an order on average", cancelled: "cancelled", amended: "corrected after placing",
    prep: "from order to ready (median)", calls: "calls", handed: "handed to a person", understood: "of sentences understood",
    answered: "until the answer begins (median)", cost: "AI cost per order",
  },
  cards: {
    revenue: "Revenue", orders: "Orders by channel", hours: "Orders by hour of the day", items: "Sold most", preparation: "From order to ready",
    calls: "What came of calls", speech: "Not understood, corrected", answers: "Until the answer begins", ai: "AI cost per order",
  },
  series: {
    revenue: "revenue", phone: "phone", earpiece: "earpiece", orders: "orders", p50: "median", p95: "95 of 100", p99: "99 of 100",
    with_order: "with an order", handed_over: "handed over", without_order: "without an order", broken_off: "broken off",
    unclear: "sentences not understood", amended: "orders corrected", cost: "cost per order",
  },
  minutes: (n) => `${n} min`,
  shelf: {
    title: "Questions of your own", labels: { sql: "A question in SQL", "saved-name": "Name" }, ask: "Ask", save: "Save", remove: "Delete", cancel: "Cancel",
    list: "Saved questions", answer: "Answer", about: (deed, name) => `${deed}: ${name}`,
    saved: (name) => `${name} is saved.`, removed: (name) => `${name} is deleted.`, nameless: "A saved question needs a name: small letters, digits and hyphens.",
    asking: (percent) => `Asking: ${percent} %`, cancelled: "Cancelled.", failed: (why) => `This could not be done: ${why}`, lost: "the server does not answer.",
    rows: (all, cut, shown) => `Rows: ${all}${cut ? ", and more that are not shown" : ""}${shown ? `; the first ${shown} are shown` : ""}.`,
  },
};

const FRENCH = {
  title: "Historique", dark: "Sombre", light: "Clair", token: "Jeton", open: "Ouvrir",
  signIn: "Historique", signInWhy: "Collez votre jeton. Il reste sur cet appareil.", refused: "Ce jeton n'ouvre pas l'historique.",
  restaurant: "Restaurant", all: "Tous les restaurants", from: "Du", to: "Au", show: "Afficher", periods: "Période",
  period: { 1: "Aujourd'hui", 7: "7 jours", 30: "30 jours", 90: "90 jours", 365: "Un an" },
  asking: (done, all) => `Interrogation de l'historique : ${done} sur ${all}`, cancel: "Annuler", cancelled: "Annulé. Ce qui était arrivé est affiché.",
  failed: (why) => `Sans réponse : ${why}`, again: "Réessayer", lost: "le serveur ne répond pas.",
  agreement: (told) => `${told.differences.length === 0 ? "D'accord avec PostgreSQL" : `Diffère de PostgreSQL pour ${told.differences.length} commandes ou appels`} ; comparé à ${told.at}, ${told.unsettled} heures${told.callsLeft ? " et tous les appels" : ""} remises à plus tard, ${told.behind} enregistrements de retard.`, never: "Pas encore comparé avec PostgreSQL.", kinds: { ORDER: "commande", CALL: "appel" },
  nothing: "Rien sur cette période.", wrongPeriod: "La période finit avant de commencer.",
  csv: (name) => `CSV : ${name}`, table: "En tableau", when: "Quand",
  figures: {
    revenue: "encaissé", orders: "commandes", items: "articles", average: "par commande en moyenne", cancelled: "annulées", amended: "corrigées après coup",
    prep: "de la commande au prêt (médiane)", calls: "appels", handed: "transmis à une personne", understood: "des phrases comprises",
    answered: "avant le début de la réponse (médiane)", cost: "d'IA par commande",
  },
  cards: {
    revenue: "Chiffre d'affaires", orders: "Commandes par canal", hours: "Commandes par heure du jour", items: "Les plus vendus", preparation: "De la commande au prêt",
    calls: "Issue des appels", speech: "Non compris, corrigé", answers: "Avant le début de la réponse", ai: "Coût d'IA par commande",
  },
  series: {
    revenue: "chiffre d'affaires", phone: "téléphone", earpiece: "oreillette", orders: "commandes", p50: "médiane", p95: "95 sur 100", p99: "99 sur 100",
    with_order: "avec commande", handed_over: "transmis", without_order: "sans commande", broken_off: "interrompus",
    unclear: "phrases non comprises", amended: "commandes corrigées", cost: "coût par commande",
  },
  minutes: (n) => `${n} min`,
  shelf: {
    title: "Vos propres questions", labels: { sql: "Une question en SQL", "saved-name": "Nom" }, ask: "Demander", save: "Enregistrer", remove: "Supprimer", cancel: "Annuler",
    list: "Questions enregistrées", answer: "Réponse", about: (deed, name) => `${deed} : ${name}`,
    saved: (name) => `${name} est enregistrée.`, removed: (name) => `${name} est supprimée.`, nameless: "Une question enregistrée a besoin d'un nom : minuscules, chiffres et traits d'union.",
    asking: (percent) => `Interrogation : ${percent} %`, cancelled: "Annulé.", failed: (why) => `Impossible : ${why}`, lost: "le serveur ne répond pas.",
    rows: (all, cut, shown) => `Lignes : ${all}${cut ? ", et d'autres qui ne sont pas montrées" : ""}${shown ? ` ; les ${shown} premières sont montrées` : ""}.`,
  },
};

export const wordsFor = (language) => ((language ?? "").toLowerCase().startsWith("fr") ? FRENCH : ENGLISH);
