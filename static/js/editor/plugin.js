/* What a story can hold beside text: pictures and other stories, by reference; quotes; fact boxes.

   A reference is stored as its number alone (data-image, data-article). What it looks like here is
   fetched for the editor's eyes and never leaves the editor. */
(() => {
  const REFERENCES = "/admin/articles/article/references/";
  const LIBRARY = {
    image: "/admin/media/image/?_popup=1",
    article: "/admin/articles/article/?_popup=1&status__exact=published",
  };

  /* Open the admin's list in a window; its lookup script writes the chosen number into our input. */
  function choose(kind, whenChosen) {
    const id = `newsroom-choose-${kind}`;
    let input = document.getElementById(id);
    if (!input) {
      input = document.createElement("input");
      input.type = "hidden";
      input.id = id;
      document.body.append(input);
    }
    django.jQuery(input).off("change").on("change", () => whenChosen(input.value));
    const link = document.createElement("a");
    link.id = `lookup_${id}`;
    link.href = LIBRARY[kind];
    window.showRelatedObjectLookupPopup(link);
  }

  async function describe(kind, id) {
    const response = await fetch(`${REFERENCES}?${kind}=${encodeURIComponent(id)}`);
    return response.ok ? response.json() : { title: "It is not in the library any more." };
  }

  /* A box inside the widget that shows what is referred to; taken out again on the way to storage. */
  async function show(widget, kind) {
    const id = widget.element.getAttribute(`data-${kind}`);
    const facts = await describe(kind, id);
    if (!widget.element?.$.isConnected) return;
    const box = document.createElement("div");
    box.className = "newsroom-shown";
    box.contentEditable = "false";
    if (facts.picture) {
      const img = document.createElement("img");
      img.src = facts.picture;
      img.alt = "";
      box.append(img);
    }
    const label = document.createElement("span");
    label.textContent = facts.title;
    box.append(label);
    widget.element.$.prepend(box);
  }

  function withoutShown(element) {
    element.children = element.children.filter((child) => !child.hasClass?.("newsroom-shown"));
    return element;
  }

  function addReference(editor, name, { kind, tag, label, template, editables, icon }) {
    editor.widgets.add(name, {
      template,
      editables,
      upcast: (element) => element.name === tag && `data-${kind}` in element.attributes,
      downcast: withoutShown,
      init() {
        if (this.element.getAttribute(`data-${kind}`) !== "0") show(this, kind);
      },
    });
    editor.addCommand(`choose-${kind}`, {
      exec: () =>
        choose(kind, (id) => {
          if (!/^\d+$/.test(id)) return;
          insert(editor, template.replace(`data-${kind}="0"`, `data-${kind}="${id}"`));
        }),
    });
    editor.ui.addButton(name, { label, command: `choose-${kind}`, toolbar: "insert", icon });
  }

  /* After an insert the caret goes behind the new block: a selected widget would be replaced by
     the next thing typed or pasted. */
  function insert(editor, html) {
    editor.focus();
    const selected = editor.widgets.focused;
    if (selected) moveBehind(editor, selected.wrapper);
    editor.insertHtml(html, "unfiltered_html");
    const focused = editor.widgets.focused;
    if (focused) moveBehind(editor, focused.wrapper);
  }

  function moveBehind(editor, element) {
    // Behind a selected widget stands an element of CKEditor's own, which goes with the selection.
    let next = element.getNext((node) => !node.hasAttribute?.("data-cke-hidden-sel"));
    if (!next || CKEDITOR.plugins.widget.isDomWidgetWrapper(next)) {
      next = new CKEDITOR.dom.element("p", editor.document);
      next.appendBogus();
      next.insertAfter(element);
    }
    const range = editor.createRange();
    range.moveToElementEditStart(next);
    range.select();
  }

  function addBox(editor, name, { label, template, editables, className, icon }) {
    editor.widgets.add(className, {
      template,
      editables,
      upcast: (element) => element.name === "aside" && element.hasClass(className),
    });
    editor.addCommand(`insert-${className}`, { exec: () => insert(editor, template) });
    editor.ui.addButton(name, { label, command: `insert-${className}`, toolbar: "insert", icon });
  }

  CKEDITOR.plugins.add("newsroom", {
    requires: "widget",
    init(editor) {
      const icons = editor.config.newsroomIcons;
      addReference(editor, "NewsroomPicture", {
        kind: "image",
        tag: "figure",
        label: "Picture from the library",
        icon: icons.picture,
        template: '<figure data-image="0"><figcaption></figcaption></figure>',
        editables: { caption: { selector: "figcaption", allowedContent: "em strong; a[!href]" } },
      });
      addReference(editor, "NewsroomStory", {
        kind: "article",
        tag: "div",
        label: "Related story",
        icon: icons.story,
        template: '<div data-article="0"></div>',
      });
      addBox(editor, "NewsroomPullquote", {
        className: "pullquote",
        label: "Pull quote",
        icon: icons.pullquote,
        template: '<aside class="pullquote"><p>Quotation</p><cite>Who said it</cite></aside>',
        editables: {
          quote: { selector: "p", allowedContent: "em strong" },
          source: { selector: "cite", allowedContent: "em" },
        },
      });
      addBox(editor, "NewsroomFactbox", {
        className: "factbox",
        label: "Fact box",
        icon: icons.factbox,
        template: '<aside class="factbox"><h3>What to know</h3><div><p>…</p></div></aside>',
        editables: { heading: { selector: "h3", allowedContent: "em" }, text: { selector: "div" } },
      });
      editor.on("contentDom", () => {
        const { theme } = document.documentElement.dataset;
        if (theme) editor.document.getDocumentElement().setAttribute("data-theme", theme);
      });
    },
  });
})();
