// One key for every action, on every page of the moderators. `data-keys` of the body says which key does what, and
// `data-shortcuts` whether single keys do anything at all (WCAG 2.1.4). A page gives its own meaning to an action with
// `on`; an action without one presses, or focuses, the element that carries its name in `data-shortcut`.

const keys = JSON.parse(document.body.dataset.keys ?? "{}");
const isOn = document.body.dataset.shortcuts === "on";
const actions = new Map(Object.entries(keys).filter(([, key]) => key).map(([action, key]) => [key, action]));
const meanings = new Map();
const help = document.getElementById("shortcuts");
const status = document.getElementById("announcement");
const SHOWN_MS = 8000;
let fading = 0;

/** What an action does on this page; a function that returns false leaves it to the element with that name. */
export const on = (action, does) => meanings.set(action, does);

/** Tell a screen reader, and whoever looks, what an action did. */
export const announce = (text) => {
  if (!status) return;
  // The same words twice are a change only if something stood between them.
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
  });
  clearTimeout(fading);
  fading = setTimeout(() => {
    status.textContent = "";
  }, SHOWN_MS);
};

const isWriting = (target) =>
  target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button])");

const press = (element) => {
  if (element.matches("button, summary, a, input[type=radio], input[type=checkbox]")) element.click();
  if (element.matches("input, textarea, select")) element.focus();
};

/** Do what an action means here; false where it means nothing. */
export const perform = (action) => {
  const does = meanings.get(action);
  if (does && does() !== false) return true;
  const element = document.querySelector(`[data-shortcut="${action}"]:not([disabled])`);
  if (element) press(element);
  return Boolean(element);
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    if (perform("save")) event.preventDefault();
    return;
  }
  if (!isOn || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
  if (help?.open && event.key !== keys.help) return;
  const action = actions.get(event.key) ?? actions.get(event.key.toLowerCase());
  if (action && perform(action)) event.preventDefault();
});

if (help) {
  const opener = document.querySelector(".shortcuts-opener");
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
  help.querySelector("button").addEventListener("click", () => help.close());
  on("help", () => (help.open ? help.close() : help.showModal()));
  // The list on the page is for browsers without a script; with one, the dialog shows it.
  document.querySelector(".shortcuts-list").hidden = true;
}
on("queue", () => {
  if (document.querySelector('[data-shortcut="queue"]')) return false;
  location.assign("/review");
  return true;
});
on("search", () => {
  if (document.querySelector('[data-shortcut="search"]')) return false;
  location.assign("/review#search");
  return true;
});
if (isOn) document.documentElement.classList.add("has-keys");
if (location.hash === "#search") document.querySelector('[data-shortcut="search"]')?.focus();
