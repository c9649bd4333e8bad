/* Galleries: several pictures from the library in one strip. */
(() => {
  const N = newsroomEditor;
  const { make, gettext, ngettext, fill } = N;

  function keysOf(element) {
    return (element?.getAttribute("data-gallery") ?? "").split(",").filter(Boolean);
  }

  /* The chosen pictures in their order, each with buttons to move it or take it out. */
  class Chosen {
    constructor(changed, most) {
      Object.assign(this, { changed, most, rows: [] });
      this.list = make("ol", { class: "desk-order" });
      this.status = N.notice();
      this.element = make(
        "div",
        {},
        make("p", { class: "desk-field__label", text: gettext("In this gallery") }),
        this.status.row,
        this.list,
      );
      this.draw();
      this.dragging();
    }

    has(facts) {
      return this.rows.some((row) => row.id === facts.id);
    }

    /* What stands in the story now, of which no more is known yet than its numbers. */
    begin(keys) {
      const named = (number) => fill(gettext("Picture %(number)s"), { number });
      this.rows = keys.map((key) => ({ id: Number(key), title: named(key) }));
      this.draw();
    }

    /* What the server says of it; null is gone. What it says nothing of stays. */
    tell(keys, all) {
      const told = new Map(keys.map((key, at) => [Number(key), all[at]]));
      this.rows = this.rows
        .filter((row) => told.get(row.id) !== null)
        .map((row) => told.get(row.id) ?? row);
      this.draw();
    }

    toggle(facts) {
      const at = this.rows.findIndex((row) => row.id === facts.id);
      if (at < 0 && this.rows.length >= this.most) {
        const words = gettext("No gallery holds more than %(number)s pictures.");
        this.status.say(fill(words, { number: this.most }), true);
        return;
      }
      if (at < 0) this.rows.push(facts);
      else this.rows.splice(at, 1);
      this.change();
    }

    change() {
      this.element.dataset.chosen = this.rows.map((row) => row.id).join(",");
      this.draw();
    }

    move(at, by) {
      const [row] = this.rows.splice(at, 1);
      this.rows.splice(at + by, 0, row);
      this.change();
      this.list.children[at + by]?.querySelector(`[data-by="${by}"]:enabled, button`)?.focus();
    }

    draw() {
      const number = this.rows.length;
      const words = number
        ? ngettext("%(number)s chosen", "%(number)s chosen", number)
        : gettext("Nothing chosen yet.");
      this.status.say(fill(words, { number }));
      this.list.replaceChildren(...this.rows.map((facts, at) => this.item(facts, at)));
      this.changed();
    }

    /* A picture dragged over another takes its place. */
    dragging() {
      const at = (event) => [...this.list.children].indexOf(event.target.closest?.("li"));
      let from = -1;
      this.list.addEventListener("dragstart", (event) => {
        from = at(event);
        event.dataTransfer.effectAllowed = "move";
      });
      this.list.addEventListener("dragend", () => (from = -1));
      this.list.addEventListener("dragover", (event) => from >= 0 && event.preventDefault());
      this.list.addEventListener("drop", (event) => {
        const to = at(event);
        if (from < 0) return;
        event.preventDefault();
        event.stopPropagation();
        if (to >= 0 && to !== from) this.move(from, to - from);
        from = -1;
      });
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
        { class: "desk-order__item", draggable: "true" },
        N.thumbnail(facts),
        make("span", { class: "desk-result__title", text: facts.title }),
        button(gettext("Earlier"), "↑", at === 0, () => this.move(at, -1), "-1"),
        button(gettext("Later"), "↓", at === this.rows.length - 1, () => this.move(at, 1), "1"),
        button(gettext("Take out"), "×", false, () => this.toggle(facts), "0"),
      );
    }
  }

  function openGallery(editor, widget, files) {
    let library = null;
    const chosen = new Chosen(() => library?.search.mark(), editor.config.newsroom.mostInGallery);
    const keys = keysOf(widget?.element);
    chosen.begin(keys);
    const caption = N.field(gettext("Caption of the gallery"), {
      tag: "textarea",
      rows: 2,
      help: gettext("Each picture keeps its own caption and credit."),
      value: widget?.editables.caption?.getText().trim() ?? "",
    });
    library = N.library(editor, {
      files,
      pick: (facts) => {
        N.remember("image", facts);
        chosen.toggle(facts);
      },
      isChosen: (facts) => chosen.has(facts),
    });
    const before = caption.input.value;
    const dialog = N.open(editor, {
      title: widget ? gettext("Change the gallery") : gettext("Gallery from the library"),
      submit: widget ? gettext("Change") : gettext("Insert"),
      wide: true,
      content: [library.element, make("div", { class: "desk-side" }, chosen.element, caption.row)],
      done: () => {
        if (!chosen.rows.length)
          return library.chooseFirst(gettext("Choose at least one picture first."));
        const ids = chosen.rows.map((row) => row.id).join(",");
        const words = caption.input.value.trim();
        return widget
          ? () => changeGallery(widget, ids, words === before ? null : words)
          : () => insertGallery(editor, ids, words);
      },
    });
    library.accept(dialog);
    N.describe(editor, "image", keys).then((all) => chosen.tell(keys, all));
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
        : N.missingPicture(facts),
    );
    const told = ngettext("Gallery, %(number)s picture", "Gallery, %(number)s pictures", all.length);
    N.show(
      widget,
      make("span", { class: "newsroom-strip" }, ...pictures),
      make("span", { class: "newsroom-facts", text: fill(told, { number: all.length }) }),
    );
  }

  newsroomEditor.addGalleries = (editor) =>
    N.addFigure(editor, "gallery", {
      attribute: "data-gallery",
      label: gettext("Gallery"),
      open: openGallery,
      shown: showGallery,
    });
})();
