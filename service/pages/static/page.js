// What the page does better with a script. Everything else works without this file.
"use strict";

(() => {
  const form = document.querySelector("form.submission");
  const file = form.elements.namedItem("file");
  const button = form.querySelector("button");
  const progress = document.getElementById("progress");
  const maxBytes = Number(form.dataset.maxBytes);

  // Ctrl+Enter or Cmd+Enter reads, from wherever one stands in the form.
  form.querySelector(".keys").hidden = false;
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(button);
    }
  });

  // A file that is dropped on the form goes into its file field; the server reads it like a chosen one.
  const carriesFiles = (event) => Array.from(event.dataTransfer?.types ?? []).includes("Files");
  form.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.add("dropping");
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("dropping");
  });
  form.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    form.classList.remove("dropping");
    file.files = event.dataTransfer.files;
    file.dispatchEvent(new Event("change"));
    button.focus();
  });
  file.addEventListener("change", () => {
    const chosen = file.files[0];
    const tooLarge = chosen !== undefined && chosen.size > maxBytes;
    file.setCustomValidity(tooLarge ? `The file has more than ${maxBytes} bytes. Submit the article in parts.` : "");
    file.reportValidity();
    progress.textContent = chosen === undefined ? "" : `File chosen: ${chosen.name}`;
  });

  // Reading takes a moment for long articles: say so once, and be ready again when the reader comes back.
  const setBusy = (busy) => {
    button.disabled = busy;
    button.textContent = busy ? "Reading…" : "Read";
    progress.textContent = busy ? "Reading the article." : "";
  };
  form.addEventListener("submit", () => setBusy(true));
  window.addEventListener("pageshow", () => setBusy(false));

  // A mark and its note light up together.
  const numbersOf = (element) => element?.closest("[data-notes]")?.dataset.notes.split(" ") ?? [];
  const light = (numbers) => {
    for (const element of document.querySelectorAll("mark[data-notes], .note")) {
      element.classList.toggle("lit", element.dataset.notes.split(" ").some((one) => numbers.includes(one)));
    }
  };
  const bringIntoList = (number) => {
    const note = document.getElementById(`note-${number}`);
    const list = note?.parentElement;
    if (!list || list.scrollHeight <= list.clientHeight) return;
    const place = note.getBoundingClientRect();
    const frame = list.getBoundingClientRect();
    if (place.top < frame.top) list.scrollTop += place.top - frame.top;
    else if (place.bottom > frame.bottom) list.scrollTop += place.bottom - frame.bottom;
  };
  const follow = (event) => {
    const numbers = numbersOf(event.target);
    light(numbers);
    if (numbers.length && event.target.closest(".submitted")) bringIntoList(numbers[0]);
  };
  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-notes]");
    if (!mark || !window.getSelection().isCollapsed) return;
    const note = document.getElementById(`note-${numbersOf(mark)[0]}`);
    note.focus();
  });
})();
