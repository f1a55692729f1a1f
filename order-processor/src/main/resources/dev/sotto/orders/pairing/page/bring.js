// Somebody scanned a waiting device's picture: his code goes to the restaurant whose manager he is.
import { element } from "/assets/kitchen/elements.js";
import { wordsFor } from "./words.js";

const MANAGER = "sotto.manager.";
const words = wordsFor(navigator.language);
const code = new URLSearchParams(location.hash.slice(1)).get("code") ?? "";
const restaurants = Object.keys(localStorage).filter((key) => key.startsWith(MANAGER)).map((key) => key.slice(MANAGER.length));
const address = (id) => `/manager/${encodeURIComponent(id)}#devices${code ? `?code=${encodeURIComponent(code)}` : ""}`;
const place = document.getElementById("bring");

document.documentElement.lang = navigator.language.slice(0, 2);
if (restaurants.length === 1) {
  location.replace(address(restaurants[0]));
} else if (restaurants.length === 0) {
  place.append(element("h1", "", words.title), element("p", "", words.noManager), element("p", "pair-code", code));
} else {
  place.append(element("h1", "", words.bring), element("ul", "", ...restaurants.map((id) => element("li", "", link(id)))));
}

function link(id) {
  const to = element("a", "", id);
  to.href = address(id);
  return to;
}
