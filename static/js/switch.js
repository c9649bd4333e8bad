/* The switch between light and dark. A choice that is the system's own is not kept: it follows. */
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const switches = document.querySelectorAll("[data-appearance]");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

function keep(name) {
  try {
    if (name) localStorage.theme = name;
    else delete localStorage.theme;
  } catch {
    // Holds for this page, then.
  }
}

function choose(dark) {
  if (dark === system.matches) delete root.dataset.theme;
  else root.dataset.theme = dark ? "dark" : "light";
  keep(root.dataset.theme);
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
