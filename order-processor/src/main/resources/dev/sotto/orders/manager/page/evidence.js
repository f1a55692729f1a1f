// Pictures that a guest sent of what was wrong, and the link he sends them by, for whoever writes to him by hand.
import { button, element } from "/assets/kitchen/elements.js";

export function evidence(claim, house) {
  const place = element("div", "evidence");
  const open = button("small", house.words.pictures, () => show(place, open, claim, house).catch(house.failed));
  place.append(open);
  return place;
}

async function show(place, open, claim, house) {
  const { words, day, api } = house;
  if (place.childElementCount > 1) return place.replaceChildren(open);
  const path = `/claims/${encodeURIComponent(claim.id)}`;
  const told = await api.get(`${path}/evidence`);
  const link = told.link ? [`${words.linkFor(day(told.closesAt))} `, element("code", "", new URL(told.link, location.origin).href)] : [words.noLink];
  place.replaceChildren(open, element("p", "", ...link), told.pictures.length === 0 ? element("p", "none", words.noPictures) : "");
  for (const [nth, picture] of told.pictures.entries()) {
    const shown = await createImageBitmap(await api.bytes(`${path}/pictures/${encodeURIComponent(picture.id)}`)).catch(() => null);
    if (shown) place.append(drawn(shown, words.pictureOf(nth + 1, day(picture.at))));
  }
}

/** On a canvas: what a stranger sent gets no address of its own in this page. */
function drawn(picture, label) {
  const canvas = element("canvas", "evidence-picture");
  const scale = Math.min(1, 900 / Math.max(picture.width, picture.height));
  Object.assign(canvas, { width: Math.max(1, picture.width * scale), height: Math.max(1, picture.height * scale) });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}
