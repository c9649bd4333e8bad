/* Dialogs of the story editor: the browser's own <dialog>, closed by Escape (not without asking, if
   something was written in it), sent by Ctrl+Enter, focus back in the text.

   Everything here is a property of newsroomEditor, so that its scripts need no bundler. */
window.newsroomEditor = (() => {
  let made = 0;

  /* Words come from the admin's catalogue (jsi18n); without one they are those of the code. */
  const gettext = window.gettext ?? ((words) => words);
  const ngettext = window.ngettext ?? ((one, many, number) => (number === 1 ? one : many));
  const fill = (words, values) => words.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

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
    input.value = value ?? "";
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

  /* A line that says how things stand, read out when it changes: {row, say(words, isError)}. */
  function notice() {
    const row = make("p", { class: "desk-notice", role: "status" });
    const say = (words, isError = false) => {
      row.textContent = words;
      row.classList.toggle("desk-notice--error", isError);
    };
    return { row, say };
  }

  /* Head, body and foot of a dialog. */
  function frame(heading, { title, content, submit, cancel }) {
    return [
      make(
        "header",
        { class: "desk-dialog__head" },
        make("h2", { id: heading, text: title }),
        make("button", {
          type: "button",
          class: "desk-dialog__close",
          "aria-label": gettext("Close"),
          text: "×",
          onclick: cancel,
        }),
      ),
      make("div", { class: "desk-dialog__body" }, ...content),
      make(
        "footer",
        { class: "desk-dialog__foot" },
        make("button", { type: "button", class: "desk-button", text: gettext("Cancel"), onclick: cancel }),
        make("button", {
          type: "submit",
          class: "desk-button desk-button--go",
          title: "Ctrl+Enter",
          text: submit,
        }),
      ),
    ];
  }

  /* What somebody would be sorry to lose: all that was written into `form`, but for searches, and
     what its parts note as chosen by hand (data-chosen). */
  function writing(form) {
    const fields = form.querySelectorAll("textarea, input:not([type], [data-fleeting])");
    const parts = form.querySelectorAll("[data-chosen]");
    const values = [...fields].map((field) => field.value);
    return [...values, ...[...parts].map((part) => part.dataset.chosen)].filter(Boolean).join("\n");
  }

  /* Instead of the buttons, whether what was written is to go. */
  function ask(form, then) {
    const foot = form.querySelector(".desk-dialog__foot");
    if (foot.hidden) return;
    const back = document.activeElement;
    const keep = () => {
      question.remove();
      foot.hidden = false;
      back?.focus();
    };
    const question = make(
      "div",
      { class: "desk-dialog__foot desk-dialog__foot--ask", role: "alert" },
      make("strong", { text: gettext("Throw away what you did here?") }),
      make("button", { type: "button", class: "desk-button", text: gettext("Throw away"), onclick: then }),
      make("button", {
        type: "button",
        class: "desk-button desk-button--go",
        text: gettext("Keep writing"),
        onclick: keep,
      }),
    );
    foot.hidden = true;
    foot.after(question);
    question.lastElementChild.focus();
  }

  function keys(dialog, form, cancel) {
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        cancel();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      cancel();
    });
  }

  /* Show `content` under `title`. When it is submitted, `done` gives what is to be done to the text
     once the dialog is gone and the text has its focus and selection back; false: stay open. A slow
     one hands that to the function it gets, as `extra` does: it gives one more button. */
  function open(editor, { title, content, submit, done, wide = false, extra = null }) {
    const heading = newId("title");
    const ranges = editor.getSelection()?.getRanges() ?? [];
    const form = make("form", { method: "dialog", class: "desk-dialog__form", novalidate: true });
    const dialog = make("dialog", {
      class: wide ? "desk-dialog desk-dialog--wide" : "desk-dialog",
      "aria-labelledby": heading,
    });
    const close = (then) => {
      dialog.close();
      dialog.remove();
      editor.focus(); // at once: the next key belongs to the text
      if (!then) return;
      if (ranges.length && !editor.widgets.focused) editor.getSelection()?.selectRanges(ranges);
      then();
    };
    const cancel = () => (writing(form) === before ? close() : ask(form, () => close()));
    form.append(...frame(heading, { title, content, submit, cancel }));
    if (extra) form.querySelector(".desk-dialog__foot").prepend(extra(close));
    const before = writing(form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const then = done(close);
      if (then) close(then);
    });
    keys(dialog, form, cancel);
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("[data-first], input, textarea")?.focus();
    return dialog;
  }

  return { gettext, ngettext, fill, make, newId, field, choice, notice, open };
})();
