// What is chosen and written on the page of decisions: kept with the server while somebody writes,
// in this browser until the server has it, and sent again until it is saved.
import { reach } from "./keep.js";
import { copiesOf, put, remove, sweep } from "./local.js";
import { sentences } from "./sentences.js";

const PAUSE = 1_000; // milliseconds without a change
const AGAIN = [2_000, 4_000, 8_000, 16_000, 30_000];
const OURS = /^(choice|own)-/;

const form = document.querySelector("[data-decision]");
const place = form?.querySelector("[data-line]");
const sitting = `${form?.dataset.user}${location.pathname}`;
const owner = `decision/${sitting}`;

let timer;
let failures = 0;
let isBusy = false;
let isThrough = false;
let isWaiting = false; // for the server to have what stands here

function entries() {
  for (const editor of Object.values(window.CKEDITOR?.instances ?? {})) {
    if (editor.status === "ready") editor.updateElement();
  }
  return [...new FormData(form)].filter(([name]) => OURS.test(name));
}

function message(words) {
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "_opening"]) body.set(name, form.elements[name].value);
  body.set("_keep", "1");
  for (const [name, value] of words) body.append(name, value);
  return body;
}

/* The hour at which the server kept `words`, "" where it did not; throws if it does not answer. */
async function send(words) {
  const answer = await reach(location.pathname, { body: message(words), redirect: "manual" });
  return answer.ok ? (await answer.json()).at : "";
}

const store = (words) => put({ sitting, owner, at: Date.now(), entries: words });

function say(words, kind) {
  const [line, status] = place.children;
  place.dataset.now = kind;
  line.textContent = words;
  const told = kind === "alarm" ? words : "";
  if (status.textContent !== told) status.textContent = told;
}

async function keep() {
  clearTimeout(timer);
  const words = entries();
  const isHere = await store(words);
  try {
    const at = await send(words);
    failures = 0;
    if (isBusy) return;
    if (!at) return say(sentences.untaken(), "alarm");
    if (JSON.stringify(words) !== JSON.stringify(entries())) return later();
    isWaiting = false;
    await remove(sitting);
    say(sentences.kept(at), "kept");
  } catch {
    if (isBusy) return;
    say(isHere ? sentences.offline() : sentences.offlineUnkept(), "alarm");
    timer = setTimeout(keep, AGAIN[Math.min(failures++, AGAIN.length - 1)]);
  }
}

/* Something was chosen or written. */
export function later() {
  isWaiting = true;
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
  if (!isBusy) say(sentences.unsaved(), "busy");
}

const rest = (time) =>
  new Promise((resolve) => {
    setTimeout(resolve, time);
    window.addEventListener("online", resolve, { once: true });
  });

/* The server has the words before the page is left for good. */
async function save() {
  isBusy = true;
  clearTimeout(timer);
  for (let turn = 0; ; turn += 1) {
    say(turn ? sentences.trying() : sentences.saving(), turn ? "alarm" : "busy");
    const words = entries();
    await store(words);
    try {
      if (await send(words)) await remove(sitting);
      break;
    } catch {
      say(sentences.trying(), "alarm");
      await rest(AGAIN[Math.min(turn, AGAIN.length - 1)]);
    }
  }
  isThrough = true;
  isWaiting = false;
  form.requestSubmit();
}

/* What only this browser had goes to the server, and is drawn with all else. */
async function bringBack() {
  await sweep();
  const [copy] = await copiesOf(owner);
  if (!copy || !(await send(copy.entries).catch(() => ""))) return;
  await remove(sitting);
  if (!(await copiesOf(owner)).length) location.reload();
}

function start() {
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    if (isThrough) return;
    event.preventDefault();
    if (!isBusy) save();
  });
  window.addEventListener("online", () => isWaiting && !isBusy && keep());
  window.addEventListener("pagehide", () => {
    if (isWaiting) navigator.sendBeacon?.(location.pathname, message(entries()));
  });
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  bringBack();
}

if (form) start();
