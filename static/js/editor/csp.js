/* Lets CKEditor 4.22.1 work under script-src 'self'.

   It writes its handlers as attributes (onclick="CKEDITOR.tools.callFunction(12, this); …") and
   starts its editing frame with an inline script; the policy blocks both. Here its templates write
   the attributes under another name, the calls in them are made from outside, and the script is
   taken out of the frame before the browser sees it: so there is nothing to block. */
(() => {
  const EVENTS = [
    "click", "mousedown", "mouseup", "mouseover", "mouseout", "keydown", "keypress",
    "focus", "blur", "dragstart", "drop", "paste",
  ];
  const CALL = /CKEDITOR\.tools\.callFunction\(\s*(\d+)\s*(?:,([^;]*))?\)/;
  const ARGUMENTS = /'(?:[^'\\]|\\.)*'|[^,]+/g;

  function value(text, element, event) {
    const word = text.trim();
    if (word === "this") return element;
    if (word.startsWith("event") || word.startsWith("window.event")) return event;
    if (/^-?\d+$/.test(word)) return Number(word);
    const quoted = word.match(/^'((?:[^'\\]|\\.)*)'$/);
    return quoted ? quoted[1].replace(/\\(.)/g, "$1") : null;
  }

  function run(event) {
    const atTarget = event.type === "focus" || event.type === "blur";
    for (let element = event.target; element?.getAttribute; element = element.parentElement) {
      if (atTarget && element !== event.target) return;
      const code =
        element.getAttribute(`data-ck-${event.type}`) ?? element.getAttribute(`on${event.type}`);
      if (!code) continue;
      const call = code.match(CALL);
      const values = (call?.[2]?.match(ARGUMENTS) ?? []).map((text) => value(text, element, event));
      const result = call && CKEDITOR.tools.callFunction(Number(call[1]), ...values);
      const returnsResult = /^\s*return\b/.test(code);
      if (/return false/.test(code) || (returnsResult && result === false)) event.preventDefault();
    }
  }

  function listen(page) {
    for (const type of EVENTS) page.addEventListener(type, run, true);
  }

  listen(document);

  const HANDLER = new RegExp(`\\son(${EVENTS.join("|")})=`, "g");
  const output = CKEDITOR.template.prototype.output;
  CKEDITOR.template.prototype.output = function (values, buffer) {
    const html = output.call(this, values).replace(HANDLER, " data-ck-$1=");
    return buffer ? buffer.push(html) : html;
  };

  const INLINE = /<script\b[^>]*>[^]*?<\/script>/g;
  const ONLOAD = /\sonload="[^"]*"/g;
  const write = CKEDITOR.dom.document.prototype.write;
  CKEDITOR.dom.document.prototype.write = function (html) {
    write.call(this, html.replace(INLINE, "").replace(ONLOAD, ""));
    const frame = this.$.defaultView;
    listen(this.$);
    const ready = html.match(/CKEDITOR\.tools\.callFunction\(\s*(\d+)\s*,\s*window\s*\)/);
    const loaded = html.match(/onload="[^"]*\.tools\.callFunction\((\d+)\)/);
    if (ready) {
      frame.CKEDITOR = window.CKEDITOR;
      setTimeout(() => CKEDITOR.tools.callFunction(Number(ready[1]), frame));
    }
    if (loaded) setTimeout(() => CKEDITOR.tools.callFunction(Number(loaded[1])));
  };
})();
