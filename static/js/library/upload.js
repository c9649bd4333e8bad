/* Uploads pictures one by one, each with its own progress and answer. Without this script the form
   sends them together and the page answers for all. */
const form = document.querySelector("[data-upload]");
const results = document.querySelector("[data-results]");
const AT_ONCE = 2;

if (form && results) {
  const input = form.elements.files;
  const drop = form.querySelector("[data-drop]");
  const waiting = [];
  let running = 0;

  for (const element of form.querySelectorAll("[data-no-script]")) element.hidden = true;
  for (const element of form.querySelectorAll("[data-only-script]")) element.hidden = false;

  input.addEventListener("change", () => {
    enqueue(input.files);
    input.value = "";
  });
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("drop--over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("drop--over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    enqueue(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (running) event.preventDefault();
  });

  function enqueue(files) {
    for (const file of files) {
      const row = placeholder(file);
      results.append(row);
      waiting.push({ file, row, again: false });
    }
    next();
  }

  function next() {
    while (running < AT_ONCE && waiting.length) send(waiting.shift());
  }

  function placeholder(file) {
    const row = document.createElement("li");
    row.className = "upload upload--waiting";
    const words = document.createElement("div");
    words.className = "upload__words";
    const name = document.createElement("p");
    name.className = "upload__name";
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const state = document.createElement("p");
    state.className = "upload__state quiet";
    state.textContent = form.dataset.waiting;
    words.append(name, bar, state);
    row.append(words);
    return row;
  }

  function send({ file, row, again }) {
    running += 1;
    const data = new FormData(form);
    data.delete("files");
    data.delete("again");
    if (again) data.set("again", "on");
    data.append("files", file);
    const bar = row.querySelector("progress");
    const state = row.querySelector(".upload__state");
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    state.textContent = form.dataset.sending;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      state.textContent = form.dataset.drawing;
    });
    request.addEventListener("loadend", () => {
      running -= 1;
      if (request.status === 200) answer(row, request.responseText, file);
      else fail(row);
      next();
    });
    request.send(data);
  }

  function answer(row, html, file) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const made = holder.content.firstElementChild;
    if (!made) return fail(row);
    row.replaceWith(made);
    const again = made.querySelector(".upload__again");
    if (again) {
      again.hidden = false;
      again.addEventListener("click", () => {
        const fresh = placeholder(file);
        made.replaceWith(fresh);
        waiting.push({ file, row: fresh, again: true });
        next();
      });
    }
  }

  function fail(row) {
    row.className = "upload upload--refused";
    row.querySelector("progress")?.remove();
    row.querySelector(".upload__state").textContent = form.dataset.failed;
  }
}
