/* Cards of related stories, and the search of our own archive. */
(() => {
  const N = newsroomEditor;
  const { make, gettext, fill } = N;
  const FORM = /\/(\d+)\/change\/$/; // the form's address says which story is being written

  function picture(facts) {
    return facts.picture
      ? make("img", { src: facts.picture, alt: "", loading: "lazy", draggable: "false" })
      : make("span", { class: "desk-result__blank" });
  }

  function drawStory(facts) {
    const about = [facts.section, facts.state, facts.date].filter(Boolean).join(" · ");
    return [
      picture(facts),
      make("span", {
        class: "desk-result__title",
        text: facts.title,
        lang: facts.language,
        dir: "auto",
      }),
      make("span", { class: "desk-result__about", text: about }),
    ];
  }

  /* A search of published stories, without the one in hand. */
  function archive(editor, label, pick) {
    const own = location.pathname.match(FORM)?.[1];
    return new N.Search({
      url: editor.config.newsroom.stories,
      label,
      draw: drawStory,
      pick,
      ask: own ? { not: own } : {},
    });
  }

  function openStory(editor, widget) {
    const put = (facts) => {
      N.remember("article", facts);
      if (!widget) return N.insert(editor, `<div data-article="${facts.id}"></div>`);
      N.change(widget, (element) => element.setAttribute("data-article", facts.id));
      return showStory(widget);
    };
    const now = make("div", { class: "desk-now", hidden: true });
    const search = archive(editor, gettext("Search the archive"), () =>
      dialog.querySelector("form").requestSubmit(),
    );
    const dialog = N.open(editor, {
      title: widget ? gettext("Change the related story") : gettext("Related story"),
      submit: widget ? gettext("Change") : gettext("Insert"),
      content: [now, search.element],
      done: () => {
        const facts = search.rows[search.active];
        if (!facts) search.status.say(gettext("Choose a story first."), true);
        return facts ? () => put(facts) : false;
      },
    });
    if (widget) showNow(widget, now);
  }

  async function factsOf(widget) {
    const key = widget.element.getAttribute("data-article");
    const [facts] = await N.describe(widget.editor, "article", [key]);
    return facts;
  }

  async function showNow(widget, place) {
    const facts = await factsOf(widget);
    if (!facts) return;
    place.hidden = false;
    place.append(
      make("span", { class: "desk-field__label", text: gettext("In the story now") }),
      make("div", { class: "desk-result" }, ...drawStory(facts)),
    );
  }

  async function showStory(widget) {
    const facts = await factsOf(widget);
    if (!facts) {
      N.show(widget, N.absent(facts, gettext("This story is not in the archive any more.")));
      return;
    }
    const about = facts.visible
      ? facts.section
      : fill(gettext("%(state)s: readers do not see this card now"), { state: facts.state });
    N.show(
      widget,
      facts.picture && make("img", { src: facts.picture, alt: "" }),
      make(
        "span",
        { class: "newsroom-card" },
        make("span", { class: "newsroom-facts", text: about }),
        make("strong", { text: facts.title, dir: "auto" }),
      ),
    );
  }

  newsroomEditor.archive = archive;

  newsroomEditor.addStories = (editor) =>
    N.addReference(editor, "story", {
      attribute: "data-article",
      label: gettext("Related story"),
      open: openStory,
      shown: showStory,
    });
})();
