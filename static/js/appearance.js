/* Before the page is drawn, so that nothing flashes: what this reader chose; and html.js for CSS. */
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const { theme, text } = localStorage;
    if (/^(light|dark)$/.test(theme)) root.dataset.theme = theme;
    if (/^large(st)?$/.test(text)) root.dataset.text = text;
  } catch {
    // A browser that keeps nothing.
  }
})();
