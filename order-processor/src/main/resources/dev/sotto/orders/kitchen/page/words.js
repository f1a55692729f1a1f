// What the screen says, in the restaurant's language.

const ENGLISH = {
  kitchen: "Kitchen",
  open: (n) => (n === 1 ? "1 ticket" : `${n} tickets`),
  empty: "No open tickets",
  table: (t) => (/^\d/.test(t) ? `Table ${t}` : t),
  phone: (digits) => `☎ ··${digits}`,
  takeaway: "Phone",
  without: (name) => `NO ${name}`,
  bump: "Done",
  sending: "…",
  seen: "Seen",
  cancelled: "Cancelled",
  labels: { changed: "Changed", recalled: "Back again" },
  amounts: { normal: "", light: "light ", extra: "extra ", double: "double " },
  problems: {
    changed: "The order has just changed. Look again, then press.",
    cancelled: "The order was cancelled.",
    away: "The system does not answer. Press again in a moment.",
  },
  recall: "Recall",
  recallOne: (number) => `Recall #${number}`,
  soundOff: "Tap for sound",
  soundOn: "Sound is on",
  dark: "Dark",
  light: "Light",
  offline: (time, seconds) =>
    `OFFLINE since ${time} – new orders are not shown` + (seconds > 0 ? ` – trying again in ${seconds} s` : " – trying again…"),
  slow: "No answer yet. Look whether the ticket is still there, then press again.",
  failed: "That did not work. Press again.",
  signIn: "Kitchen screen",
  signInWhy: "Paste this screen's token. Ask your manager for it.",
  refused: "This token does not open this kitchen. Paste another one.",
  openScreen: "Open the screen",
};

const FRENCH = {
  kitchen: "Cuisine",
  open: (n) => (n <= 1 ? `${n} bon` : `${n} bons`),
  empty: "Aucun bon en cours",
  table: (t) => (/^\d/.test(t) ? `Table ${t}` : t),
  phone: (digits) => `☎ ··${digits}`,
  takeaway: "Téléphone",
  without: (name) => `SANS ${name}`,
  bump: "Prêt",
  sending: "…",
  seen: "Vu",
  cancelled: "Annulé",
  labels: { changed: "Modifié", recalled: "Rappelé" },
  amounts: { normal: "", light: "peu de ", extra: "supplément ", double: "double " },
  problems: {
    changed: "La commande vient de changer. Regardez de nouveau, puis appuyez.",
    cancelled: "La commande a été annulée.",
    away: "Le système ne répond pas. Appuyez de nouveau dans un instant.",
  },
  recall: "Rappeler",
  recallOne: (number) => `Rappeler n° ${number}`,
  soundOff: "Activer le son",
  soundOn: "Son activé",
  dark: "Sombre",
  light: "Clair",
  offline: (time, seconds) =>
    `HORS LIGNE depuis ${time} – les nouvelles commandes ne s'affichent pas` +
    (seconds > 0 ? ` – nouvel essai dans ${seconds} s` : " – nouvel essai…"),
  slow: "Pas encore de réponse. Regardez si le bon est toujours là, puis appuyez de nouveau.",
  failed: "Cela n'a pas marché. Appuyez de nouveau.",
  signIn: "Écran de cuisine",
  signInWhy: "Collez le jeton de cet écran. Demandez-le à votre responsable.",
  refused: "Ce jeton n'ouvre pas cette cuisine. Collez-en un autre.",
  openScreen: "Ouvrir l'écran",
};

export function wordsFor(language) {
  return (language ?? "").toLowerCase().startsWith("fr") ? FRENCH : ENGLISH;
}
