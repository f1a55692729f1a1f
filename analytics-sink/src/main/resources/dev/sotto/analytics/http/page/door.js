// Who may look, and by which light: the same on every page of the history.

const TOKEN = "sotto.history";
const THEME = "sotto.theme.history";
const at = (id) => document.getElementById(id);

export const token = () => localStorage.getItem(TOKEN);

/** A token behind the # of the address stays on this device and leaves the address. */
export function takeToken() {
  const shown = new URLSearchParams(location.hash.slice(1)).get("token");
  if (shown) {
    localStorage.setItem(TOKEN, shown);
    history.replaceState(null, "", location.pathname);
  }
  return token();
}

/** Shows the question for a token, and why it is asked. */
export function askForToken(words, why) {
  at("sign-in").hidden = false;
  at("sign-in-title").textContent = words.signIn;
  at("sign-in-why").textContent = why;
  at("token-label").textContent = words.token;
  at("sign-in-open").textContent = words.open;
  at("token").focus();
}

export const forgetToken = () => localStorage.removeItem(TOKEN);

/** relit: what is to be drawn anew in another light. */
export function openDoor(words, relit) {
  const light = (theme) => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(THEME, theme);
    at("theme").textContent = theme === "dark" ? words.light : words.dark;
    relit();
  };
  at("theme").addEventListener("click", () => light(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  at("sign-in").addEventListener("submit", (event) => {
    event.preventDefault();
    localStorage.setItem(TOKEN, at("token").value.trim());
    location.reload();
  });
  window.addEventListener("hashchange", () => takeToken() && location.reload());
  light(localStorage.getItem(THEME) ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
}
