// Long text is saved as it is typed, by htmx, as a draft. This says how it stands, in words, and
// keeps what has not reached the server in this browser, so that it can be offered on return.

const MARK = "data-autosave";

function stateOf(field) {
  return document.querySelector(field.getAttribute("hx-target"));
}

function keyOf(field) {
  return `unsent/${field.getAttribute(MARK)}`;
}

function inBrowser(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // Storage can be switched off; the server still has the drafts.
  }
}

function tryAgainButton(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-link";
  button.textContent = "Try again";
  button.addEventListener("click", () => htmx.trigger(field, "change"));
  return button;
}

function offerUnsent(field) {
  const kept = inBrowser((storage) => JSON.parse(storage.getItem(keyOf(field))));
  if (!kept) return;
  if (kept.text === field.value) {
    inBrowser((storage) => storage.removeItem(keyOf(field))); // It was saved after all.
    return;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-link";
  button.textContent = "Put it into the field";
  button.addEventListener("click", () => {
    field.value = kept.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  stateOf(field).replaceChildren(`This browser kept other text, typed at ${kept.at}. `, button);
}

for (const field of document.querySelectorAll(`[${MARK}]`)) {
  offerUnsent(field);
  field.addEventListener("input", () => {
    const at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    inBrowser((storage) => storage.setItem(keyOf(field), JSON.stringify({ text: field.value, at })));
  });
  field.addEventListener("htmx:beforeRequest", () => {
    stateOf(field).textContent = "Saving…";
  });
  field.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) inBrowser((storage) => storage.removeItem(keyOf(field)));
  });
  field.addEventListener("htmx:sendError", () => {
    stateOf(field).replaceChildren(
      "Not saved: the server cannot be reached. Your text is still on this page. ",
      tryAgainButton(field),
    );
  });
  field.addEventListener("htmx:responseError", (event) => {
    stateOf(field).replaceChildren(
      event.detail.xhr.responseText.startsWith("Not saved")
        ? `${event.detail.xhr.responseText} `
        : "Not saved. Your text is still on this page. ",
      tryAgainButton(field),
    );
  });
}
