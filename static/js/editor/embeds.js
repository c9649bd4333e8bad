/* What other sites show: asked for by its address, drawn when a reader clicks. */
(() => {
  const N = newsroomEditor;
  const { make, gettext, fill } = N;
  const PAUSE = 180; // milliseconds without a key before the server is asked
  const NO_ADDRESS = gettext("This is not the address of a web page.");
  const ADDRESS = {
    inputmode: "url", // no "url" type: the server judges it, and "youtube.com/…" will do
    placeholder: "https://",
    autocomplete: "off",
    "data-fleeting": true,
    help:
      "YouTube, Vimeo, X, Instagram, TikTok, Facebook, Telegram, SoundCloud, Spotify, " +
      "Datawrapper, Google Maps.",
  };

  /* What the server makes of an address: {url, provider}, each null if there is none. */
  async function readAddress(editor, address) {
    const query = new URLSearchParams({ url: address.slice(0, 2000) });
    try {
      const response = await fetch(`${editor.config.newsroom.embed}?${query}`);
      return response.ok ? await response.json() : { url: null, provider: null };
    } catch {
      return { url: null, provider: null };
    }
  }

  class EmbedFields {
    constructor(editor, url) {
      this.editor = editor;
      this.turn = 0;
      this.status = N.notice();
      this.address = N.field(gettext("Address"), { ...ADDRESS, value: url });
      this.words = N.field(gettext("Words of the link"), { help: gettext("Blank: the address itself.") });
      this.words.row.hidden = true;
      this.content = [this.address.row, this.status.row, this.words.row];
      this.address.input.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.tell(), PAUSE);
      });
    }

    /* Say what the address will be; what the server answered, or null for an empty field. */
    async tell() {
      const turn = ++this.turn;
      const value = this.address.input.value.trim();
      const found = value ? await readAddress(this.editor, value) : null;
      if (turn === this.turn) this.say(found);
      return found;
    }

    say(found) {
      const isLink = Boolean(found?.url) && !found.provider;
      this.words.row.hidden = !isLink;
      if (!found) this.status.say("");
      else if (!found.url) this.status.say(NO_ADDRESS, true);
      else if (isLink) this.status.say(gettext("Not a site we embed: it will be a link."));
      else this.status.say(fill(gettext("%(site)s: loads when a reader clicks."), { site: found.provider }));
    }

    /* The block for what `found` says; a link with words of its own is a paragraph. */
    html({ url, provider }) {
      const words = this.words.input.value.trim();
      const address = N.escapeHtml(url);
      return provider || !words
        ? `<div data-embed="${address}"></div>`
        : `<p><a href="${address}">${N.escapeHtml(words)}</a></p>`;
    }
  }

  function openEmbed(editor, widget) {
    const fields = new EmbedFields(editor, widget?.element.getAttribute("data-embed"));
    const put = (found) => {
      const html = fields.html(found);
      if (html.startsWith("<p>")) return N.insertLine(editor, html, widget);
      if (!widget) return N.insert(editor, html);
      N.change(widget, (element) => element.setAttribute("data-embed", found.url));
      return showEmbed(widget);
    };
    const dialog = N.open(editor, {
      title: widget ? gettext("Change the embed") : gettext("Embed"),
      submit: widget ? gettext("Change") : gettext("Insert"),
      content: fields.content,
      done: (close) => {
        fields.tell().then((found) => {
          if (!dialog.isConnected) return;
          if (found?.url) close(() => put(found));
          else {
            fields.status.say(NO_ADDRESS, true);
            fields.address.input.focus();
          }
        });
        return false;
      },
    });
    if (widget) fields.tell();
  }

  async function showEmbed(widget) {
    const url = widget.element.getAttribute("data-embed");
    const found = await readAddress(widget.editor, url);
    N.show(
      widget,
      make(
        "span",
        { class: "newsroom-card" },
        make("strong", { text: found.provider ?? gettext("Link") }),
        make("span", { class: "newsroom-facts", text: url }),
      ),
    );
  }

  /* The empty paragraph the caret stands in, if it stands in one at the top of the text. */
  function emptyLine(editor) {
    const block = editor.elementPath()?.block;
    const isLine = block?.is("p") && block.getParent().equals(editor.editable());
    return isLine && !block.getText().trim() && !block.findOne("img") ? block : null;
  }

  /* Put an embed where the address stands alone; undo gives the address back. */
  async function embedPasted(editor, address) {
    const line = editor.elementPath()?.block;
    const isAlone = () => line?.getText().trim() === address && line.isVisible();
    if (!isAlone()) return;
    const found = await readAddress(editor, address);
    if (!found.provider || !isAlone() || !editor.elementPath()?.block?.equals(line)) return;
    editor.fire("saveSnapshot");
    const range = editor.createRange();
    range.selectNodeContents(line);
    range.select();
    N.insert(editor, `<div data-embed="${N.escapeHtml(found.url)}"></div>`);
    editor.fire("saveSnapshot");
  }

  newsroomEditor.readAddress = readAddress;

  newsroomEditor.addEmbeds = (editor) => {
    N.addReference(editor, "embed", {
      attribute: "data-embed",
      label: gettext("Embed from another site"),
      open: openEmbed,
      shown: showEmbed,
    });
    editor.on("paste", ({ data }) => {
      const text = data.dataTransfer?.getData("text/plain")?.trim() ?? "";
      if (!/^https?:\/\/\S+$/i.test(text) || !emptyLine(editor)) return;
      editor.once("afterPaste", () => embedPasted(editor, text));
    });
  };
})();
