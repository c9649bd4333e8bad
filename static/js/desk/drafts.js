// The copy of this form in this browser: written with every change, so that a crash costs nothing.
import { desk, entries, form } from "./form.js";
import { copiesOf, put, remove } from "./local.js";
import { isKept, note, state } from "./state.js";

const PAUSE = 200; // milliseconds; form.js has waited already
const { user, story } = desk?.dataset ?? {};

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
  const { sitting, revision } = desk.dataset;
  if (!user || !sitting) return;
  const now = entries();
  const words = JSON.stringify(now);
  if (words === state.saved && !state.kept) {
    await remove(sitting);
    return note({ stored: "" });
  }
  const opening = form.elements._opening.value;
  const copy = { sitting, revision, opening, owner, at: Date.now(), entries: now, texts: texts() };
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
  hold(desk.dataset.sitting);
  return (other) => open.has(lockName(other));
}

/* Whether this page alone has `sitting` open from now on. */
function hold(sitting) {
  if (!navigator.locks) return true;
  return new Promise((resolve) => {
    navigator.locks.request(lockName(sitting), { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      return lock && new Promise(() => {});
    });
  });
}

/* Go on where the page of the copy `sitting` ended, at the version it was opened at: a save then
   brings its words together with what others saved since. The copy, or nothing if it is gone. */
export async function goOnFrom(sitting) {
  if (!(await hold(sitting))) return undefined;
  const copy = (await copiesOf(owner)).find((one) => one.sitting === sitting);
  if (!copy) return undefined;
  await store();
  form.elements._opening.value = copy.opening;
  Object.assign(desk.dataset, { sitting, revision: copy.revision });
  return copy;
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
