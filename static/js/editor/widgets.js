/* What the editor's own inserts have in common: to be put in, changed, shown, and taken out again.

   A reference is stored as its number alone (data-image, data-article). What it looks like here is
   fetched for the editor's eyes and never leaves the editor. */
(() => {
  const { make, gettext } = newsroomEditor;
  const SHOWN = "newsroom-shown";
  const AT_ONCE = 200; // keys in one request
  const known = { image: new Map(), article: new Map() }; // facts by number
  let asked = null; // one request for all that is asked for in one turn

  /* Facts of pictures or stories by number; null for what is not there any more, undefined if
     the server did not say. */
  async function describe(editor, kind, keys) {
    const missing = keys.filter((key) => !known[kind].has(key));
    if (missing.length) {
      asked ??= { keys: { image: new Set(), article: new Set() }, answer: null };
      missing.forEach((key) => asked.keys[kind].add(key));
      asked.answer ??= Promise.resolve().then(() => ask(editor));
      await asked.answer;
    }
    return keys.map((key) => known[kind].get(key));
  }

  async function ask(editor) {
    const image = [...asked.keys.image];
    const article = [...asked.keys.article];
    asked = null;
    for (let at = 0; at < Math.max(image.length, article.length); at += AT_ONCE) {
      await askFor(editor, {
        image: image.slice(at, at + AT_ONCE),
        article: article.slice(at, at + AT_ONCE),
      });
    }
  }

  async function askFor(editor, keys) {
    const query = `image=${keys.image.join(",")}&article=${keys.article.join(",")}`;
    let facts;
    try {
      const response = await fetch(`${editor.config.newsroom.describe}?${query}`);
      if (!response.ok) throw new Error(response.statusText);
      facts = await response.json();
    } catch (error) {
      console.warn(error);
      return;
    }
    for (const kind of Object.keys(keys)) {
      for (const key of keys[kind]) known[kind].set(key, facts[kind][key] ?? null);
    }
  }

  function remember(kind, facts) {
    known[kind].set(String(facts.id), facts);
  }

  /* In place of what cannot be shown: `words` if it is gone, others if nobody knows. */
  function absent(facts, words) {
    const text = facts === null ? words : gettext("This stands in the story; it cannot be shown just now.");
    return make("span", { class: "newsroom-missing", text });
  }

  /* Put `children` into the box that shows what is referred to. */
  function show(widget, ...children) {
    const element = widget.element?.$;
    if (!element?.isConnected) return;
    widget.editor.fire("lockSnapshot"); // what is only shown is no step to undo
    element.querySelector(`:scope > .${SHOWN}`)?.remove();
    element.prepend(make("div", { class: SHOWN, contenteditable: "false" }, ...children));
    widget.editor.fire("unlockSnapshot");
  }

  /* The element as it is stored: its own attributes, and the words of its editable parts. */
  function stored(widget, element, names, { html = "" } = {}) {
    const attributes = {};
    for (const name of names) {
      if (element.attributes[name]) attributes[name] = element.attributes[name];
    }
    const words = (attributes.class ?? "").split(" ");
    const own = words.find((word) => word && !word.startsWith("cke_")); // never more than one
    if (own) attributes.class = own;
    else delete attributes.class;
    const result = new CKEDITOR.htmlParser.element(element.name, attributes);
    result.setHtml(html);
    return result;
  }

  /* What somebody wrote into the part `name`; "" if that is only an empty line. */
  function written(widget, name) {
    const html = widget.editables[name]?.getData().trim() ?? "";
    return /^(?:<p>)?(?:\s|&nbsp;|<br\s*\/?>)*(?:<\/p>)?$/.test(html) ? "" : html;
  }

  /* What belongs into an empty line, by what it is; the first that fits. */
  const BLANKS = [
    ["[data-gallery] figcaption", gettext("Caption of the gallery")],
    ["figcaption", gettext("Caption here (blank: the picture's own)")],
    ["cite", gettext("Who said it")],
    ["h3", gettext("Heading")],
  ];

  /* Empty lines to write in say what belongs there (editor.css); CSS does not see text. */
  function markBlank(editor) {
    const lines = editor.document?.$.querySelectorAll(
      ":is(figcaption, cite, h3).cke_widget_editable",
    );
    for (const line of lines ?? []) {
      const isBlank = !line.textContent.replace(/[\s\u200b]/g, "");
      if (line.classList.contains("newsroom-blank") === isBlank) continue;
      editor.fire("lockSnapshot");
      line.classList.toggle("newsroom-blank", isBlank);
      line.dataset.blank = BLANKS.find(([selector]) => line.matches(selector))[1];
      editor.fire("unlockSnapshot");
    }
  }

  /* After an insert the caret goes behind the new block: a selected widget would be replaced by
     the next thing typed or pasted. CKEditor selects it a moment later unless the caret moved. */
  function insert(editor, html) {
    const { widgets } = editor;
    leave(editor);
    const before = new Set(Object.keys(widgets.instances));
    editor.insertHtml(html, "unfiltered_html");
    const inserted = Object.keys(widgets.instances).filter((id) => !before.has(id));
    if (inserted.length) moveBehind(editor, widgets.instances[inserted[0]].wrapper);
  }

  /* A paragraph of its own; `replaced` is a widget that goes. */
  function insertLine(editor, html, replaced) {
    leave(editor, replaced);
    if (replaced) editor.widgets.del(replaced);
    editor.insertElement(CKEDITOR.dom.element.createFromHtml(html, editor.document));
  }

  /* Nothing is put into a block of our own: the caret goes behind the one it is in. */
  function leave(editor, around = null) {
    const { focused, widgetHoldingFocusedEditable } = editor.widgets;
    const widget = around ?? focused ?? widgetHoldingFocusedEditable;
    if (widget) moveBehind(editor, widget.wrapper);
  }

  /* The caret into an empty paragraph behind `element`. One that stays empty is not stored. */
  function moveBehind(editor, element) {
    let next = element.getNext((node) => node.type === CKEDITOR.NODE_ELEMENT);
    const isFree = next?.is("p") && !next.getText().trim() && !next.findOne("img");
    if (!isFree) {
      next = new CKEDITOR.dom.element("p", editor.document);
      next.appendBogus();
      next.insertAfter(element);
    }
    const range = editor.createRange();
    range.moveToElementEditStart(next);
    range.select();
    next.scrollIntoView();
  }

  /* Change the widget as one step that can be undone; it stays selected. */
  function change(widget, how) {
    const { editor } = widget;
    editor.fire("saveSnapshot");
    how(widget.element);
    editor.fire("saveSnapshot");
    editor.fire("change");
    widget.focus();
  }

  function setOrRemove(element, name, value) {
    if (value) element.setAttribute(name, value);
    else element.removeAttribute(name);
  }

  /* A widget with its button and its dialog. `open(editor, widget, files)`: widget is null for a
     new one, `files` are pictures somebody dropped or pasted. */
  function define(editor, name, { label, open, ...definition }) {
    editor.widgets.add(name, { ...definition, edit: (event) => open(editor, event.sender) });
    editor.addCommand(`insert-${name}`, {
      exec(_editor, asked) {
        const caret = editor.getSelection()?.getStartElement();
        const current = editor.widgets.focused ?? (caret && editor.widgets.getByElement(caret));
        const isChange = !asked?.files && current?.name === name;
        open(editor, isChange ? current : null, asked?.files);
      },
    });
    editor.ui.addButton(`Newsroom-${name}`, {
      label,
      command: `insert-${name}`,
      toolbar: "insert",
      icon: editor.config.newsroom.icons[name],
    });
  }

  /* A block that is nothing but its reference: a related story, an embed. */
  function addReference(editor, name, { attribute, label, open, shown }) {
    define(editor, name, {
      label,
      open,
      upcast: (element) =>
        element.name === "div" && attribute in element.attributes && isEmpty(element),
      init() {
        shown(this);
      },
      downcast(element) {
        return stored(this, element, [attribute, "lang", "dir"]);
      },
    });
  }

  /* Only a bare reference becomes a widget: words inside stay words, where they can be edited. */
  function isEmpty(element) {
    return element.children.every(
      (child) => child.type === CKEDITOR.NODE_TEXT && !child.value.trim(),
    );
  }

  const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escapeHtml = (words) => words.replace(/[&<>"]/g, (character) => ESCAPED[character]);

  Object.assign(newsroomEditor, {
    describe,
    remember,
    absent,
    show,
    stored,
    written,
    markBlank,
    insert,
    insertLine,
    change,
    setOrRemove,
    define,
    addReference,
    escapeHtml,
  });
})();
