// What is typed is kept by htmx as a draft. This says how that stands, in words, and keeps what has
// not reached the server in this browser, so that it can be offered on return.
//
// `data-autosave` on a text field stands for its text, inside a form for all of the form; its value
// is the name under which the text is kept. `data-saved` on a later page names a form that the
// server has stored.

const MARK = "data-autosave";
const lastSent = new Map(); // The content of each that is on its way or was answered.

function stateOf(marked) {
  return document.querySelector(marked.getAttribute("hx-target"));
}

function formOf(marked) {
  return marked.form || marked.closest("form");
}

function isField(marked) {
  return "value" in marked;
}

function keyOf(marked) {
  return `unsent/${marked.getAttribute(MARK)}`;
}

function contentOf(marked) {
  if (isField(marked)) return marked.value;
  const entries = [...new FormData(formOf(marked))];
  return JSON.stringify(entries.filter(([name]) => name !== "csrfmiddlewaretoken"));
}

function inBrowser(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null; // Storage can be switched off; the server still has the drafts.
  }
}

function button(words, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn btn-link";
  element.textContent = words;
  element.addEventListener("click", act);
  return element;
}

function tryAgainButton(marked) {
  return button("Try again", () => {
    lastSent.delete(marked);
    htmx.trigger(marked, "change");
  });
}

function putIntoField(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

// A form may have more rows than the page shows: the server shows it as it was typed.
function putIntoForm(form, text) {
  const copy = document.createElement("form");
  copy.method = "post";
  const token = form.elements.csrfmiddlewaretoken.value;
  const entries = [...JSON.parse(text), ["restore", "1"], ["csrfmiddlewaretoken", token]];
  for (const [name, value] of entries) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    copy.append(field);
  }
  copy.hidden = true;
  document.body.append(copy);
  copy.submit();
}

function offerUnsent(marked) {
  const kept = inBrowser((storage) => JSON.parse(storage.getItem(keyOf(marked))));
  if (!kept) return;
  if (kept.text === contentOf(marked)) {
    inBrowser((storage) => storage.removeItem(keyOf(marked))); // It was saved after all.
    return;
  }
  const words = isField(marked) ? "Put it into the field" : "Put it into the form";
  const put = button(words, () => {
    if (isField(marked)) putIntoField(marked, kept.text);
    else putIntoForm(formOf(marked), kept.text);
  });
  stateOf(marked).replaceChildren(`This browser kept other text, typed at ${kept.at}. `, put);
}

for (const saved of document.querySelectorAll("[data-saved]")) {
  inBrowser((storage) => storage.removeItem(`unsent/${saved.dataset.saved}`));
}

for (const marked of document.querySelectorAll(`[${MARK}]`)) {
  const forget = () => inBrowser((storage) => storage.removeItem(keyOf(marked)));
  offerUnsent(marked);
  (isField(marked) ? marked : formOf(marked)).addEventListener("input", () => {
    const at = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const text = contentOf(marked);
    inBrowser((storage) => storage.setItem(keyOf(marked), JSON.stringify({ text, at })));
  });
  marked.addEventListener("htmx:configRequest", (event) => {
    // Leaving the field sends nothing new, and must not take away what is about to be clicked.
    if (lastSent.get(marked) === contentOf(marked)) event.preventDefault();
  });
  marked.addEventListener("htmx:beforeRequest", () => {
    lastSent.set(marked, contentOf(marked));
    stateOf(marked).textContent = "Saving…";
  });
  marked.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) forget();
  });
  marked.addEventListener("htmx:sendError", () => {
    stateOf(marked).replaceChildren(
      "Not saved: the server cannot be reached. Your text is still on this page. ",
      tryAgainButton(marked),
    );
  });
  marked.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
    // Status 401 has brought its own sentence, with the way to sign in.
    if (xhr.status === 401) stateOf(marked).append(" ", tryAgainButton(marked));
    else {
      stateOf(marked).replaceChildren(
        xhr.responseText.startsWith("Not saved")
          ? `${xhr.responseText} `
          : "Not saved. Your text is still on this page. ",
        tryAgainButton(marked),
      );
    }
  });
}
