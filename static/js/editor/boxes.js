/* Pull quotes and fact boxes: their words are written in place, the first ones in a dialog. */
(() => {
  const N = newsroomEditor;
  const { gettext } = N;
  const TEXT = "newsroom-text"; // holds what can be written in a box; not stored

  function paragraphs(words) {
    const blocks = words
      .split(/\n\s*\n/)
      .map((block) => block.trim())
      .filter(Boolean);
    return blocks
      .map((block) => {
        const lines = block.split("\n").map((line) => line.trim());
        if (!lines.every((line) => /^[-•*] /.test(line)))
          return `<p>${lines.map(N.escapeHtml).join("<br>")}</p>`;
        return `<ul>${lines.map((line) => `<li>${N.escapeHtml(line.slice(2))}</li>`).join("")}</ul>`;
      })
      .join("");
  }

  /* Gather all but the element `part` (made when missing) in one block that can be written in. */
  function divide(aside, part, isFirst) {
    const own =
      aside.children.find((child) => child.name === part) ?? new CKEDITOR.htmlParser.element(part);
    const rest = aside.children.filter((child) => child !== own);
    const text = new CKEDITOR.htmlParser.element("div", { class: TEXT });
    rest.forEach((child) => text.add(child));
    if (!text.children.length) text.add(new CKEDITOR.htmlParser.element("p"));
    aside.children = [];
    (isFirst ? [own, text] : [text, own]).forEach((child) => aside.add(child));
  }

  function boxFields(widget, { partField, textField }) {
    const own = N.field(partField, { value: widget?.editables.part.getText().trim() ?? "" });
    const text = N.field(textField.label, {
      tag: "textarea",
      rows: textField.rows,
      help: textField.help,
      value: widget?.editables.text.getText().trim() ?? "",
    });
    if (widget && textField.inPlace) text.row.hidden = true;
    return { own, text };
  }

  function boxDialog(editor, widget, { className, title, changeTitle, part, ...labels }) {
    const { own, text } = boxFields(widget, labels);
    const before = { own: own.input.value, text: text.input.value };
    const status = N.notice();
    const fields = part === "h3" ? [own, text] : [text, own];
    N.open(editor, {
      title: widget ? changeTitle : title,
      submit: widget ? gettext("Change") : gettext("Insert"),
      content: [...fields.map(({ row }) => row), status.row],
      done: () => {
        const words = paragraphs(text.input.value);
        const named = own.input.value.trim();
        if (!words && !named) {
          status.say(gettext("Write something first."), true);
          return false;
        }
        const changed = {
          own: own.input.value !== before.own,
          text: text.input.value !== before.text,
        };
        if (widget) return () => changeBox(widget, changed, named, words);
        const piece = named ? `<${part}>${N.escapeHtml(named)}</${part}>` : "";
        const inside = part === "h3" ? piece + words : words + piece;
        return () => N.insert(editor, `<aside class="${className}">${inside}</aside>`);
      },
    });
  }

  function changeBox(widget, changed, named, words) {
    N.change(widget, () => {
      if (changed.own) widget.editables.part.setText(named);
      if (changed.text) widget.editables.text.setData(words);
    });
  }

  function addBox(editor, className, { label, part, partContent, ...dialog }) {
    const isFirst = part === "h3";
    N.define(editor, className, {
      label,
      open: (which, widget) => boxDialog(which, widget, { className, part, ...dialog }),
      editables: {
        part: { selector: part, allowedContent: partContent },
        text: { selector: `.${TEXT}` },
      },
      upcast(element) {
        if (element.name !== "aside" || !element.hasClass(className)) return false;
        divide(element, part, isFirst);
        return true;
      },
      downcast(element) {
        const own = N.written(this, "part");
        const piece = own && `<${part}>${own}</${part}>`;
        const text = N.written(this, "text");
        return N.stored(this, element, ["class", "lang", "dir"], {
          html: isFirst ? piece + text : text + piece,
        });
      },
    });
  }

  CKEDITOR.dtd.$editable.cite = 1; // CKEditor lets only some elements be written in

  newsroomEditor.addBoxes = (editor) => {
    addBox(editor, "pullquote", {
      label: gettext("Pull quote"),
      title: gettext("Pull quote"),
      changeTitle: gettext("Change the pull quote"),
      part: "cite",
      partContent: "em strong; a[!href,title,rel,hreflang]",
      partField: gettext("Who said it"),
      textField: { label: gettext("Quotation"), rows: 3, help: "" },
    });
    addBox(editor, "factbox", {
      label: gettext("Fact box"),
      title: gettext("Fact box"),
      changeTitle: gettext("Change the fact box"),
      part: "h3",
      partContent: "em strong s sub sup",
      partField: gettext("Heading"),
      textField: {
        label: gettext("Text"),
        rows: 6,
        inPlace: true,
        help: gettext("A blank line begins a paragraph, “- ” a list. Afterwards it is edited in place."),
      },
    });
  };
})();
