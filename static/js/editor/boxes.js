/* Related stories, embeds, pull quotes and fact boxes. */
(() => {
  const N = newsroomEditor;
  const { make } = N;
  const TEXT = "newsroom-text"; // holds what can be written in a box; not stored

  // Related story

  function storyResult(facts) {
    const about = [facts.section, facts.state].filter(Boolean).join(" · ");
    return [
      facts.picture
        ? make("img", { src: facts.picture, alt: "", loading: "lazy" })
        : make("span", { class: "desk-result__blank" }),
      make("span", {
        class: "desk-result__title",
        text: facts.title,
        lang: facts.language,
        dir: "auto",
      }),
      make("span", { class: "desk-result__about", text: about }),
    ];
  }

  function openStory(editor, widget) {
    const put = (facts) => {
      N.remember("article", facts);
      if (!widget) return N.insert(editor, `<div data-article="${facts.id}"></div>`);
      N.change(widget, (element) => element.setAttribute("data-article", facts.id));
      return showStory(widget);
    };
    const search = new N.Search({
      url: editor.config.newsroom.stories,
      label: "Search the archive by headline",
      draw: storyResult,
      pick: () => dialog.querySelector("form").requestSubmit(),
    });
    const dialog = N.open(editor, {
      title: widget ? "Change the related story" : "Related story",
      submit: widget ? "Change" : "Insert",
      content: [search.element],
      done: () => {
        const facts = search.rows[search.active];
        return facts ? () => put(facts) : false;
      },
    });
  }

  async function showStory(widget) {
    const [facts] = await N.describe(widget.editor, "article", [
      widget.element.getAttribute("data-article"),
    ]);
    if (!facts) {
      N.show(
        widget,
        make("span", {
          class: "newsroom-missing",
          text: "This story is not in the archive any more.",
        }),
      );
      return;
    }
    const about = facts.visible
      ? facts.section
      : `${facts.state}: readers do not see this card now`;
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

  // Embed

  async function read(editor, url) {
    const response = await fetch(`${editor.config.newsroom.embed}?url=${encodeURIComponent(url)}`);
    return response.ok ? response.json() : { url: null, provider: null };
  }

  function inWords({ url, provider }) {
    if (!url) return "This is not the address of a web page.";
    return provider
      ? `${provider}: loads when a reader clicks.`
      : "Not a site we embed: it will be a link.";
  }

  const ADDRESS = {
    type: "text", // not "url": the server judges it, and "youtube.com/…" without https will do
    inputmode: "url",
    placeholder: "https://",
    autocomplete: "off",
    help:
      "YouTube, Vimeo, X, Instagram, TikTok, Facebook, Telegram, SoundCloud, Spotify, " +
      "Datawrapper, Google Maps.",
  };

  function openEmbed(editor, widget) {
    const status = make("p", { class: "desk-field__help", role: "status" });
    const address = N.field("Address", {
      ...ADDRESS,
      value: widget?.element.getAttribute("data-embed"),
    });
    const put = (url) => {
      if (!widget) return N.insert(editor, `<div data-embed="${N.escapeHtml(url)}"></div>`);
      N.change(widget, (element) => element.setAttribute("data-embed", url));
      return showEmbed(widget);
    };
    let last = 0;
    let timer;
    const tell = async () => {
      const turn = ++last;
      const value = address.input.value.trim();
      const found = value ? await read(editor, value) : null;
      if (turn === last) status.textContent = found ? inWords(found) : "";
      return found;
    };
    address.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(tell, 180);
    });
    const dialog = N.open(editor, {
      title: widget ? "Change the embed" : "Embed",
      submit: widget ? "Change" : "Insert",
      content: [address.row, status],
      done: (close) => {
        tell().then((found) => {
          if (!found?.url || !dialog.isConnected) return;
          close(() => put(found.url));
        });
        return false;
      },
    });
    if (widget) tell();
  }

  async function showEmbed(widget) {
    const url = widget.element.getAttribute("data-embed");
    const found = await read(widget.editor, url);
    N.show(
      widget,
      make(
        "span",
        { class: "newsroom-card" },
        make("strong", { text: found.provider ?? "Link" }),
        make("span", { class: "newsroom-facts", text: url }),
      ),
    );
  }

  function addReference(editor, name, { attribute, label, open, shown }) {
    N.define(editor, name, {
      label,
      open,
      upcast: (element) =>
        element.name === "div" && attribute in element.attributes && isEmpty(element),
      init() {
        shown(this);
      },
      downcast(element) {
        return N.stored(this, element, [attribute, "lang", "dir"]);
      },
    });
  }

  /* Only a bare reference becomes a widget: words inside stay words, where they can be edited. */
  function isEmpty(element) {
    return element.children.every(
      (child) => child.type === CKEDITOR.NODE_TEXT && !child.value.trim(),
    );
  }

  // Pull quote and fact box: their words are written in place; the dialog asks for the first ones

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

  function boxDialog(editor, widget, { className, title, part, partField, textField }) {
    const own = N.field(partField, { value: widget?.editables.part.getText().trim() ?? "" });
    const text = N.field(textField.label, {
      tag: "textarea",
      rows: textField.rows,
      help: textField.help,
      value: widget?.editables.text.getText().trim() ?? "",
    });
    const before = { own: own.input.value, text: text.input.value };
    if (widget && textField.inPlace) text.row.hidden = true;
    N.open(editor, {
      title: widget ? `Change the ${title.toLowerCase()}` : title,
      submit: widget ? "Change" : "Insert",
      content: className === "pullquote" ? [text.row, own.row] : [own.row, text.row],
      done: () => {
        const words = paragraphs(text.input.value);
        const named = own.input.value.trim();
        if (!words && !named) return false;
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
    addReference(editor, "story", {
      attribute: "data-article",
      label: "Related story",
      open: openStory,
      shown: showStory,
    });
    addReference(editor, "embed", {
      attribute: "data-embed",
      label: "Embed from another site",
      open: openEmbed,
      shown: showEmbed,
    });
    addBox(editor, "pullquote", {
      label: "Pull quote",
      title: "Pull quote",
      part: "cite",
      partContent: "em strong; a[!href,title,rel,hreflang]",
      partField: "Who said it",
      textField: { label: "Quotation", rows: 3, help: "" },
    });
    addBox(editor, "factbox", {
      label: "Fact box",
      title: "Fact box",
      part: "h3",
      partContent: "em strong s sub sup",
      partField: "Heading",
      textField: {
        label: "Text",
        rows: 6,
        inPlace: true,
        help: "A blank line begins a paragraph, “- ” a list. Afterwards it is edited in place.",
      },
    });
  };
})();
