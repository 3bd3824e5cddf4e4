// The queue by keyboard: the keys that move between items of evidence elsewhere move between articles here. All the
// rest is HTML: `data-shortcut` names the button of an action, and Enter opens a link that has the focus.
import "./reach.js";
import { announce, on } from "./shortcuts.js";

const links = () => Array.from(document.querySelectorAll(".list .opens"));

const move = (step) => {
  const all = links();
  if (!all.length) {
    announce("There is no article to move to.");
    return true;
  }
  // From anywhere in a row to the next row; from outside the list to its first or last one.
  const here = all.indexOf(document.activeElement?.closest("tr")?.querySelector(".opens"));
  const start = here < 0 && step < 0 ? all.length : here;
  const next = all[Math.min(Math.max(start + step, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
};

on("next-evidence", () => move(1));
on("previous-evidence", () => move(-1));
