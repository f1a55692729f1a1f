// The page of a new device that nothing is known of: it shows a code, and becomes what the manager makes of it.
import { pairingCard } from "./card.js";
import { keep } from "./renewal.js";

const asked = new URLSearchParams(location.hash.slice(1));
const language = asked.get("language") ?? navigator.language;
const purpose = asked.get("for") === "earpiece" ? "earpiece" : "kitchen";

document.documentElement.lang = language.slice(0, 2);
pairingCard(document.getElementById("pair"), purpose, null, language, (given) => {
  if (given.purpose === "earpiece") return location.replace(`${given.opens}#${handedOver(given)}`);
  keep(given);
  location.replace(given.opens);
});

/** The earpieces' page is another site's and keeps its own; a fragment is never sent anywhere. */
function handedOver(given) {
  return new URLSearchParams({ token: given.access_token, renewal: given.refresh_token, life: given.expires_in });
}
