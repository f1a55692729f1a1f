// What a waiting device shows: the code, large enough for somebody who holds a telephone, and its picture.
import { element } from "/assets/kitchen/elements.js";
import { Pairing } from "./pairing.js";
import { wordsFor } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET_ZONE = 4;

/** Draws into place until the device is paired. */
export function pairingCard(place, purpose, restaurantId, language, granted) {
  const words = wordsFor(language);
  const say = (...children) => place.replaceChildren(element("h2", "", words.title), ...children);
  const pairing = new Pairing(purpose, restaurantId, {
    code: (asked) => say(...shown(asked, words)),
    away: () => say(element("p", "pair-wait", words.away)),
    denied: () => {
      const again = element("button", "pair-again", words.again);
      again.addEventListener("click", () => pairing.start());
      say(element("p", "pair-wait", words.denied), again);
    },
    granted,
  });
  place.className = "pair-card";
  place.hidden = false;
  say(element("p", "pair-wait", words.wait));
  pairing.start();
  return pairing;
}

function shown(asked, words) {
  const code = element("p", "pair-code", asked.user_code);
  code.setAttribute("aria-label", words.spelled(asked.user_code.replace("-", "").split("").join(" ")));
  return [element("p", "", words.type), code, picture(asked, words), element("p", "pair-where", asked.verification_uri)];
}

function picture({ qr_size: size, qr_path: path }, words) {
  const all = size + 2 * QUIET_ZONE;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `${-QUIET_ZONE} ${-QUIET_ZONE} ${all} ${all}`);
  svg.setAttribute("class", "pair-picture");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words.picture);
  svg.setAttribute("shape-rendering", "crispEdges");
  const squares = document.createElementNS(SVG, "path");
  squares.setAttribute("d", path);
  svg.append(squares);
  return svg;
}
