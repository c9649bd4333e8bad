/* The picture library inside a dialog: a search with pictures, and a way to bring one in. */
(() => {
  const N = newsroomEditor;
  const { make, gettext } = N;

  function thumbnail(facts) {
    if (!facts.picture) return make("span", { class: "desk-result__blank" });
    return make("img", { src: facts.picture, alt: "", loading: "lazy", draggable: "false" });
  }

  function describeResult(facts) {
    const credit = [facts.credit || gettext("no credit"), facts.has_rights ? "" : gettext("rights are over")]
      .filter(Boolean)
      .join(" · ");
    return [
      thumbnail(facts),
      make("span", { class: "desk-result__title", text: facts.title }),
      make("span", { class: "desk-result__about", text: credit }),
      make("span", { class: "desk-result__mark", "aria-hidden": "true", text: "✓" }),
    ];
  }

  /* The chosen picture with what stands in the way of publishing it. */
  function describeChosen(facts, words = "") {
    const problem = facts.has_rights
      ? !facts.credit && gettext("No credit: it cannot be published.")
      : gettext("Its rights are over: readers would not see it.");
    return [
      thumbnail(facts),
      make(
        "span",
        { class: "desk-chosen__words" },
        words && make("span", { class: "desk-field__help", text: words }),
        make("strong", { text: facts.title }),
        make("span", {
          class: problem ? "desk-notice desk-notice--error" : "desk-field__help",
          text: problem || facts.credit,
        }),
      ),
    ];
  }

  function missingPicture(facts) {
    return N.absent(facts, gettext("This picture is not in the library any more."));
  }

  /* What to search and upload with: {element, search, accept(dialog),
     chooseFirst(words)}. `options` are those of N.Search; `files` are
     to be uploaded at once. A picture that was brought in is picked. */
  function library(editor, { files = [], ...options }) {
    const url = editor.config.newsroom.images;
    const upload = N.uploadPart({
      url: `${url}add/`,
      isOne: !options.isChosen,
      added: (facts) => {
        if (!options.isChosen?.(facts)) options.pick(facts);
        search.input.value = "";
        search.load();
      },
      toggled: (isOpen) => (search.element.hidden = isOpen),
    });
    const search = new N.Search({
      url,
      label: gettext("Search the picture library"),
      draw: describeResult,
      answered: (answer) => (upload.button.hidden = !answer.may_add),
      ...options,
    });
    search.list.classList.add("desk-results--pictures");
    search.input.after(upload.button);
    const element = make("div", { class: "desk-library" }, search.element, upload.element);
    if (files.length) upload.offer(files);
    /* Nothing is chosen, so the dialog stays open: files that wait are sent, or `words` say why. */
    const chooseFirst = (words) => {
      if (!upload.element.hidden) upload.send();
      else {
        search.status.say(words, true);
        search.input.focus();
      }
      return false;
    };
    return { element, search, accept: upload.accept, chooseFirst };
  }

  Object.assign(newsroomEditor, { thumbnail, describeChosen, missingPicture, library });
})();
