/* What comes from Word, Google Docs and web pages, brought down to paragraphs, headings and lists. */
(() => {
  const N = newsroomEditor;
  const { make } = N;
  const RENAMED = { B: "strong", I: "em", H1: "h2", H5: "h4", H6: "h4", DEL: "s", STRIKE: "s" };
  const KEPT = new Set(
    (
      "P H2 H3 H4 UL OL LI STRONG EM S SUB SUP BLOCKQUOTE BR HR A TABLE CAPTION THEAD TBODY TFOOT TR TH TD " +
      "CITE PRE CODE"
    ).split(" "),
  );
  const KEPT_ATTRIBUTES = {
    A: ["href"],
    TD: ["colspan", "rowspan"],
    TH: ["colspan", "rowspan", "scope"],
    OL: ["start"],
    FIGURE: ["data-image", "data-gallery", "data-alt", "class"],
    ASIDE: ["class"],
    DIV: ["data-article", "data-embed"],
    SPAN: ["class"],
  };
  // Of these, what our own editor wrote is kept.
  const OWN = {
    FIGURE: "[data-image], [data-gallery]",
    FIGCAPTION: ":is([data-image], [data-gallery]) > figcaption",
    ASIDE: ".pullquote, .factbox",
    DIV: "[data-article], [data-embed]",
    SPAN: ".footnote",
  };
  // Other blocks give way to their content, but what stood in two of them never becomes one line.
  const LEFT =
    "DIV,SECTION,ARTICLE,HEADER,FOOTER,MAIN,NAV,ASIDE,ADDRESS,CENTER,DETAILS,SUMMARY,DL,DT,DD," +
    "HGROUP,FIGURE,FIGCAPTION,FORM,FIELDSET,LEGEND,DIALOG,MENU,DIR";
  const BLOCKS = `P,H2,H3,H4,LI,UL,OL,TABLE,BLOCKQUOTE,HR,PRE,H1,H5,H6,${LEFT}`;
  const INLINE = "STRONG,EM,S,SUB,SUP,A,CITE,CODE";
  const DROPPED =
    "script,style,meta,link,title,xml,iframe,object,embed,noscript,template,img,svg,button,input," +
    "select,del[datetime],[href*='#_msocom']";
  const LINK = /^(https?:|mailto:|tel:|\/(?!\/))/i;
  const SPACE = "[ \\t\\n\\r\\u00a0]";
  const LOOSE_SPACE = new RegExp(
    `^\\u00a0|\\u00a0$|${SPACE}+\\u00a0${SPACE}*|\\u00a0${SPACE}+`,
    "g",
  );

  function rename(element, name) {
    const renamed = element.ownerDocument.createElement(name);
    renamed.append(...element.childNodes);
    element.replaceWith(renamed);
    return renamed;
  }

  /* Google Docs says bold with a style, and wraps everything in a <b> that is not bold. */
  function readStyle(element) {
    const { fontWeight, fontStyle } = element.style;
    if (element.tagName === "B" && /^(normal|400)$/.test(fontWeight))
      return rename(element, "span");
    if (element.tagName !== "SPAN") return element;
    if (/^(bold|[6-9]00)$/.test(fontWeight)) wrapInside(element, "strong");
    if (fontStyle === "italic") wrapInside(element, "em");
    return element;
  }

  function wrapInside(element, name) {
    const wrapper = element.ownerDocument.createElement(name);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }

  /* An element we do not keep gives way to its content; one that was a block leaves paragraphs. */
  function unwrap(element) {
    if (!element.matches(LEFT)) return element.replaceWith(...element.childNodes);
    if (!element.querySelector(BLOCKS)) return rename(element, "p");
    const edge = () => [make("br"), make("br")];
    return element.replaceWith(...edge(), ...element.childNodes, ...edge());
  }

  function strip(element) {
    const kept = KEPT_ATTRIBUTES[element.tagName] ?? [];
    for (const name of element.getAttributeNames())
      if (!kept.includes(name)) element.removeAttribute(name);
    if (element.tagName !== "A") return;
    const href = N.direct(element.getAttribute("href") ?? "");
    if (LINK.test(href)) element.setAttribute("href", href);
    else element.replaceWith(...element.childNodes);
  }

  const isKept = (element) =>
    KEPT.has(element.tagName) || (element.tagName in OWN && element.matches(OWN[element.tagName]));

  function isBlank(element) {
    return (
      !element.textContent.replace(/[\s\u00a0\u200b\ufeff]/g, "") &&
      !element.querySelector("hr,table,[data-image],[data-gallery]")
    );
  }

  const isBreak = (node) => node.nodeName === "BR";
  const isNothing = (node) => node.nodeType === Node.TEXT_NODE && !node.data.trim();

  /* What stands between the blocks of `container`, line by line: [[nodes of a line], …]. */
  function runs(container) {
    const found = [[]];
    for (const node of container.childNodes) {
      if (node.nodeType === Node.ELEMENT_NODE && node.matches(BLOCKS)) found.push([]);
      else found.at(-1).push(node);
    }
    return found.map(trimmed).filter((run) => run.length);
  }

  /* `run` without the breaks and blanks at its ends, which mean nothing; those are taken out. */
  function trimmed(run) {
    const means = (node) => !isBreak(node) && !isNothing(node);
    const first = run.findIndex(means);
    const last = run.findLastIndex(means);
    run.forEach((node, at) => (first < 0 || at < first || at > last) && node.remove());
    return first < 0 ? [] : run.slice(first, last + 1);
  }

  /* `run` cut where two breaks follow each other: an empty line parts paragraphs. */
  function paragraphs(run) {
    const found = [[]];
    let breaks = [];
    for (const node of run) {
      if (isBreak(node) || (breaks.length && isNothing(node))) {
        breaks.push(node);
        continue;
      }
      if (breaks.filter(isBreak).length > 1) {
        breaks.forEach((line) => line.remove());
        found.push([node]);
      } else found.at(-1).push(...breaks, node);
      breaks = [];
    }
    return found;
  }

  /* Every line of running text in a paragraph of its own, if `container` holds more than one. */
  function settle(container) {
    const isParagraph = container.tagName === "P";
    const found = runs(container).map(paragraphs);
    if (isParagraph ? found.flat().length < 2 : isOneLine(container, found)) return;
    for (const nodes of found.flat()) {
      const paragraph = make("p");
      nodes[0].before(paragraph);
      paragraph.append(...nodes);
    }
    if (isParagraph) container.replaceWith(...container.childNodes);
  }

  /* A word or a line goes into the sentence it is pasted into. */
  function isOneLine(container, found) {
    return found.flat().length < 2 && !container.querySelector(":scope > :is(p, h2, h3, h4)");
  }

  function tidy(body) {
    for (const element of body.querySelectorAll(INLINE))
      if (isBlank(element)) element.replaceWith(...element.childNodes);
    for (const block of body.querySelectorAll("p, li, td, th, blockquote, aside"))
      if (block.isConnected) settle(block);
    settle(body);
    for (const item of body.querySelectorAll("li")) {
      const only = [...item.children].filter((child) => child.tagName === "P");
      if (only.length === 1) only[0].replaceWith(...only[0].childNodes);
    }
    for (const block of body.querySelectorAll("p,h2,h3,h4,li,blockquote"))
      if (isBlank(block)) block.remove();
    for (const heading of body.querySelectorAll("h2,h3,h4")) runs(heading);
    for (const list of body.querySelectorAll("ul,ol")) if (!list.children.length) list.remove();
    for (const bold of body.querySelectorAll(":is(h2,h3,h4) strong"))
      bold.replaceWith(...bold.childNodes);
  }

  function cleaned(html) {
    const { body } = new DOMParser().parseFromString(withoutHandlers(html), "text/html");
    for (const element of body.querySelectorAll(DROPPED)) element.remove();
    for (const comment of nodes(body, NodeFilter.SHOW_COMMENT)) comment.remove();
    for (const found of body.querySelectorAll("*")) {
      let element = readStyle(found);
      if (RENAMED[element.tagName]) element = rename(element, RENAMED[element.tagName]);
      if (isKept(element)) strip(element);
      else unwrap(element);
    }
    tidy(body);
    body.normalize();
    for (const text of nodes(body, NodeFilter.SHOW_TEXT))
      text.data = text.data.replace(LOOSE_SPACE, " "); // 10&nbsp;000 keeps its own
    return body.innerHTML.trim();
  }

  /* Handlers go anyway; taken out before parsing, they do not even make the policy complain. */
  function withoutHandlers(html) {
    const rest = html.replace(/(<[a-z][^>]*?)[\s/]on[a-z]+\s*=/gi, "$1 data-gone=");
    return rest === html ? html : withoutHandlers(rest);
  }

  function nodes(body, kind) {
    const walker = body.ownerDocument.createTreeWalker(body, kind);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  /* Word's tracked changes count as accepted: what was struck out does not come along. */
  function withoutDeletions(html, original) {
    return /urn:schemas-microsoft-com|class="?Mso/i.test(original)
      ? html.replace(/<del\b[^>]*>[^]*?<\/del>/gi, "")
      : html;
  }

  N.cleanPaste = (editor) => {
    // After CKEditor's own filter for Word, which makes lists of what Word writes instead of them.
    editor.on(
      "paste",
      (event) => {
        const { dataValue, dataTransfer } = event.data;
        const isOwn = dataTransfer?.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_INTERNAL;
        if (isOwn || !/<[a-z]/i.test(dataValue)) return;
        const original = dataTransfer?.getData("text/html", true) || dataValue;
        event.data.dataValue = cleaned(withoutDeletions(dataValue, original));
      },
      null,
      null,
      7,
    );
  };
})();
