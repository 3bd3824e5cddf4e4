// What the page of a decision does better with a script: places by selecting words, evidence by keys, a warning before
// something typed is lost. Everything else works without this file.
//
// What is typed lives in the form and nowhere else. Notes and quoted words belong to articles that may be unpublished,
// so no draft is written to the browser's storage, where the next person at this computer could read it.

import { isWithinReach, tellSilence } from "./reach.js";
import { announce, on } from "./shortcuts.js";
import { placeOfSelection, rangeOfPlace } from "./places.js";

const form = document.getElementById("decision");
const notes = Array.from(document.querySelectorAll(".note"));
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// A mark and its note light up together.
const numbersOf = (element) => element?.closest("[data-notes]")?.dataset.notes.split(" ") ?? [];
const withNotes = document.querySelectorAll("mark[data-notes], .note");
const toggle = (name, numbers) => {
  for (const element of withNotes) {
    element.classList.toggle(name, element.dataset.notes.split(" ").some((one) => numbers.includes(one)));
  }
};
const follow = (event) => toggle("lit", numbersOf(event.target));
document.addEventListener("pointerover", follow);
document.addEventListener("focusin", follow);
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-notes]");
  if (mark && window.getSelection().isCollapsed) choose(notes[Number(numbersOf(mark)[0]) - 1]);
});

// One item of evidence is the current one; keys say what is thought of it.
let current = null;
const choose = (note) => {
  if (!note) return;
  current?.removeAttribute("aria-current");
  current = note;
  note.setAttribute("aria-current", "true");
  toggle("current", [note.dataset.notes]);
  note.focus({ preventScroll: true });
  note.scrollIntoView({ block: "nearest" });
  const mark = document.querySelector(`mark[data-notes~="${note.dataset.notes}"]`);
  mark?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
};
const step = (by) => () => {
  if (!notes.length) return announce("Nothing was noticed in this article.");
  const place = current ? notes.indexOf(current) + by : by > 0 ? 0 : notes.length - 1;
  if (!notes[place]) return announce(by > 0 ? "That was the last item." : "That was the first item.");
  return choose(notes[place]);
};
document.addEventListener("focusin", (event) => {
  const note = event.target.closest(".note");
  if (note && note !== current) {
    current?.removeAttribute("aria-current");
    current = note;
    note.setAttribute("aria-current", "true");
    toggle("current", [note.dataset.notes]);
  }
});
const judge = (action, word) => () => {
  const radio = current?.querySelector(`input[value="${action}"]`);
  if (!radio) return announce("Choose an item of evidence first.");
  radio.click();
  announce(`${current.dataset.notes}, ${current.dataset.title}: ${word}.`);
  if (action === "corrected") current.querySelector(".correction select").focus();
  return true;
};
on("next-evidence", step(1));
on("previous-evidence", step(-1));
on("accept", judge("accepted", "accepted"));
on("reject", judge("rejected", "rejected"));
on("correct", judge("corrected", "choose what is right"));
document.getElementById("blur")?.addEventListener("change", (event) => {
  const { number, headline } = document.querySelector(".desk").dataset;
  const before = form?.querySelector("#problem") ? "Not saved: " : "";
  document.title = `${before}#${number} ${event.target.checked ? "blurred" : headline} · Caveat`;
  announce(event.target.checked ? "The article is blurred." : "The article is shown.");
});

// Out of a field to where keys work again: the item that is being judged, or the article.
document.addEventListener("keydown", (event) => {
  const isField = event.target.matches("textarea, select, input[type=text]") && event.target.form === form;
  if (event.key !== "Escape" || event.isComposing || !form || !isField) return;
  event.preventDefault();
  (event.target.closest(".note") ?? current ?? document.getElementById("article")).focus({ preventScroll: true });
});

if (form) {
  const rows = document.getElementById("additions");
  const article = document.getElementById("article");
  const fieldsOf = (row) => ({
    signal: row.querySelector("select"),
    words: row.querySelector("input[name=add-words]"),
    place: row.querySelector("input[name=add-place]"),
  });

  // Rows for what was missed appear when words were selected; the two blank ones are for browsers without a script.
  const blank = rows.querySelector(".blank");
  const pattern = blank.cloneNode(true);
  pattern.classList.remove("blank");
  for (const row of rows.querySelectorAll(".blank")) row.remove();
  for (const element of form.querySelectorAll(".without-script")) element.hidden = true;
  for (const element of form.querySelectorAll(".with-script, .remove")) element.hidden = false;
  pattern.querySelector(".remove").hidden = false;

  const paint = () => {
    if (!window.Highlight || !CSS.highlights) return;
    const ranges = Array.from(rows.children, (row) => rangeOfPlace(article, fieldsOf(row).place.value)).filter(Boolean);
    CSS.highlights.set("missed", new Highlight(...ranges));
  };
  const addRow = ({ words = "", place = "" }) => {
    const row = pattern.cloneNode(true);
    row.removeAttribute("id");
    fieldsOf(row).words.value = words;
    fieldsOf(row).place.value = place;
    rows.append(row);
    fieldsOf(row).signal.focus();
    row.scrollIntoView({ block: "nearest" });
    changed();
    paint();
  };
  const add = () => {
    const selected = placeOfSelection(article, window.getSelection());
    if (selected.fault) return announce(selected.fault);
    addRow(selected);
    announce(`Added “${selected.words}”. Choose the signal.`);
    return true;
  };
  on("add", add);
  const button = document.getElementById("add-selected");
  // Pressing the button must not end the selection that it is about.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", add);
  // Without a pointer nothing can be selected; the words are then typed, and the server looks them up.
  document.getElementById("add-typed").addEventListener("click", () => addRow({}));
  rows.addEventListener("click", (event) => {
    if (!event.target.matches(".remove")) return;
    event.target.closest(".addition").remove();
    changed();
    paint();
    button.focus();
    announce("Removed.");
  });
  // Words that were changed by hand are looked up again by the server.
  rows.addEventListener("input", (event) => {
    if (!event.target.matches("input[name=add-words]")) return;
    fieldsOf(event.target.closest(".addition")).place.value = "";
    paint();
  });
  paint();

  // Nothing is cut: the length is counted as the server counts it, in code points.
  const note = document.getElementById("note");
  const count = document.getElementById("note-count");
  const most = Number(note.dataset.most);
  const lengthOfNote = () => Array.from(note.value.trim()).length;
  const measure = () => {
    const length = lengthOfNote();
    count.hidden = length < most / 2;
    count.textContent = length > most ? `${length - most} characters too many` : `${length} of ${most} characters`;
    count.classList.toggle("problem-text", length > most);
  };
  note.addEventListener("input", measure);
  measure();

  // Whoever leaves with something unsaved is asked; a form that came back after a refusal is unsaved too.
  let isUnsaved = Boolean(document.getElementById("problem"));
  let isSaving = false;
  function changed() {
    isUnsaved = true;
  }
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.form === form) changed();
    });
  }
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved && !isSaving) event.preventDefault();
  });
  // A note of any length is kept here; one that is far too long would be refused before the form could be drawn again.
  const isTooLong = () => {
    const excess = lengthOfNote() - most;
    if (excess <= 0) return false;
    note.focus();
    announce(`Not saved: the note is ${excess} characters too long. Nothing was cut; shorten it.`);
    return true;
  };
  // What is not answered would be replaced by a page of the browser; whoever presses again wants to try.
  let wasHeld = false;
  const isHeld = () => {
    if (isWithinReach() || wasHeld) return false;
    wasHeld = true;
    tellSilence();
    announce("Not saved: the service does not answer. Press again to try all the same.");
    return true;
  };
  document.addEventListener("reached", () => {
    wasHeld = false;
  });
  form.addEventListener("submit", (event) => {
    if (isSaving || isTooLong() || isHeld()) {
      event.preventDefault();
      return;
    }
    isSaving = true;
    announce("Saving.");
  });
  window.addEventListener("pageshow", () => {
    isSaving = false;
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "rating") announce(`Rated ${event.target.closest("label").innerText.trim()}.`);
  });
  on("note", () => {
    note.focus();
    return true;
  });

  document.getElementById("problem")?.focus();

  // Saving takes a lost article again by itself; the way by a new page would lose what was typed.
  document.addEventListener("htmx:afterSettle", () => {
    const lost = document.querySelector(".lease.lost form");
    if (!lost) return;
    const words = document.createElement("p");
    words.textContent = "Save takes it again, if nobody else has it.";
    lost.replaceWith(words);
  });
}
