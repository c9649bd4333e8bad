/* The switch between light and dark. A choice that is the system's own is not kept: it follows. */
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const switches = document.querySelectorAll("[data-appearance]");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

function choose(dark) {
  const name = dark ? "dark" : "light";
  if (dark === system.matches) delete root.dataset.theme;
  else root.dataset.theme = name;
  try {
    localStorage.theme = dark === system.matches ? "" : name;
  } catch {
    // Holds for this page, then.
  }
  show();
}

function show() {
  const ground = getComputedStyle(document.body).backgroundColor;
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = ground;
  for (const control of switches) control.setAttribute("aria-checked", isDark());
}

for (const control of switches) control.addEventListener("click", () => choose(!isDark()));
system.addEventListener("change", show);
show();
