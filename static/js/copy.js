// A button beside a text copies it. Without JavaScript the button stays hidden, and the text can be
// selected and copied by hand.

async function copyText(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Over plain HTTP the browser has no clipboard; what is selected can still be copied.
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copyText(document.getElementById(button.dataset.copy));
    document.getElementById("status").textContent = done
      ? "The link is copied."
      : "The link is selected, but your browser does not let it be copied by a button.";
    if (done) button.firstChild.textContent = "Copied";
  });
}
