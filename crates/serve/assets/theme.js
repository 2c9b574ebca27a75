// Runs before the page is drawn, so that it never flashes in the other colours.
(() => {
  const key = "chancery-theme";
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const theme = kept();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".theme");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem(key, root.dataset.theme); } catch { /* it holds for this page */ }
    });
  });
})();
