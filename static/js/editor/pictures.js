/* Pictures from the library. */
(() => {
  const N = newsroomEditor;
  const { make, gettext } = N;
  const PLACES = ["", "align-start", "align-end", "wide"];
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

  function keepOnePlace(element) {
    const [, ...others] = PLACES.filter((name) => name && element.hasClass(name));
    others.forEach((name) => element.removeClass(name));
  }

  /* What the places are called on the page: in a text that runs to the left, it begins right. */
  function placeChoices(editor) {
    const isMirrored = N.directionOf(editor) === "rtl";
    const left = gettext("Left, text flows round");
    const right = gettext("Right, text flows round");
    const labels = [
      gettext("In the column"),
      isMirrored ? right : left,
      isMirrored ? left : right,
      gettext("Wider than the text"),
    ];
    return PLACES.map((name, number) => [name, labels[number]]);
  }

  function shownPicture(facts) {
    if (!facts) return [N.missingPicture(facts)];
    const words = facts.has_rights
      ? [
          make("span", { class: "newsroom-own", text: facts.caption }),
          make("span", {
            class: facts.credit ? "" : "newsroom-missing",
            text: facts.credit || gettext("No credit: the story cannot be published with this picture."),
          }),
        ]
      : [
          make("span", {
            class: "newsroom-missing",
            text: gettext("The rights to this picture are over: readers do not see it."),
          }),
        ];
    return [
      facts.picture && make("img", { src: facts.picture, alt: facts.alt }),
      make("span", { class: "newsroom-facts" }, ...words),
    ];
  }

  function pictureFields(editor, widget) {
    const element = widget?.element;
    const preview = make("div", { class: "desk-chosen", hidden: true });
    const caption = N.field(gettext("Caption here"), {
      tag: "textarea",
      rows: 2,
      help: gettext("Blank: the picture's own."),
      value: widget?.editables.caption?.getText().trim() ?? "",
    });
    const alt = N.field(gettext("Alt text here"), {
      help: gettext("Blank: the picture's own."),
      maxlength: 500, // as in the library
      value: element?.getAttribute("data-alt") ?? "",
    });
    const chosen = PLACES.find((name) => name && element?.hasClass(name)) ?? "";
    const place = N.choice(gettext("Place"), placeChoices(editor), chosen);
    return { preview, caption, alt, place };
  }

  /* Which picture is chosen, and the fields that depend on it. */
  class Choice {
    constructor({ preview, caption, alt }) {
      Object.assign(this, { preview, caption, alt, facts: null, before: null });
    }

    take(facts, words = "") {
      N.remember("image", facts);
      this.show(facts, words);
    }

    show(facts, words = "") {
      this.facts = facts;
      this.preview.hidden = !facts;
      this.preview.replaceChildren(...(facts ? N.describeChosen(facts, words) : []));
      this.caption.input.placeholder = facts?.caption ?? "";
      this.alt.input.placeholder = facts?.alt ?? "";
    }

    /* The picture that stands in the story, which holds until another is chosen. */
    begin(facts) {
      if (!facts || this.facts) return;
      this.before = facts;
      this.take(facts, gettext("In the story now"));
    }

    /* Somebody looks for another one: the one chosen before is not meant any more. */
    forget() {
      if (this.facts !== this.before) this.show(this.before, this.before && gettext("In the story now"));
    }
  }

  function openPicture(editor, widget, files) {
    const fields = pictureFields(editor, widget);
    const { preview, caption, alt, place } = fields;
    const choice = new Choice(fields);
    const submit = () => dialog.querySelector("form").requestSubmit();
    const library = N.library(editor, {
      files,
      pick: (facts) => {
        choice.take(facts);
        caption.input.focus();
      },
      take: submit,
      searched: () => choice.forget(),
    });
    const before = caption.input.value;
    const dialog = N.open(editor, {
      title: widget ? gettext("Change the picture") : gettext("Picture from the library"),
      submit: widget ? gettext("Change") : gettext("Insert"),
      wide: true,
      content: [
        library.element,
        make("div", { class: "desk-side" }, preview, caption.row, alt.row, place.row),
      ],
      done: () => {
        if (!choice.facts) return library.chooseFirst(gettext("Choose a picture first."));
        const values = { id: choice.facts.id, alt: alt.input.value.trim(), place: place.value() };
        const words = caption.input.value.trim();
        return widget
          ? () => changePicture(widget, values, words === before ? null : words)
          : () => insertPicture(editor, values, words);
      },
    });
    library.accept(dialog);
    if (widget)
      N.describe(editor, "image", [widget.element.getAttribute("data-image")]).then(([facts]) =>
        choice.begin(facts),
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
      setPlace(widget, place);
      if (words !== null) widget.editables.caption.setText(words);
    });
    showPicture(widget);
  }

  /* As CKEditor's own data, from which it makes the element's class, also after an undo. */
  function setPlace(widget, place) {
    const classes = { ...widget.data.classes };
    for (const name of PLACES) delete classes[name];
    if (place) classes[place] = 1;
    widget.setData("classes", Object.keys(classes).length ? classes : null);
  }

  async function showPicture(widget) {
    const [facts] = await N.describe(widget.editor, "image", [
      widget.element.getAttribute("data-image"),
    ]);
    N.show(widget, ...shownPicture(facts));
  }

  function addFigure(editor, name, { attribute, label, open, shown }) {
    N.define(editor, name, {
      label,
      open,
      editables: { caption: CAPTION },
      upcast(element) {
        if (element.name !== "figure" || !(attribute in element.attributes)) return false;
        withCaption(element);
        keepOnePlace(element);
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

  newsroomEditor.addFigure = addFigure;

  newsroomEditor.addPictures = (editor) =>
    addFigure(editor, "picture", {
      attribute: "data-image",
      label: gettext("Picture from the library"),
      open: openPicture,
      shown: showPicture,
    });
})();
