// The search from any page: "/" opens it, arrow keys go through what was found, Escape closes it.

const dialog = document.getElementById("search-dialog");
const inputOfPage = document.getElementById("id_q");

function openSearch() {
  if (dialog) {
    dialog.showModal();
    dialog.querySelector("[data-search-input]").select();
  } else {
    inputOfPage.focus();
    inputOfPage.select();
  }
}

function isTyping(element) {
  return element.isContentEditable || element.matches("input, textarea, select");
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  openSearch();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-search-open]") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    openSearch();
  } else if (event.target.closest("[data-search-close]") || event.target === dialog) {
    dialog.close();
  }
});

// Arrow keys: from the input to the first hit, between the hits, and back to the input.

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const place = event.target.closest("[data-search-input], [data-hits] .hit-title");
  if (!step || !place) return;
  const root = place.closest("dialog") || document.querySelector("main");
  const stops = [...root.querySelectorAll("[data-search-input], [data-hits] .hit-title")];
  const next = stops[stops.indexOf(place) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

// A search field takes the first Escape to empty itself; one Escape closes the dialog.

dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  dialog.close();
});
