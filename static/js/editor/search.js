/* A search field with its results below: type, arrow keys, Enter; the newest stand there at once.

   The ARIA combobox pattern (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/): the focus stays in
   the field, the active result is named by aria-activedescendant. */
(() => {
  const { make, newId } = newsroomEditor;
  const PAUSE = 180; // milliseconds without a key before the server is asked

  class Search {
    constructor({ url, label, draw, pick }) {
      Object.assign(this, { url, draw, pick, rows: [], active: -1 });
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
      });
      this.status = make("p", { class: "desk-results__status", role: "status" });
      this.element = make(
        "div",
        { class: "desk-search" },
        make("label", { for: id, text: label }),
        this.input,
        this.status,
        this.list,
      );
      this.input.addEventListener("input", () => this.later());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.list.addEventListener("click", (event) => this.click(event));
      this.list.addEventListener("mousedown", (event) => event.preventDefault()); // focus stays
      this.load();
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.load(), PAUSE);
    }

    async load() {
      this.request?.abort();
      const request = (this.request = new AbortController());
      const query = encodeURIComponent(this.input.value.trim().slice(0, 200));
      try {
        const response = await fetch(`${this.url}?q=${query}`, { signal: request.signal });
        if (!response.ok) throw new Error(response.statusText);
        this.show((await response.json()).results);
      } catch (error) {
        if (request.signal.aborted) return;
        this.show([]);
        this.status.textContent = "The search did not answer. Type again to retry.";
        console.warn(error);
      }
    }

    show(rows) {
      this.rows = rows;
      const options = rows.map((row, number) =>
        make(
          "li",
          {
            role: "option",
            id: `${this.list.id}-${number}`,
            "aria-selected": "false",
            class: "desk-result",
          },
          ...this.draw(row),
        ),
      );
      this.list.replaceChildren(...options);
      const found = `${rows.length} found${this.input.value.trim() ? "" : ", newest first"}`;
      this.status.textContent = rows.length ? found : "Nothing found.";
      this.activate(rows.length ? 0 : -1);
    }

    activate(number) {
      this.list.children[this.active]?.setAttribute("aria-selected", "false");
      this.active = number;
      const option = this.list.children[number];
      if (!option) return this.input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", option.id);
    }

    key(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
      if (event.key in steps && this.rows.length) {
        event.preventDefault();
        const last = this.rows.length - 1;
        this.activate(Math.min(last, Math.max(0, this.active + steps[event.key])));
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (this.rows[this.active]) this.pick(this.rows[this.active]);
      }
    }

    click(event) {
      const option = event.target.closest("[role=option]");
      const number = [...this.list.children].indexOf(option);
      if (number < 0) return;
      this.activate(number);
      this.pick(this.rows[number]);
    }
  }

  newsroomEditor.Search = Search;
})();
