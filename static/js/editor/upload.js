/* Pictures from the writer's own machine: chosen in a dialog, dropped on it, or dropped and pasted
   into the text. Each is asked for its credit and alt text, and goes into the library first. */
(() => {
  const N = newsroomEditor;
  const { make, gettext } = N;
  const ENDINGS = ".avif,.gif,.jpeg,.jpg,.png,.webp";
  const BROKEN = gettext("The connection broke. Try again.");
  const FORBIDDEN = gettext("You may not add pictures to the library.");

  /* Send one file; its answer as the server gives it: {picture, is_known} or {reasons}. */
  function send(url, fields, bar) {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", url);
      request.setRequestHeader("X-CSRFToken", token);
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.upload.addEventListener("load", () => bar.removeAttribute("value"));
      request.addEventListener("loadend", () =>
        done(
          (request.status === 200 && request.response) || {
            reasons: [request.status === 403 ? FORBIDDEN : BROKEN],
          },
        ),
      );
      request.send(data);
    });
  }

  /* One file with its fields: {file, row, alt, bar, notice}. */
  function item(file) {
    const alt = N.field(gettext("Alt text"), {
      help: gettext("What can be seen, for people who cannot see it."),
      maxlength: 500,
    });
    const notice = N.notice();
    const bar = make("progress", { max: 1, value: 0, hidden: true, "aria-label": file.name });
    const address = URL.createObjectURL(file);
    const release = () => URL.revokeObjectURL(address);
    const row = make(
      "li",
      { class: "desk-upload__item" },
      make("img", { src: address, alt: "", onload: release, onerror: release }),
      make("div", {}, make("strong", { text: file.name }), alt.row, bar, notice.row),
    );
    return { file, row, alt, bar, notice };
  }

  function press(text, className, onclick) {
    return make("button", { type: "button", class: className, text, onclick });
  }

  class Upload {
    constructor({ url, isOne, added, toggled }) {
      Object.assign(this, { url, isOne, added, toggled, items: [] });
      this.input = make("input", {
        type: "file",
        accept: ENDINGS,
        multiple: !isOne,
        hidden: true,
        onchange: () => this.offer([...this.input.files]),
      });
      this.button = make("button", {
        type: "button",
        class: "desk-button desk-button--upload",
        text: gettext("Upload…"),
        hidden: true,
        onclick: () => this.input.click(),
      });
      this.credit = N.field(gettext("Credit"), {
        maxlength: 300,
        help: gettext("Photographer, agency or both. Blank: what the file itself says."),
      });
      this.list = make("ul", { class: "desk-upload__list" });
      this.go = press(gettext("Upload"), "desk-button desk-button--go", () => this.sendAll());
      this.element = make(
        "section",
        { class: "desk-upload", "aria-label": gettext("Upload"), hidden: true },
        this.credit.row,
        this.list,
        make(
          "p",
          { class: "desk-upload__foot" },
          this.go,
          press(gettext("Back to the library"), "desk-button", () => this.back()),
        ),
      );
      this.element.addEventListener("keydown", (event) => this.key(event));
    }

    /* Enter in a field uploads; it does not send the dialog, which has nothing chosen yet. */
    key(event) {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      event.stopPropagation();
      this.sendAll();
    }

    show(isOpen) {
      this.element.hidden = !isOpen;
      this.toggled(isOpen);
      if (isOpen) this.credit.input.focus();
      else this.clear();
    }

    back() {
      this.show(false);
      this.button.focus();
    }

    clear() {
      this.items = [];
      this.list.replaceChildren();
      this.input.value = "";
      this.element.querySelectorAll("input").forEach((field) => (field.value = ""));
    }

    /* Ask what is to be known of `files` before they are sent. */
    offer(files) {
      if (!files.length) return;
      this.items = files.slice(0, this.isOne ? 1 : undefined).map(item);
      this.list.replaceChildren(...this.items.map(({ row }) => row));
      this.show(true);
    }

    async sendAll() {
      if (this.go.disabled) return;
      this.go.disabled = true;
      for (const one of [...this.items]) await this.sendOne(one);
      this.go.disabled = false;
      if (!this.items.length) this.show(false);
    }

    async sendOne(one) {
      one.bar.hidden = false;
      one.notice.say("");
      const words = { alt_text: one.alt.input.value, credit_line: this.credit.input.value };
      const answer = await send(this.url, { file: one.file, ...words }, one.bar);
      one.bar.hidden = true;
      if (!this.element.isConnected) return;
      if (!answer.picture) {
        one.notice.say(answer.reasons.join(" "), true);
        return;
      }
      one.row.remove();
      this.items = this.items.filter((other) => other !== one);
      this.added(answer.picture);
    }
  }

  function isPicture({ type, name }) {
    return type.startsWith("image/") || /\.(hei[cf]|avif)$/i.test(name);
  }

  /* Let pictures be dropped on `element`. */
  function acceptDrops(element, offer) {
    element.addEventListener("dragover", (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    });
    element.addEventListener("drop", (event) => {
      event.preventDefault();
      offer([...event.dataTransfer.files].filter(isPicture));
    });
  }

  /* The pictures of a paste or drop that brings no words; a "copied image" has its own <img>. */
  function pictures({ dataTransfer }) {
    const number = dataTransfer?.getFilesCount() ?? 0;
    if (!number) return [];
    const html = dataTransfer.getData("text/html") || dataTransfer.getData("text/plain") || "";
    const hasWords = html.replace(/<style[^]*?<\/style>|<[^>]*>/gi, "").trim();
    if (hasWords) return [];
    return Array.from({ length: number }, (_, at) => dataTransfer.getFile(at)).filter(isPicture);
  }

  newsroomEditor.uploadPart = (options) => {
    const upload = new Upload(options);
    acceptDrops(upload.element, (files) => upload.offer(files));
    return {
      button: upload.button,
      element: upload.element,
      offer: (files) => upload.offer(files),
      send: () => upload.sendAll(),
      accept: (dialog) => acceptDrops(dialog, (files) => upload.offer(files)),
    };
  };

  /* One picture put into the text opens the dialog of a picture, several that of a gallery. */
  newsroomEditor.takePictures = (editor) => {
    editor.on(
      "paste",
      (event) => {
        const files = pictures(event.data);
        if (!files.length) return;
        event.cancel();
        const name = files.length > 1 ? "gallery" : "picture";
        setTimeout(() => editor.execCommand(`insert-${name}`, { files }));
      },
      null,
      null,
      0, // before CKEditor, which says that it cannot
    );
  };
})();
