/* The files somebody has chosen to upload, with small pictures; each can be left out again. */
export class Chosen {
  /* `list` holds the words (data-remove, data-small, data-least); `changed` is called with how many there are. */
  constructor(list, changed) {
    this.list = list;
    this.changed = changed;
    this.files = new Map();
  }

  get size() {
    return this.files.size;
  }

  add(files) {
    for (const file of files) {
      const item = this.item(file);
      this.files.set(item, file);
      this.list.append(item);
    }
    this.tell();
  }

  /* All of them; afterwards none is chosen. */
  take() {
    const files = [...this.files.values()];
    for (const item of [...this.files.keys()]) this.remove(item);
    return files;
  }

  remove(item) {
    URL.revokeObjectURL(item.querySelector("img")?.src);
    this.files.delete(item);
    item.remove();
    this.tell();
  }

  tell() {
    this.list.hidden = !this.size;
    this.changed(this.size);
  }

  item(file) {
    const item = document.createElement("li");
    item.className = "chosen__file";
    const name = document.createElement("span");
    name.className = "chosen__name";
    name.textContent = file.name;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "chosen__remove";
    drop.textContent = "✕";
    drop.setAttribute("aria-label", this.list.dataset.remove.replace("NAME", () => file.name));
    drop.addEventListener("click", () => {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      this.remove(item);
      next?.querySelector("button").focus();
    });
    item.append(this.picture(file, item), name, drop);
    return item;
  }

  picture(file, item) {
    const picture = document.createElement("img");
    picture.className = "chosen__picture";
    picture.alt = "";
    picture.addEventListener("load", () => {
      if (picture.naturalWidth >= Number(this.list.dataset.least)) return;
      const words = document.createElement("span");
      words.className = "badge badge--soon";
      words.textContent = this.list.dataset.small.replace("WIDTH", picture.naturalWidth);
      item.append(words);
    });
    picture.addEventListener("error", () => picture.classList.add("chosen__picture--none"));
    picture.src = URL.createObjectURL(file);
    return picture;
  }
}
