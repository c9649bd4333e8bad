/* A search field with its results below: type, arrow keys, Enter; the newest stand there at once,
   and more of them at the end of the list.

   The ARIA combobox pattern (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): the focus stays in
   the field, the active result is named by aria-activedescendant. */
(() => {
  const { make, newId, notice, gettext, ngettext, fill } = newsroomEditor;
  const PAUSE = 180; // milliseconds without a key before the server is asked
  const NEAR = 200; // pixels from the end of the list where more is fetched

  class Search {
    /* `draw(row)` gives the children of a result, `pick(row)` takes it. Not needed: `take()` after
       a double click, `searched()` when somebody asks for something else, `answered(answer)`,
       `isChosen(row)` where many can be chosen, `ask` for what else the server is to be told. */
    constructor({ url, label, draw, pick, ...more }) {
      Object.assign(this, { url, draw, pick, rows: [], active: -1, next: "", ...more });
      const id = newId("search");
      this.input = make("input", {
        id,
        type: "search",
        role: "combobox",
        autocomplete: "off",
        "aria-autocomplete": "list",
        "aria-expanded": "true",
        "aria-controls": `${id}-list`,
        "data-first": true,
      });
      this.list = make("ul", {
        id: `${id}-list`,
        role: "listbox",
        class: "desk-results",
        "aria-label": label,
        "aria-multiselectable": this.isChosen ? "true" : null,
      });
      this.status = notice();
      this.more = make("button", {
        type: "button",
        class: "desk-button desk-button--more",
        text: gettext("Show more"),
        hidden: true,
        onclick: () => this.load(this.next),
      });
      this.element = make(
        "div",
        { class: "desk-search" },
        make("label", { for: id, text: label }),
        this.input,
        this.status.row,
        make("div", { class: "desk-results__frame" }, this.list),
        this.more,
      );
      this.listen();
      this.load();
    }

    listen() {
      this.input.addEventListener("input", () => this.later());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.list.addEventListener("click", (event) => this.click(event));
      this.list.addEventListener("dblclick", (event) => this.at(event) >= 0 && this.take?.());
      this.list.addEventListener("mousedown", (event) => event.preventDefault()); // focus stays
      this.list.addEventListener("scroll", () => {
        const { scrollHeight, scrollTop, clientHeight } = this.list;
        if (scrollHeight - scrollTop - clientHeight < NEAR) this.load(this.next || null);
      });
    }

    later() {
      clearTimeout(this.timer);
      this.searched?.();
      this.timer = setTimeout(() => this.load(), PAUSE);
    }

    /* The first results of what is asked for, or those from `before` on; null: no more. */
    async load(before = "") {
      if (before === null || (before && this.isBusy)) return;
      this.isBusy = true;
      this.request?.abort();
      const request = (this.request = new AbortController());
      const query = new URLSearchParams({ q: this.input.value.trim().slice(0, 200), ...this.ask });
      if (before) query.set("before", before);
      try {
        const response = await fetch(`${this.url}?${query}`, { signal: request.signal });
        if (!response.ok) throw new Error(response.statusText);
        const answer = await response.json();
        this.answered?.(answer);
        this.show(answer, before !== "");
      } catch (error) {
        if (request.signal.aborted) return;
        if (!before) this.show({ results: [], next: "" }, false);
        this.status.say(gettext("The search did not answer. Type again to retry."), true);
        console.warn(error);
      } finally {
        if (this.request === request) this.isBusy = false;
      }
    }

    show({ results, next }, isMore) {
      const start = isMore ? this.rows.length : 0;
      this.rows = isMore ? [...this.rows, ...results] : results;
      this.next = next;
      this.more.hidden = !next;
      const options = results.map((row, number) => this.option(row, start + number));
      if (isMore) this.list.append(...options);
      else this.list.replaceChildren(...options);
      this.mark();
      this.say();
      if (!isMore) {
        this.list.scrollTop = 0;
        this.activate(results.length ? 0 : -1);
      }
    }

    option(row, number) {
      return make(
        "li",
        { role: "option", id: `${this.list.id}-${number}`, class: "desk-result" },
        ...this.draw(row),
      );
    }

    say() {
      const number = this.rows.length;
      const isAsked = Boolean(this.input.value.trim());
      let words = ngettext("All %(number)s, newest first", "All %(number)s, newest first", number);
      if (!number) words = isAsked ? gettext("Nothing found.") : gettext("Nothing is here yet.");
      else if (this.next && isAsked) words = gettext("The newest %(number)s that match");
      else if (this.next) words = gettext("The newest %(number)s");
      else if (isAsked) words = ngettext("%(number)s found", "%(number)s found", number);
      this.status.say(fill(words, { number }));
    }

    /* Show which results are chosen; where only one can be, that is the active one. */
    mark() {
      this.rows.forEach((row, number) => {
        const option = this.list.children[number];
        const isChosen = this.isChosen?.(row) ?? number === this.active;
        option.setAttribute("aria-selected", String(isChosen));
        option.classList.toggle("desk-result--chosen", Boolean(this.isChosen) && isChosen);
        option.classList.toggle("desk-result--active", number === this.active);
      });
    }

    activate(number) {
      this.active = number;
      this.mark();
      const option = this.list.children[number];
      if (!option) return this.input.removeAttribute("aria-activedescendant");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    key(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
      if (event.key in steps && this.rows.length) {
        event.preventDefault();
        const last = this.rows.length - 1;
        if (this.active === last && steps[event.key] > 0) this.load(this.next || null);
        this.activate(Math.min(last, Math.max(0, this.active + steps[event.key])));
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        if (this.rows[this.active]) this.pick(this.rows[this.active]);
      }
    }

    /* The number of the result an event happened on; -1 if it was none. */
    at(event) {
      return [...this.list.children].indexOf(event.target.closest("[role=option]"));
    }

    click(event) {
      const number = this.at(event);
      if (number < 0) return;
      this.activate(number);
      this.pick(this.rows[number]);
    }
  }

  newsroomEditor.Search = Search;
})();
