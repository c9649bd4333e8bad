// A press on one of the form's buttons: the words go to the server's memory first, then the form.
// The page stays until the story is saved, so a session that ended, or a server that is away, costs
// nothing.
import { goOn, halt, noteKept } from "./autosave.js";
import { store } from "./drafts.js";
import { ask, send, submit } from "./keep.js";
import { desk, form, serial } from "./form.js";
import { isKept, note, state } from "./state.js";

const AGAIN = [2_000, 4_000, 8_000, 16_000, 30_000];
const STORING = 1_000; // milliseconds that a disk may take; the server comes first then
const TOO_LONG = 30_000; // milliseconds after which a page that is still here may be sent again

let isBusy = false;
let isThrough = false;
let wake = () => {};

export function start() {
  form.addEventListener("submit", (event) => {
    if (isThrough) return;
    event.preventDefault();
    if (!isBusy) save(event.submitter);
  });
  desk.querySelector("[data-stop]").addEventListener("click", () => release("stopped"));
  window.addEventListener("online", () => wake());
  // Gone back to: the page stands as it was sent, and its version is old.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
}

async function save(button) {
  isBusy = true;
  halt();
  note({ saving: "now", now: serial(), isTyping: false });
  form.setAttribute("aria-busy", "true");
  await Promise.race([store(), rest(STORING)]);
  for (let failures = 0; isBusy; failures += 1) {
    try {
      return await attempt(button);
    } catch {
      if (!isBusy) return;
    }
    note({ saving: "again", isOffline: true });
    await rest(AGAIN[Math.min(failures, AGAIN.length - 1)]);
  }
}

/* Throws where the server does not answer. */
async function attempt(button) {
  const words = serial();
  const answer = await (isKept(words) ? ask() : send());
  if (!isBusy) return;
  if (answer.state === "refused") return release("refused");
  if (answer.state !== "unknown") noteKept(words, answer);
  if (answer.signed_in === false || answer.state === "no-right") return release("");
  // "unknown" is for the server to explain: the page may be a month old.
  if (answer.token) form.elements.csrfmiddlewaretoken.value = answer.token;
  note({ saving: "now" });
  const saved = serial();
  await leave(await submit(button), saved, button);
}

async function leave(next, saved, button) {
  if (next) {
    note({ now: serial(), saved, kept: "", keptAt: "" });
    // What was typed while the save was on its way is offered on the next page.
    if (state.now !== saved) await Promise.race([store(), rest(STORING)]);
    location.assign(next);
  } else {
    isThrough = true;
    form.requestSubmit(button); // the browser shows the page that says what is wrong
  }
  setTimeout(() => release(""), TOO_LONG);
}

function release(saving) {
  isBusy = isThrough = false;
  wake();
  form.removeAttribute("aria-busy");
  note({ saving });
  goOn();
}

/* Until it is time, the network is back, or somebody presses "Stop trying". */
function rest(time) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time);
    wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/* A change after a save that came to nothing: the line speaks of the words again. */
export const noteChange = () => !isBusy && state.saving && note({ saving: "" });
