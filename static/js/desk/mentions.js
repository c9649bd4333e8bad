/* Colleagues offered while somebody types "@" in a note: arrow keys, Enter or Tab, Escape.

   The focus stays in the text; the active name is named by aria-activedescendant, as in the search of
   the editor's dialogs (static/js/editor/search.js). */
const PAUSE = 150; // milliseconds without a key before the server is asked
const BEGUN = /(?:^|[^\p{L}\p{N}_.@+-])@([\p{L}\p{N}_.@+-]{0,150})$/u;

const gettext = window.gettext ?? ((words) => words);
const ngettext = window.ngettext ?? ((one, many, number) => (number === 1 ? one : many));

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

class Mentions {
  constructor(field) {
    const id = `${field.id}-colleagues`;
    Object.assign(this, { field, url: field.dataset.colleagues, rows: [], active: -1 });
    const named = gettext("Colleagues");
    this.list = make("ul", { id, role: "listbox", class: "colleagues", "aria-label": named });
    this.status = make("span", { class: "visually-hidden", role: "status" });
    this.list.hidden = true;
    field.setAttribute("autocomplete", "off");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", id);
    field.after(this.list, this.status);
    field.addEventListener("input", () => this.later());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // focus stays
    this.list.addEventListener("click", (event) => this.click(event));
  }

  /* What stands between the last @ and the caret; null where no name is begun. */
  begun() {
    const { selectionStart, selectionEnd, value } = this.field;
    if (selectionStart !== selectionEnd) return null;
    return BEGUN.exec(value.slice(0, selectionStart))?.[1] ?? null;
  }

  later() {
    clearTimeout(this.timer);
    if (this.begun() === null) this.close();
    else this.timer = setTimeout(() => this.load(), PAUSE);
  }

  async load() {
    const begun = this.begun();
    if (begun === null) return;
    this.request?.abort();
    const request = (this.request = new AbortController());
    try {
      const query = encodeURIComponent(begun);
      const response = await fetch(`${this.url}?q=${query}`, { signal: request.signal });
      if (!response.ok) throw new Error(response.statusText);
      const { results } = await response.json();
      if (this.begun() === begun && document.activeElement === this.field) this.show(results);
    } catch (error) {
      if (request.signal.aborted) return;
      this.close();
      console.warn(error);
    }
  }

  show(rows) {
    this.rows = rows;
    const options = rows.map(({ username, name }, number) =>
      make(
        "li",
        { role: "option", id: `${this.list.id}-${number}`, class: "colleague" },
        make("strong", { dir: "auto" }, name || username),
        make("span", { class: "quiet" }, `@${username}`),
      ),
    );
    this.list.replaceChildren(...options);
    this.list.hidden = !rows.length;
    const found = ngettext("%(number)s found", "%(number)s found", rows.length);
    this.status.textContent = rows.length
      ? found.replace("%(number)s", rows.length)
      : gettext("Nobody found");
    this.activate(rows.length ? 0 : -1);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.rows = [];
    this.list.hidden = true;
    this.status.textContent = "";
    this.activate(-1);
  }

  activate(number) {
    this.active = number;
    for (const [n, option] of [...this.list.children].entries())
      option.setAttribute("aria-selected", String(n === number));
    const option = this.list.children[number];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (!this.rows.length || event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    const hasModifier = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
    if (hasModifier) return;
    if (event.key in steps) {
      const last = this.rows.length - 1;
      this.activate(Math.min(last, Math.max(0, this.active + steps[event.key])));
    } else if (event.key === "Enter" || event.key === "Tab") {
      this.pick(this.rows[this.active]);
    } else if (event.key === "Escape") {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  click(event) {
    const option = event.target.closest("[role=option]");
    if (option) this.pick(this.rows[[...this.list.children].indexOf(option)]);
  }

  pick({ username }) {
    const begun = this.begun();
    const caret = this.field.selectionStart;
    if (begun !== null) this.field.setRangeText(`${username} `, caret - begun.length, caret, "end");
    this.close();
  }
}

for (const field of document.querySelectorAll("textarea[data-colleagues]")) new Mentions(field);
