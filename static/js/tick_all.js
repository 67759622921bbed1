// Buttons that tick or untick every box of a list; without this script they stay hidden.

for (const buttons of document.querySelectorAll("[data-tick-all]")) {
  const boxes = buttons.parentElement.querySelectorAll("input[type=checkbox]");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const wanted = event.target.dataset.tick;
    if (wanted) boxes.forEach((box) => (box.checked = wanted === "true"));
  });
}
