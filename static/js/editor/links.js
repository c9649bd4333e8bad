/* Links: to an address, or to a story of our own. CKEditor's command and button, our dialog. */
(() => {
  const N = newsroomEditor;
  const { make, gettext } = N;
  const NO_ADDRESS = gettext("This is not an address. Examples: https://example.org/, name@example.org");
  // Addresses that only lead on to the one meant, and where that one stands.
  const DETOURS = [
    [/^https?:\/\/www\.google\.[a-z.]+\/url\?/i, ["q", "url"]],
    [/^https?:\/\/[\w.-]+\.safelinks\.protection\.outlook\.com\//i, ["url"]],
    [/^https?:\/\/lm?\.(?:facebook|instagram)\.com\/(?:l\.php)?\?/i, ["u"]],
  ];

  /* The address that is meant by `address`: where a detour leads, our own without its host. */
  function direct(address) {
    const href = address.trim();
    for (const [pattern, names] of DETOURS) {
      if (!pattern.test(href)) continue;
      const query = new URLSearchParams(href.slice(href.indexOf("?")));
      const meant = names.map((name) => query.get(name)).find((value) => /^https?:/i.test(value));
      if (meant) return meant;
    }
    return href.startsWith(`${location.origin}/`) ? href.slice(location.origin.length) : href;
  }

  /* What was typed, as an address to link to; null if it is none. */
  async function asAddress(editor, typed) {
    const address = direct(typed);
    if (/^(\/(?!\/)\S*|mailto:\S+@\S+|tel:[+\d][\d\s()./-]*)$/i.test(address)) return address;
    if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return `mailto:${address}`;
    return (await N.readAddress(editor, address)).url;
  }

  /* What is selected: {link, words}; `link` is null where there is none. */
  function selected(editor) {
    const link = CKEDITOR.plugins.link.getSelectedLink(editor);
    const words = link ? link.getText() : editor.getSelection().getSelectedText().trim();
    return { link, words };
  }

  function put(editor, { link, words }, { href, text }) {
    const attributes = { href, "data-cke-saved-href": href };
    const [range] = editor.getSelection().getRanges();
    editor.fire("saveSnapshot");
    if (link) link.setAttributes(attributes);
    else {
      if (range.collapsed) {
        const node = new CKEDITOR.dom.text(text || href, editor.document);
        range.insertNode(node);
        range.selectNodeContents(node);
      }
      const style = new CKEDITOR.style({ element: "a", attributes });
      style.type = CKEDITOR.STYLE_INLINE; // also around what is only part of a paragraph
      style.applyToRange(range, editor);
      if (!words) range.collapse(false);
      range.select();
    }
    editor.fire("saveSnapshot");
    editor.fire("change");
  }

  function isAddress(words) {
    return /^(https?:\/\/|www\.)\S+$/i.test(words) || /^\S+@\S+\.\S+$/.test(words);
  }

  function fieldsFor({ link, words }) {
    const old = link?.data("cke-saved-href") ?? link?.getAttribute("href");
    const address = N.field(gettext("Address"), {
      "data-first": true,
      "data-fleeting": true,
      inputmode: "url",
      placeholder: "https://",
      autocomplete: "off",
      value: old ?? (isAddress(words) ? words : ""),
    });
    const text = N.field(gettext("Words"), { help: gettext("Blank: the address itself.") });
    text.row.hidden = Boolean(link || words);
    return { address, text, status: N.notice() };
  }

  function openLink(editor) {
    if (editor.widgets.focused) return;
    const place = selected(editor);
    const { address, text, status } = fieldsFor(place);
    const search = N.archive(editor, gettext("Or search our own stories"), (facts) => {
      address.input.value = facts.address;
      if (!text.input.value) text.input.value = facts.title;
      dialog.querySelector("form").requestSubmit();
    });
    const dialog = N.open(editor, {
      title: place.link ? gettext("Change the link") : gettext("Link"),
      submit: place.link ? gettext("Change") : gettext("Link"),
      content: [address.row, status.row, text.row, search.element],
      extra: place.link ? (close) => removal(editor, close) : null,
      done: (close) => {
        asAddress(editor, address.input.value).then((href) => {
          if (!dialog.isConnected) return;
          if (href) return close(() => put(editor, place, { href, text: text.input.value.trim() }));
          status.say(NO_ADDRESS, true);
          address.input.focus();
        });
        return false;
      },
    });
  }

  function removal(editor, close) {
    return make("button", {
      type: "button",
      class: "desk-button desk-button--apart",
      text: gettext("Remove the link"),
      onclick: () => close(() => editor.execCommand("unlink")),
    });
  }

  newsroomEditor.direct = direct;

  newsroomEditor.addLinks = (editor) => {
    editor.addCommand("link", { exec: openLink, requiredContent: "a[href]" });
    editor.on(
      "doubleclick",
      (event) => {
        if (event.data.dialog !== "link") return;
        event.data.dialog = "";
        const { link } = event.data;
        if (link) editor.getSelection().selectElement(link);
        openLink(editor);
      },
      null,
      null,
      20, // after CKEditor found the link, before it would open its own dialog
    );
  };
})();
