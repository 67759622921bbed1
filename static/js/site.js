// Behaviour that every page shares. Each page works without it.

// Theme: the button stays hidden without JavaScript, where the system's preference holds.

const toggle = document.getElementById("theme-toggle");

function otherTheme() {
  return document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
}

function offerOtherTheme() {
  toggle.textContent = otherTheme() === "dark" ? "Dark mode" : "Light mode";
}

if (toggle) {
  toggle.hidden = false;
  offerOtherTheme();
  toggle.addEventListener("click", () => {
    const theme = otherTheme();
    document.documentElement.dataset.bsTheme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // Storage can be switched off; the choice then lasts for this page.
    }
    offerOtherTheme();
  });
}

// Menus are <details>: Escape or a click elsewhere closes them.

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Whoever signs in next in this tab is not offered what was typed and not saved.

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-signs-out]")) return;
  try {
    sessionStorage.clear();
  } catch {
    // Storage can be switched off; then nothing was kept.
  }
});

// Focus: an error summary is read first; after a swap, what `data-focus` marks.

function focusOn(element) {
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus();
}

const summary = document.querySelector(".error-summary");
if (summary) focusOn(summary);

document.addEventListener("htmx:afterSettle", (event) => {
  const root = event.detail.elt;
  const target = root.matches(".error-summary, [data-focus]")
    ? root
    : root.querySelector(".error-summary, [data-focus]");
  if (target) focusOn(target);
});

// The link of an error summary puts the cursor into the field, not only the field on the screen.

document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const block = field.closest("fieldset, .field") || field;
  block.scrollIntoView();
  field.focus({ preventScroll: true });
});

// Signing in, in another tab too, changes the token that a form must carry; the cookie has the
// present one.

function presentToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
}

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters } = event.detail;
  const token = presentToken();
  if (!token) return;
  headers["X-CSRFToken"] = token;
  if (parameters.csrfmiddlewaretoken) parameters.csrfmiddlewaretoken = token;
});
document.addEventListener("submit", (event) => {
  const field = event.target.elements.csrfmiddlewaretoken;
  const token = presentToken();
  if (field && token) field.value = token;
});

// Who signs out leaves no unsent text behind in this browser.

document.addEventListener("submit", (event) => {
  if (!event.target.action.endsWith("/account/sign-out/")) return;
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith("unsent/")) sessionStorage.removeItem(key);
    }
  } catch {
    // Storage can be switched off; then there is none.
  }
});

// What went wrong on the way to the server is said in the status region; the text stays.

const region = document.getElementById("status");

function say(text) {
  region.textContent = text;
  region.classList.add("status-shown");
}

const STILL_HERE = "What you typed is still on this page.";

document.addEventListener("htmx:sendError", () => {
  say(`The server cannot be reached. ${STILL_HERE} Try again in a moment.`);
});
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) {
    say(`You are signed out. ${STILL_HERE} Sign in in a new tab, then try again.`);
  } else {
    say(`The server answered with error ${status}. ${STILL_HERE} Try again in a moment.`);
  }
});
document.addEventListener("htmx:beforeRequest", (event) => {
  region.classList.remove("status-shown");
  event.detail.target.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.target.removeAttribute("aria-busy");
});

// Character count: says how many are left; nothing that was typed or pasted is cut off.

for (const line of document.querySelectorAll("[data-count-of]")) {
  const field = document.getElementById(line.dataset.countOf);
  const show = () => {
    const left = Number(line.dataset.limit) - field.value.length;
    const characters = Math.abs(left) === 1 ? "character" : "characters";
    line.textContent =
      left < 0
        ? `You have ${-left} ${characters} too many`
        : `You have ${left} ${characters} remaining`;
    line.classList.toggle("character-count-over", left < 0);
  };
  field.removeAttribute("maxlength");
  field.addEventListener("input", show);
  show();
}

// "None of these" and "Not known yet" stand alone: choosing one clears the others, and back.

document.addEventListener("change", (event) => {
  const box = event.target.closest("input[type='checkbox'].form-check-input");
  const group = box && box.checked && box.closest("fieldset");
  if (!group) return;
  for (const other of group.querySelectorAll(`input[name='${CSS.escape(box.name)}']`)) {
    if (other !== box && "exclusive" in { ...box.dataset, ...other.dataset }) other.checked = false;
  }
});
