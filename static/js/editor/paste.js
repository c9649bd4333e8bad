/* What comes from Word, Google Docs and web pages, brought down to paragraphs, headings and lists. */
(() => {
  const RENAMED = { B: "strong", I: "em", H1: "h2", H5: "h4", H6: "h4", DEL: "s", STRIKE: "s" };
  const KEPT = new Set(
    (
      "P H2 H3 H4 UL OL LI STRONG EM S SUB SUP BLOCKQUOTE BR HR A TABLE CAPTION THEAD TBODY TFOOT TR TH TD " +
      "FIGURE FIGCAPTION ASIDE CITE PRE CODE"
    ).split(" "),
  );
  const KEPT_ATTRIBUTES = {
    A: ["href"],
    TD: ["colspan", "rowspan"],
    TH: ["colspan", "rowspan", "scope"],
    OL: ["start"],
    FIGURE: ["data-image", "data-gallery", "data-alt", "class"],
    ASIDE: ["class"],
  };
  const BLOCKS = "P,H2,H3,H4,LI,UL,OL,TABLE,BLOCKQUOTE,FIGURE,ASIDE,DIV,HR,PRE";
  const INLINE = "STRONG,EM,S,SUB,SUP,A,CITE,CODE";
  const DROPPED =
    "script,style,meta,link,title,xml,iframe,object,embed,noscript,template,img,svg,button,input,select";

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

  function isReference(element) {
    return element.tagName === "DIV" && (element.dataset.article || element.dataset.embed);
  }

  /* An element we do not keep gives way to its content; one that was a block leaves paragraphs. */
  function unwrap(element) {
    if (element.tagName === "DIV" && !element.querySelector(BLOCKS)) rename(element, "p");
    else element.replaceWith(...element.childNodes);
  }

  function strip(element) {
    const kept = isReference(element)
      ? ["data-article", "data-embed"]
      : (KEPT_ATTRIBUTES[element.tagName] ?? []);
    for (const name of element.getAttributeNames())
      if (!kept.includes(name)) element.removeAttribute(name);
    if (
      element.tagName === "A" &&
      !/^(https?:|mailto:|tel:|\/(?!\/)|#)/i.test(element.getAttribute("href") ?? "")
    ) {
      element.replaceWith(...element.childNodes);
    }
  }

  function isBlank(element) {
    return (
      !element.textContent.replace(/[\s\u00a0\u200b\ufeff]/g, "") &&
      !element.querySelector("hr,table,[data-image],[data-gallery]")
    );
  }

  function tidy(body) {
    for (const element of body.querySelectorAll(INLINE))
      if (isBlank(element)) element.replaceWith(...element.childNodes);
    for (const item of body.querySelectorAll("li")) {
      const only = [...item.children].filter((child) => child.tagName === "P");
      if (only.length === 1) only[0].replaceWith(...only[0].childNodes);
    }
    for (const block of body.querySelectorAll("p,h2,h3,h4,li,blockquote"))
      if (isBlank(block)) block.remove();
    for (const line of body.querySelectorAll(":scope > br, p > br:last-child, li > br:last-child"))
      line.remove();
    for (const list of body.querySelectorAll("ul,ol")) if (!list.children.length) list.remove();
    for (const bold of body.querySelectorAll(":is(h2,h3,h4) strong"))
      bold.replaceWith(...bold.childNodes);
  }

  function cleaned(html) {
    const { body } = new DOMParser().parseFromString(withoutHandlers(html), "text/html");
    for (const element of body.querySelectorAll(DROPPED)) element.remove();
    for (const comment of comments(body)) comment.remove();
    for (const found of body.querySelectorAll("*")) {
      let element = readStyle(found);
      if (RENAMED[element.tagName]) element = rename(element, RENAMED[element.tagName]);
      if (KEPT.has(element.tagName) || isReference(element)) strip(element);
      else unwrap(element);
    }
    tidy(body);
    body.normalize();
    return body.innerHTML.replace(/&nbsp;/g, " ").trim();
  }

  /* Handlers go anyway; taken out before parsing, they do not even make the policy complain. */
  function withoutHandlers(html) {
    const rest = html.replace(/(<[a-z][^>]*?)[\s/]on[a-z]+\s*=/gi, "$1 data-gone=");
    return rest === html ? html : withoutHandlers(rest);
  }

  function comments(body) {
    const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  newsroomEditor.cleanPaste = (editor) => {
    // After CKEditor's own filter for Word, which makes lists of what Word writes instead of them.
    editor.on(
      "paste",
      (event) => {
        const { dataValue, dataTransfer } = event.data;
        const isOwn = dataTransfer?.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_INTERNAL;
        if (!isOwn && /<[a-z]/i.test(dataValue)) event.data.dataValue = cleaned(dataValue);
      },
      null,
      null,
      7,
    );
  };
})();
