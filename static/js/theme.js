// Sets the colour theme before the first paint, so that a page never flashes in the other one.
// A choice made with the toggle is remembered; without one the system's preference holds.
(() => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function remembered() {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // Storage can be switched off.
    }
  }

  function apply() {
    const theme = remembered() || (dark.matches ? "dark" : "light");
    document.documentElement.dataset.bsTheme = theme;
  }

  apply();
  dark.addEventListener("change", apply);
})();
