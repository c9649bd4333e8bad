/* What the editor's own inserts have in common: to be put in, changed, shown, and taken out again.

   A reference is stored as its number alone (data-image, data-article). What it looks like here is
   fetched for the editor's eyes and never leaves the editor. */
(() => {
  const { make } = newsroomEditor;
  const SHOWN = "newsroom-shown";
  const AT_ONCE = 200; // keys in one request
  const known = { image: new Map(), article: new Map() }; // facts by number
  let asked = null; // one request for all that is asked for in one turn

  /* Facts of pictures or stories by number; null for what is not there any more. */
  async function describe(editor, kind, keys) {
    const missing = keys.filter((key) => !known[kind].has(key));
    if (missing.length) {
      asked ??= { keys: { image: new Set(), article: new Set() }, answer: null };
      missing.forEach((key) => asked.keys[kind].add(key));
      asked.answer ??= Promise.resolve().then(() => ask(editor));
      await asked.answer;
    }
    return keys.map((key) => known[kind].get(key) ?? null);
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
    const response = await fetch(`${editor.config.newsroom.describe}?${query}`);
    if (!response.ok) return;
    const facts = await response.json();
    for (const kind of Object.keys(keys)) {
      for (const key of keys[kind]) known[kind].set(key, facts[kind][key] ?? null);
    }
  }

  function remember(kind, facts) {
    known[kind].set(String(facts.id), facts);
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
    const words = (attributes.class ?? "").split(" ").filter((word) => !word.startsWith("cke_"));
    if (words.join(" ").trim()) attributes.class = words.join(" ").trim();
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

  /* After an insert the caret goes behind the new block: a selected widget would be replaced by
     the next thing typed or pasted. CKEditor selects it a moment later unless the caret has moved. */
  function insert(editor, html) {
    const { widgets } = editor;
    const around = widgets.focused ?? widgets.widgetHoldingFocusedEditable;
    if (around) moveBehind(editor, around.wrapper);
    const before = new Set(Object.keys(widgets.instances));
    editor.insertHtml(html, "unfiltered_html");
    const inserted = Object.keys(widgets.instances).filter((id) => !before.has(id));
    if (inserted.length) moveBehind(editor, widgets.instances[inserted[0]].wrapper);
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

  /* A widget with its button and its dialog. `open(editor, widget)`: widget is null for a new one. */
  function define(editor, name, { label, open, ...definition }) {
    editor.widgets.add(name, { ...definition, edit: (event) => open(editor, event.sender) });
    editor.addCommand(`insert-${name}`, {
      exec: () =>
        open(editor, editor.widgets.focused?.name === name ? editor.widgets.focused : null),
    });
    editor.ui.addButton(`Newsroom-${name}`, {
      label,
      command: `insert-${name}`,
      toolbar: "insert",
      icon: editor.config.newsroom.icons[name],
    });
  }

  const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escapeHtml = (words) => words.replace(/[&<>"]/g, (character) => ESCAPED[character]);

  Object.assign(newsroomEditor, {
    describe,
    remember,
    show,
    stored,
    written,
    insert,
    change,
    setOrRemove,
    define,
    escapeHtml,
  });
})();
