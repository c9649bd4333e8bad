/* Room to write in: the text area is as tall as the text, the page scrolls, the toolbar stays in
   sight, and the caret never goes behind the toolbar or the bar with the buttons. */
(() => {
  const LEAST = 380; // pixels
  const BAR = ".story-foot, .submit-row"; // the outer one comes first
  const AIR = 24; // pixels between the caret and what would hide it

  const isMaximized = (editor) =>
    editor.getCommand("maximize")?.state === CKEDITOR.TRISTATE_ON;

  function grow(editor) {
    const { documentElement } = editor.document.$;
    const contents = editor.ui.space("contents");
    documentElement.classList.toggle("newsroom-grows", !isMaximized(editor));
    if (isMaximized(editor)) return;
    const height = Math.max(LEAST, Math.ceil(documentElement.getBoundingClientRect().height));
    contents.setStyle("height", `${height}px`);
  }

  /* Where the caret stands in the window: its upper and lower edge; null if out of sight. */
  function caret(editor) {
    const selection = editor.document.$.getSelection();
    if (!selection?.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const { focusNode, focusOffset } = selection;
    let box = range.getClientRects()[0];
    if (!box) {
      const near = focusNode.childNodes?.[focusOffset] ?? focusNode;
      box = (near.getBoundingClientRect ? near : near.parentElement)?.getBoundingClientRect();
    }
    if (!box) return null;
    const { top } = editor.window.getFrame().$.getBoundingClientRect();
    return { top: box.top + top, bottom: box.bottom + top };
  }

  /* What is left of the window between the toolbar and what stands at its end. */
  function free(editor) {
    const toolbar = editor.ui.space("top").$.getBoundingClientRect();
    const foot = document.querySelector(BAR);
    const isSticky = foot && getComputedStyle(foot).position === "sticky";
    const view = window.visualViewport;
    const end = view ? view.offsetTop + view.height : innerHeight;
    const below = isSticky ? foot.getBoundingClientRect().top : end;
    const count = editor.ui.space("bottom").$;
    const isCountSticky = getComputedStyle(count).position === "sticky";
    const bottom = Math.min(below, end) - (isCountSticky ? count.offsetHeight : 0);
    return { top: Math.max(0, toolbar.bottom), bottom };
  }

  function reveal(editor) {
    if (isMaximized(editor) || !editor.focusManager.hasFocus) return;
    const place = caret(editor);
    if (!place) return;
    const { top, bottom } = free(editor);
    if (place.bottom > bottom - AIR) window.scrollBy(0, place.bottom - bottom + AIR);
    else if (place.top < top + AIR) window.scrollBy(0, place.top - top - AIR);
  }

  /* The height of the bar, for what stands above it (editor-frame.css). */
  function measureBar() {
    const bar = document.querySelector(BAR);
    const height = bar ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--newsroom-bar", `${height}px`);
  }

  newsroomEditor.makeRoom = (editor) => {
    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        if (editor.status !== "ready" || !editor.document) return;
        grow(editor);
        reveal(editor);
      });
    };
    const fit = () => editor.document && grow(editor);
    editor.on("contentDom", () => {
      new ResizeObserver(fit).observe(editor.document.getBody().$);
      editor.editable().attachListener(editor.document, "keyup", soon);
    });
    for (const name of ["change", "afterPaste", "afterCommandExec", "resize"])
      editor.on(name, soon);
    window.visualViewport?.addEventListener("resize", soon);
    editor.on("instanceReady", () => {
      measureBar();
      grow(editor);
      const bar = document.querySelector(BAR);
      if (bar) new ResizeObserver(measureBar).observe(bar);
    });
  };
})();
