/* The plugin "newsroom": our inserts, headings as buttons, the browser's own menu in running text. */
(() => {
  const { gettext } = newsroomEditor;

  /* A button that turns what is selected into an element, and back: a heading, a footnote. */
  function addStyle(editor, icon, definition, label) {
    const style = new CKEDITOR.style(definition);
    const name = `style-${icon}`;
    editor.addCommand(name, new CKEDITOR.styleCommand(style));
    editor.attachStyleStateChange(style, (state) => {
      if (!editor.readOnly) editor.getCommand(name).setState(state);
    });
    editor.ui.addButton(`Newsroom-${icon}`, {
      label,
      command: name,
      toolbar: "styles",
      icon: editor.config.newsroom.icons[icon],
    });
  }

  /* One block on a line, nothing indented: what is stored reads like the text, and stays the same. */
  function writePlainly(editor) {
    const { writer } = editor.dataProcessor;
    writer.lineBreakChars = "\n";
    writer.indentationChars = "";
    writer.selfClosingEnd = ">";
    const blocks = CKEDITOR.tools.extend(
      {},
      CKEDITOR.dtd.$block,
      CKEDITOR.dtd.$listItem,
      CKEDITOR.dtd.$tableContent,
    );
    for (const tag of Object.keys(blocks)) {
      writer.setRules(tag, {
        indent: false,
        breakBeforeOpen: false,
        breakAfterOpen: false,
        breakBeforeClose: false,
        breakAfterClose: false,
      });
    }
    writer.setRules("br", { breakAfterOpen: false });
    writer.setRules("hr", { breakBeforeOpen: false, breakAfterOpen: false });
    editor.on(
      "toDataFormat",
      (event) => {
        event.data.dataValue = event.data.dataValue.replace(EMPTY, "").replace(BETWEEN, "$1\n");
      },
      null,
      null,
      20,
    );
  }

  const EMPTY = /<p>(?:\s|&nbsp;|<br>)*<\/p>\s*/g;
  // The end of one block where the next begins.
  const BLOCK = "p|h[2-4]|ul|ol|blockquote|figure|aside|table|pre|div|hr";
  const BETWEEN = new RegExp(`(</(?:${BLOCK})>|<hr>)\\s*(?=<(?:${BLOCK})\\b)`, "g");

  /* Outside tables the right mouse button belongs to the browser: its spelling suggestions. */
  function keepBrowserMenu(editor) {
    editor.document.$.addEventListener(
      "contextmenu",
      (event) => {
        if (!event.target.closest?.("td, th, caption")) event.stopPropagation();
      },
      true,
    );
  }

  function followTheme(editor) {
    const { theme } = document.documentElement.dataset;
    const frame = editor.document.$.documentElement;
    if (theme) frame.dataset.theme = theme;
    else delete frame.dataset.theme;
  }

  const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "yi"]); // as articles/models.py has them

  /* The language chosen in the story's form. */
  function languageOf(editor) {
    return editor.element.$.form?.elements.language?.value ?? "";
  }

  newsroomEditor.directionOf = (editor) =>
    RIGHT_TO_LEFT.has(languageOf(editor).split("-")[0]) ? "rtl" : "ltr";

  /* The text runs, hyphenates and is spelt as readers will have it. */
  function followLanguage(editor) {
    const body = editor.document.getBody().$;
    body.lang = languageOf(editor);
    body.dir = newsroomEditor.directionOf(editor);
  }

  /* Below the words of a table no rows nobody filled in; an empty table waits for its words. */
  function dropEmptyRows(editor) {
    const isBlank = (element) =>
      element.type === CKEDITOR.NODE_ELEMENT
        ? element.name !== "img" && element.children.every(isBlank)
        : !CKEDITOR.tools.trim((element.value ?? "").replace(/&nbsp;|\u00a0/g, " "));
    const isEmptyRow = (row) => row.children.every(isBlank);
    editor.dataProcessor.htmlFilter.addRules({
      elements: {
        tbody(body) {
          const rows = body.children.filter((child) => child.name === "tr");
          if (rows.every(isEmptyRow)) return;
          while (isEmptyRow(rows.at(-1))) rows.pop().remove();
        },
      },
    });
  }

  CKEDITOR.on("dialogDefinition", (event) => {
    const { name, definition } = event.data;
    // CKEditor's own dialogs keep their size: the grip for that is an inline handler.
    definition.resizable = CKEDITOR.DIALOG_RESIZE_NONE;
    if (name === "table") definition.getContents("info").get("selHeaders").default = "row";
  });

  const PARTS = (
    "addPictures addGalleries addStories addEmbeds addBoxes addLinks takePictures cleanPaste " +
    "countWords makeRoom"
  ).split(" ");

  CKEDITOR.plugins.add("newsroom", {
    requires: "widget,link",
    init(editor) {
      addStyle(editor, "h2", { element: "h2" }, gettext("Heading"));
      addStyle(editor, "h3", { element: "h3" }, gettext("Smaller heading"));
      const note = { element: "span", attributes: { class: "footnote" } };
      addStyle(editor, "footnote", note, gettext("Footnote from the selected words"));
      for (const add of PARTS) newsroomEditor[add](editor);
      editor.on("pluginsLoaded", () => {
        writePlainly(editor);
        dropEmptyRows(editor);
      });
      editor.on("contentDom", () => {
        keepBrowserMenu(editor);
        followTheme(editor);
        followLanguage(editor);
      });
      for (const name of ["change", "instanceReady", "dataReady"])
        editor.on(name, () => newsroomEditor.markBlank(editor));
      editor.element.$.form?.elements.language?.addEventListener("change", () =>
        followLanguage(editor),
      );
      const watch = new MutationObserver(() => editor.document && followTheme(editor));
      watch.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    },
  });
})();
