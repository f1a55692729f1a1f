// A paired device's token grows old; from half of its life on the device asks for a newer one. While nobody answers the old
// one is good, and where it is not, the renewal still is.
import { post } from "./pairing.js";

const LOOK_EVERY_MILLIS = 10 * 60 * 1000;

const tokenKey = (restaurantId) => `sotto.token.${restaurantId}`;
const renewalKey = (restaurantId) => `sotto.renewal.${restaurantId}`;

/** What pairing or a renewal gave, kept on this device. */
export function keep(given) {
  localStorage.setItem(tokenKey(given.restaurant), given.access_token);
  const renewAt = Date.now() + (given.expires_in * 1000) / 2;
  localStorage.setItem(renewalKey(given.restaurant), JSON.stringify({ with: given.refresh_token, renewAt }));
}

const kept = (restaurantId) => JSON.parse(localStorage.getItem(renewalKey(restaurantId)) ?? "null");

/** True when there is a newer token than before. */
export async function renew(restaurantId) {
  const renewal = kept(restaurantId);
  if (renewal === null) return false;
  const { status, body } = await post("/pair/token", { grant_type: "refresh_token", refresh_token: renewal.with });
  if (status === 200) {
    keep(body);
    return true;
  }
  // Another window of this device may have renewed it meanwhile.
  if (body.error === "invalid_grant" && kept(restaurantId)?.with === renewal.with) localStorage.removeItem(renewalKey(restaurantId));
  return false;
}

export async function renewWhenDue(restaurantId) {
  const renewal = kept(restaurantId);
  if (renewal !== null && Date.now() > renewal.renewAt) await renew(restaurantId);
}

/** From now on, while the page is open. */
export function keepRenewing(restaurantId) {
  setInterval(() => renewWhenDue(restaurantId), LOOK_EVERY_MILLIS);
}
