/* Pictures and galleries from the library. */
(() => {
  const N = newsroomEditor;
  const { make } = N;
  const PLACES = [
    ["", "In the column"],
    ["align-start", "At the start of the line"],
    ["align-end", "At the end of the line"],
    ["wide", "Wider than the text"],
  ];
  const ATTRIBUTES = ["data-image", "data-gallery", "data-alt", "class", "lang", "dir"];
  const CAPTION = {
    selector: "figcaption",
    allowedContent:
      "em strong s sub sup br code cite abbr time span[title,lang,dir]; a[!href,title,rel,hreflang]",
  };

  function withCaption(element) {
    const has = element.children.some((child) => child.name === "figcaption");
    if (!has) element.add(new CKEDITOR.htmlParser.element("figcaption"));
  }

  function thumbnail(facts) {
    if (!facts.picture) return make("span", { class: "desk-result__blank" });
    return make("img", { src: facts.picture, alt: "", loading: "lazy" });
  }

  function describeResult(facts) {
    const credit = [facts.credit, facts.has_rights ? "" : "rights are over"]
      .filter(Boolean)
      .join(" · ");
    return [
      thumbnail(facts),
      make("span", { class: "desk-result__title", text: facts.title }),
      make("span", { class: "desk-result__about", text: credit || "no credit" }),
    ];
  }

  function library(editor, pick) {
    const search = new N.Search({
      url: editor.config.newsroom.images,
      label: "Search the picture library",
      draw: describeResult,
      pick,
    });
    search.list.classList.add("desk-results--pictures");
    return search;
  }

  function missing() {
    return make("span", {
      class: "newsroom-missing",
      text: "This picture is not in the library any more.",
    });
  }

  function shownPicture(facts) {
    if (!facts) return [missing()];
    const words = facts.has_rights
      ? [facts.caption, facts.credit].filter(Boolean).join(" — ")
      : "The rights to this picture are over: readers do not see it.";
    return [
      facts.picture && make("img", { src: facts.picture, alt: facts.alt }),
      make("span", {
        class: facts.has_rights ? "newsroom-facts" : "newsroom-missing",
        text: words,
      }),
    ];
  }

  function pictureFields(widget) {
    const element = widget?.element;
    const preview = make("div", { class: "desk-chosen", hidden: true });
    const caption = N.field("Caption here", {
      tag: "textarea",
      rows: 2,
      help: "Blank: the picture's own.",
      value: widget?.editables.caption?.getText().trim() ?? "",
    });
    const alt = N.field("Alt text here", {
      help: "Blank: the picture's own.",
      value: element?.getAttribute("data-alt") ?? "",
    });
    const place = N.choice(
      "Place",
      PLACES,
      PLACES.map(([name]) => name).find((name) => name && element?.hasClass(name)) ?? "",
    );
    return { preview, caption, alt, place };
  }

  function openPicture(editor, widget) {
    const element = widget?.element;
    let chosen = null;
    const { preview, caption, alt, place } = pictureFields(widget);
    const choose = (facts) => {
      N.remember("image", facts);
      chosen = facts;
      preview.hidden = false;
      preview.replaceChildren(thumbnail(facts), make("strong", { text: facts.title }));
      caption.input.placeholder = facts.caption;
      alt.input.placeholder = facts.alt;
    };
    const search = library(editor, (facts) => {
      choose(facts);
      caption.input.focus();
    });
    const before = caption.input.value;
    N.open(editor, {
      title: widget ? "Change the picture" : "Picture from the library",
      submit: widget ? "Change" : "Insert",
      wide: true,
      content: [
        search.element,
        make("div", { class: "desk-side" }, preview, caption.row, alt.row, place.row),
      ],
      done: () => {
        if (!chosen) {
          search.status.textContent = "Choose a picture first.";
          search.input.focus();
          return false;
        }
        const values = { id: chosen.id, alt: alt.input.value.trim(), place: place.value() };
        const words = caption.input.value.trim();
        return widget
          ? () => changePicture(widget, values, words === before ? null : words)
          : () => insertPicture(editor, values, words);
      },
    });
    if (element)
      N.describe(editor, "image", [element.getAttribute("data-image")]).then(
        ([facts]) => facts && choose(facts),
      );
  }

  function insertPicture(editor, { id, alt, place }, words) {
    const attributes = [
      `data-image="${id}"`,
      alt && `data-alt="${N.escapeHtml(alt)}"`,
      place && `class="${place}"`,
    ].filter(Boolean);
    N.insert(
      editor,
      `<figure ${attributes.join(" ")}><figcaption>${N.escapeHtml(words)}</figcaption></figure>`,
    );
  }

  function changePicture(widget, { id, alt, place }, words) {
    N.change(widget, (element) => {
      element.setAttribute("data-image", id);
      N.setOrRemove(element, "data-alt", alt);
      for (const [name] of PLACES) if (name) widget.removeClass(name);
      if (place) widget.addClass(place);
      if (words !== null) widget.editables.caption.setText(words);
    });
    showPicture(widget);
  }

  async function showPicture(widget) {
    const [facts] = await N.describe(widget.editor, "image", [
      widget.element.getAttribute("data-image"),
    ]);
    N.show(widget, ...shownPicture(facts));
  }

  function keysOf(element) {
    return (element?.getAttribute("data-gallery") ?? "").split(",").filter(Boolean);
  }

  /* The chosen pictures in their order, each with buttons to move it or take it out. */
  class Chosen {
    constructor() {
      this.rows = [];
      this.list = make("ol", { class: "desk-order" });
      this.status = make("p", { class: "desk-results__status", role: "status" });
      this.element = make(
        "div",
        {},
        make("p", { class: "desk-field__label", text: "In this gallery" }),
        this.status,
        this.list,
      );
      this.draw();
    }

    toggle(facts) {
      const at = this.rows.findIndex((row) => row.id === facts.id);
      if (at < 0) this.rows.push(facts);
      else this.rows.splice(at, 1);
      this.draw();
    }

    move(at, by) {
      const [row] = this.rows.splice(at, 1);
      this.rows.splice(at + by, 0, row);
      this.draw();
      this.list.children[at + by]?.querySelector(`[data-by="${by}"]:enabled, button`)?.focus();
    }

    draw() {
      this.status.textContent = this.rows.length
        ? `${this.rows.length} chosen`
        : "Nothing chosen yet.";
      this.list.replaceChildren(...this.rows.map((facts, at) => this.item(facts, at)));
    }

    item(facts, at) {
      const button = (label, text, disabled, onclick, by) =>
        make("button", {
          type: "button",
          class: "desk-icon",
          "aria-label": `${label}: ${facts.title}`,
          "data-by": by,
          text,
          disabled,
          onclick,
        });
      return make(
        "li",
        { class: "desk-order__item" },
        thumbnail(facts),
        make("span", { class: "desk-result__title", text: facts.title }),
        button("Earlier", "↑", at === 0, () => this.move(at, -1), "-1"),
        button("Later", "↓", at === this.rows.length - 1, () => this.move(at, 1), "1"),
        button("Take out", "×", false, () => this.toggle(facts), "0"),
      );
    }
  }

  function openGallery(editor, widget) {
    const chosen = new Chosen();
    const caption = N.field("Caption of the gallery", {
      tag: "textarea",
      rows: 2,
      help: "Each picture keeps its own caption and credit.",
      value: widget?.editables.caption?.getText().trim() ?? "",
    });
    const search = library(editor, (facts) => {
      N.remember("image", facts);
      chosen.toggle(facts);
    });
    const before = caption.input.value;
    N.open(editor, {
      title: widget ? "Change the gallery" : "Gallery from the library",
      submit: widget ? "Change" : "Insert",
      wide: true,
      content: [search.element, make("div", { class: "desk-side" }, chosen.element, caption.row)],
      done: () => {
        if (!chosen.rows.length) {
          search.input.focus();
          return false;
        }
        const keys = chosen.rows.map((row) => row.id).join(",");
        const words = caption.input.value.trim();
        return widget
          ? () => changeGallery(widget, keys, words === before ? null : words)
          : () => insertGallery(editor, keys, words);
      },
    });
    N.describe(editor, "image", keysOf(widget?.element)).then((all) =>
      all.filter(Boolean).forEach((facts) => chosen.toggle(facts)),
    );
  }

  function insertGallery(editor, keys, words) {
    N.insert(
      editor,
      `<figure data-gallery="${keys}"><figcaption>${N.escapeHtml(words)}</figcaption></figure>`,
    );
  }

  function changeGallery(widget, keys, words) {
    N.change(widget, (element) => {
      element.setAttribute("data-gallery", keys);
      if (words !== null) widget.editables.caption.setText(words);
    });
    showGallery(widget);
  }

  async function showGallery(widget) {
    const all = await N.describe(widget.editor, "image", keysOf(widget.element));
    const pictures = all.map((facts) =>
      facts?.picture
        ? make("img", { src: facts.picture, alt: facts.alt, title: facts.title })
        : missing(),
    );
    N.show(
      widget,
      make("span", { class: "newsroom-strip" }, ...pictures),
      make("span", { class: "newsroom-facts", text: `Gallery of ${all.length}` }),
    );
  }

  function addFigure(editor, name, { attribute, label, open, shown }) {
    N.define(editor, name, {
      label,
      open,
      editables: { caption: CAPTION },
      upcast(element) {
        if (element.name !== "figure" || !(attribute in element.attributes)) return false;
        withCaption(element);
        return true;
      },
      init() {
        shown(this);
      },
      downcast(element) {
        const words = N.written(this, "caption");
        return N.stored(this, element, ATTRIBUTES, {
          html: words && `<figcaption>${words}</figcaption>`,
        });
      },
    });
  }

  newsroomEditor.addPictures = (editor) => {
    addFigure(editor, "picture", {
      attribute: "data-image",
      label: "Picture from the library",
      open: openPicture,
      shown: showPicture,
    });
    addFigure(editor, "gallery", {
      attribute: "data-gallery",
      label: "Gallery",
      open: openGallery,
      shown: showGallery,
    });
  };
})();
