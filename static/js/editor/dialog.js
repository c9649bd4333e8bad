/* Dialogs of the story editor: the browser's own <dialog>, closed by Escape, focus back in the text.

   Everything here is a property of newsroomEditor, so that its scripts need no bundler. */
window.newsroomEditor = (() => {
  let made = 0;

  /* An element with attributes (`text` is its text, `on…` a listener) and children. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "text") element.textContent = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null) element.setAttribute(name, value);
    }
    element.append(...children.filter(Boolean));
    return element;
  }

  function newId(name) {
    made += 1;
    return `newsroom-${name}-${made}`;
  }

  /* A labelled input or textarea: {row, input}. */
  function field(label, { tag = "input", help = "", value = "", ...attributes } = {}) {
    const id = newId("field");
    const described = help ? { "aria-describedby": `${id}-help` } : {};
    const input = make(tag, { id, ...described, ...attributes });
    input.value = value;
    const row = make(
      "p",
      { class: "desk-field" },
      make("label", { for: id, text: label }),
      input,
      help && make("span", { class: "desk-field__help", id: `${id}-help`, text: help }),
    );
    return { row, input };
  }

  /* A group of radio buttons: {row, value()}. `choices` are [value, label]. */
  function choice(legend, choices, chosen) {
    const name = newId("choice");
    const buttons = choices.map(([value, label]) =>
      make(
        "label",
        { class: "desk-choice" },
        make("input", { type: "radio", name, value, checked: value === chosen }),
        label,
      ),
    );
    const row = make("fieldset", { class: "desk-choices" }, make("legend", { text: legend }));
    row.append(...buttons);
    return { row, value: () => row.querySelector("input:checked")?.value ?? choices[0][0] };
  }

  /* Show `content` under `title`; `done` is called when it is submitted and may refuse with false.
     The text keeps its selection and gets the focus back in any case. */
  function open(editor, { title, content, submit, done, wide = false }) {
    const heading = newId("title");
    const ranges = editor.getSelection()?.getRanges() ?? [];
    const form = make("form", { method: "dialog", class: "desk-dialog__form" });
    const dialog = make("dialog", {
      class: wide ? "desk-dialog desk-dialog--wide" : "desk-dialog",
      "aria-labelledby": heading,
    });
    const cancel = () => dialog.close();
    form.append(
      make(
        "header",
        { class: "desk-dialog__head" },
        make("h2", { id: heading, text: title }),
        make("button", {
          type: "button", class: "desk-dialog__close", "aria-label": "Close", text: "×", onclick: cancel,
        }),
      ),
      make("div", { class: "desk-dialog__body" }, ...content),
      make(
        "footer",
        { class: "desk-dialog__foot" },
        make("button", { type: "button", class: "desk-button", text: "Cancel", onclick: cancel }),
        make("button", { type: "submit", class: "desk-button desk-button--go", text: submit }),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      restore(editor, ranges);
      if (done() !== false) dialog.close();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      editor.focus();
    });
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-first], input, textarea")?.focus();
    return dialog;
  }

  function restore(editor, ranges) {
    if (ranges.length && !editor.widgets.focused) editor.getSelection()?.selectRanges(ranges);
  }

  return { make, newId, field, choice, open };
})();
