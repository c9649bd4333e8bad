/* Uploads the chosen pictures one by one, each with its own progress and answer. What is true of all
   of them is read once, when the upload begins. Without this script the form sends them together
   and the page answers for all. */
import { Chosen } from "./chosen.js";

const form = document.querySelector("[data-upload]");
const results = document.querySelector("[data-results]");
const blank = document.querySelector("[data-batch]");
const AT_ONCE = 2;
const OUTCOMES = ["added", "known", "refused", "waiting"];

if (form && results && blank) start();

function start() {
  const input = form.elements.files;
  const drop = form.querySelector("[data-drop]");
  const button = form.querySelector("[data-start]");
  const chosen = new Chosen(form.querySelector("[data-chosen]"), label);
  const waiting = [];
  let running = 0;

  for (const element of form.querySelectorAll("[data-no-script]")) element.hidden = true;
  for (const element of form.querySelectorAll("[data-only-script]")) element.hidden = false;
  input.required = false; // the chosen files are sent by this script
  label(0);

  input.addEventListener("change", () => {
    chosen.add(input.files);
    input.value = "";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (chosen.size) begin(chosen.take());
    else input.focus();
  });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.add("drop--over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("drop--over");
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.remove("drop--over");
    chosen.add(event.dataTransfer.files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (running || chosen.size) event.preventDefault();
  });

  function label(number) {
    button.disabled = !number;
    button.textContent = number === 1 ? button.dataset.one : button.dataset.many.replace("NUMBER", number || "");
  }

  function begin(files) {
    const shared = new FormData(form);
    shared.delete("files");
    shared.delete("again");
    const batch = blank.content.firstElementChild.cloneNode(true);
    results.prepend(batch);
    for (const file of files) {
      const row = placeholder(file);
      batch.querySelector("ul").append(row);
      waiting.push({ file, row, shared, batch, again: false });
    }
    count(batch);
    batch.scrollIntoView({ block: "nearest" });
    next();
  }

  function next() {
    while (running < AT_ONCE && waiting.length) send(waiting.shift());
  }

  function send(job) {
    const { file, row, shared, again } = job;
    running += 1;
    const data = new FormData();
    for (const [name, value] of shared) data.append(name, value);
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
      if (request.status === 200) answer(job, request.responseText);
      else fail(job);
      count(job.batch);
      next();
    });
    request.send(data);
  }

  function answer(job, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const made = holder.content.firstElementChild;
    if (!made) return fail(job);
    job.row.replaceWith(made);
    const again = made.querySelector(".upload__again");
    if (again) {
      again.hidden = false;
      again.addEventListener("click", () => repeat(job, made, true));
    }
  }

  function fail(job) {
    const { row, file } = job;
    row.className = "upload upload--refused";
    row.querySelector("progress")?.remove();
    row.querySelector(".upload__state").textContent = form.dataset.failed.replace("NAME", () => file.name);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button upload__again";
    button.textContent = form.dataset.retry;
    button.addEventListener("click", () => repeat(job, row, job.again));
    row.querySelector(".upload__words").append(button);
  }

  function repeat(job, old, again) {
    const row = placeholder(job.file);
    old.replaceWith(row);
    waiting.push({ ...job, row, again });
    count(job.batch);
    next();
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
}

function count(batch) {
  const found = OUTCOMES.map((outcome) => [outcome, batch.querySelectorAll(`.upload--${outcome}`).length]);
  const words = found.filter(([, number]) => number);
  batch.querySelector("[data-summary]").textContent = words
    .map(([outcome, number]) => blank.dataset[outcome].replace("NUMBER", number))
    .join(", ");
}
