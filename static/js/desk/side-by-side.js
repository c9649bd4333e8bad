/* The preview beside the form of a story, loaded anew whenever words were kept. */
const WIDE = matchMedia("(min-width: 1400px)");

class Panel {
  constructor(button) {
    this.button = button;
    this.page = button.dataset.sideBySide;
    this.element = null;
    this.address = this.page;
    this.key = `side-by-side ${this.page}`; // stays open when the form comes back after saving
    button.addEventListener("click", () => this.press());
    document.addEventListener("newsroom:kept", (event) => this.show(event.detail?.words));
    if (WIDE.matches && sessionStorage.getItem(this.key)) this.open();
  }

  press() {
    if (!WIDE.matches) window.open(this.button.dataset.tab, "_blank", "noopener");
    else if (this.element) this.close();
    else this.open();
  }

  open() {
    const { title, close } = this.button.dataset;
    this.element = document.createElement("aside");
    this.element.className = "side-preview";
    this.element.setAttribute("aria-label", title);
    const bar = document.createElement("div");
    bar.className = "side-preview__bar";
    const heading = document.createElement("h2");
    heading.textContent = title;
    const shut = document.createElement("button");
    shut.type = "button";
    shut.className = "side-preview__close";
    shut.textContent = "×";
    shut.setAttribute("aria-label", close);
    shut.addEventListener("click", () => {
      this.close();
      this.button.focus();
    });
    bar.append(heading, shut);
    this.stage = document.createElement("div");
    this.stage.className = "side-preview__stage";
    this.element.append(bar, this.stage);
    document.body.append(this.element);
    this.mark(true);
    this.load();
  }

  close() {
    this.element.remove();
    this.element = null;
    this.mark(false);
  }

  mark(isOpen) {
    document.body.classList.toggle("has-side-preview", isOpen);
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) sessionStorage.setItem(this.key, "open");
    else sessionStorage.removeItem(this.key);
    window.dispatchEvent(new Event("resize")); // the editor's toolbar has another width now
  }

  show(words) {
    this.address = words ? `${this.page}?words=${encodeURIComponent(words)}` : this.page;
    if (this.element) this.load();
  }

  /* Behind what is shown, so that nothing flickers and the place in the text stays. */
  load() {
    this.stage.querySelectorAll(".is-loading").forEach((frame) => frame.remove());
    const next = document.createElement("iframe");
    next.className = "is-loading";
    next.title = this.button.dataset.title;
    next.addEventListener("load", () => {
      const before = this.stage.querySelector("iframe:not(.is-loading)");
      if (before) next.contentWindow.scrollTo(0, before.contentWindow.scrollY);
      next.classList.remove("is-loading");
      before?.remove();
    }, { once: true });
    next.src = this.address;
    this.stage.append(next);
  }
}

const button = document.querySelector("[data-side-by-side]");
if (button) {
  button.closest("[data-preview-tools]").hidden = false;
  new Panel(button);
}
