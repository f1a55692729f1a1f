// Where this earpiece is paired, and how its token stays young: from half of its life on the device asks for a newer one.
// While nobody answers the old one is good, and where it is not, the renewal still is.

const TOKEN = "sotto.earpiece.token";
const RENEWAL = "sotto.earpiece.renewal";
const LOOK_EVERY_MILLIS = 10 * 60 * 1000;

export const token = () => localStorage.getItem(TOKEN);

/** A token comes in the fragment, which browsers never send, or is pasted; it stays on this device. */
export function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (given.get("token")) {
    keep(given.get("token"), given.get("renewal"), Number(given.get("life")));
    history.replaceState(null, "", location.pathname + location.search);
  }
  return token();
}

export function forgetToken() {
  localStorage.removeItem(TOKEN);
  localStorage.removeItem(RENEWAL);
}

function keep(access, renewal, seconds) {
  localStorage.setItem(TOKEN, access);
  if (!renewal) return localStorage.removeItem(RENEWAL);
  localStorage.setItem(RENEWAL, JSON.stringify({ with: renewal, renewAt: Date.now() + (seconds * 1000) / 2 }));
}

const kept = () => JSON.parse(localStorage.getItem(RENEWAL) ?? "null");

/** True when there is a newer token than before. */
export async function renew() {
  const renewal = kept();
  if (renewal === null) return false;
  try {
    const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: renewal.with });
    const answer = await fetch(`${await address()}/pair/token`, { method: "POST", body: form, signal: AbortSignal.timeout(10_000) });
    const said = await answer.json();
    if (answer.ok) keep(said.access_token, said.refresh_token, said.expires_in);
    // Another window of this device may have renewed it meanwhile.
    else if (said.error === "invalid_grant" && kept()?.with === renewal.with) localStorage.removeItem(RENEWAL);
    return answer.ok;
  } catch {
    return false; // without a network
  }
}

export function keepRenewing() {
  const due = () => Date.now() > (kept()?.renewAt ?? Infinity) && renew();
  setInterval(due, LOOK_EVERY_MILLIS);
  return due();
}

/** The order processor, where devices are paired; empty where they are not. */
async function address() {
  const answer = await fetch("pairing", { cache: "no-store" }).catch(() => null);
  return answer?.ok ? (await answer.json()).address : "";
}

/** The page that shows a code; empty while it cannot be reached. */
export async function pairingPage(language) {
  const at = await address();
  if (!at) return "";
  const there = await fetch(`${at}/.well-known/jwks.json`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  return there?.ok ? `${at}/pair#for=earpiece&language=${language}` : "";
}
