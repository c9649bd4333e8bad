// The copy of this form in this browser: written with every change, so that a crash costs nothing.
import { desk, entries, form } from "./form.js";
import { put, remove } from "./local.js";
import { isKept, note, state } from "./state.js";

const PAUSE = 200; // milliseconds; form.js has waited already
const { user, story, sitting } = desk?.dataset ?? {};

/* Never another account's words, never another story's. */
export const owner = `${user}/${story || "new"}`;

let timer;

export function storeLater() {
  clearTimeout(timer);
  timer = setTimeout(store, PAUSE);
}

/* `isSafe`: the server has the same, and offers it itself. */
export async function store() {
  clearTimeout(timer);
  if (!user || !sitting) return;
  const now = entries();
  const words = JSON.stringify(now);
  if (words === state.saved && !state.kept) {
    await remove(sitting);
    return note({ stored: "" });
  }
  const copy = { sitting, owner, at: Date.now(), entries: now, texts: texts() };
  if (await put({ ...copy, isSafe: isKept(words) })) note({ stored: words });
}

/* What the chosen keys are called: a search field knows only those it was given. */
function texts() {
  const found = {};
  for (const select of form.querySelectorAll("select[name]")) {
    for (const option of select.selectedOptions) {
      (found[select.name] ??= {})[option.value] = option.text;
    }
  }
  return found;
}

/* Pages that are open hold a lock of their name, so that only the others' words are offered. */
export async function openElsewhere() {
  const held = (await navigator.locks?.query().catch(() => null))?.held ?? [];
  const open = new Set(held.map((lock) => lock.name));
  navigator.locks?.request(lockName(sitting), () => new Promise(() => {}));
  return (other) => open.has(lockName(other));
}

const lockName = (name) => `newsroom-desk/${name}`;

export function start() {
  window.addEventListener("pagehide", store);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") store();
  });
  window.addEventListener("beforeunload", (event) => {
    const now = JSON.stringify(entries());
    if (state.saving !== "now" && !isKept(now) && now !== state.stored) event.preventDefault();
  });
}
