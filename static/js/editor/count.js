/* Words and reading time while one writes, by the rules of newsroom/text.py. */
(() => {
  const { gettext, ngettext, fill } = newsroomEditor;
  const WORDS_PER_MINUTE = 230;
  const CHARACTERS_PER_WORD = 2;
  const PAUSE = 300; // milliseconds

  const BLOCK =
    /<\/?(?:p|h[2-4]|[uo]l|li|blockquote|fig(?:ure|caption)|table|caption|t[rdh]|pre|div|aside|[bh]r)\b[^>]*>|<span class="footnote">/g;
  const TAG = /<[^>]*>/g;
  const IDEOGRAM = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;
  // What Python calls white space; JavaScript's \s has U+FEFF and lacks U+001C to U+001F and U+0085.
  const BETWEEN = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000–—/]+/;
  const ALPHANUMERIC = /[\p{L}\p{N}]/u;

  function countWords(markup) {
    const reader = document.createElement("textarea");
    reader.innerHTML = markup.replace(BLOCK, " ").replace(TAG, "");
    const text = reader.value; // entities resolved, nothing run
    const ideograms = text.match(IDEOGRAM)?.length ?? 0;
    const tokens = text.replace(IDEOGRAM, " ").split(BETWEEN);
    const words = tokens.filter((token) => ALPHANUMERIC.test(token)).length;
    return words + Math.ceil(ideograms / CHARACTERS_PER_WORD);
  }

  /* Whole minutes, at least one; a half goes to the even minute, as in Python. */
  function readingMinutes(words) {
    const exact = words / WORDS_PER_MINUTE;
    const below = Math.floor(exact);
    const isUp = exact - below > 0.5 || (exact - below === 0.5 && below % 2 === 1);
    return Math.max(1, isUp ? below + 1 : below);
  }

  function inWords(markup) {
    const number = countWords(markup);
    const words = fill(ngettext("%(number)s word", "%(number)s words", number), {
      number: number.toLocaleString(document.documentElement.lang || undefined),
    });
    const minutes = readingMinutes(number);
    return `${words} · ${fill(gettext("%(minutes)s min read"), { minutes })}`;
  }

  newsroomEditor.count = { countWords, readingMinutes };

  newsroomEditor.countWords = (editor) => {
    const id = newsroomEditor.newId("count");
    editor.on("uiSpace", (event) => {
      if (event.data.space === "bottom")
        event.data.html += `<span class="newsroom-count" id="${id}"></span>`;
    });
    let timer;
    const update = () => {
      const place = document.getElementById(id);
      if (place && editor.status === "ready") place.textContent = inWords(editor.getData());
    };
    editor.on("change", () => {
      clearTimeout(timer);
      timer = setTimeout(update, PAUSE);
    });
    editor.on("instanceReady", update);
  };
})();
