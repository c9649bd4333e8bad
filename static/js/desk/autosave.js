// Keeps the form with the server while somebody writes. It never touches the form.
import { serial } from "./form.js";
import { store } from "./drafts.js";
import { ask, send, sendAtLast } from "./keep.js";
import { isKept, note, state } from "./state.js";

const PAUSE = 2_000; // milliseconds without a change
const AT_LATEST = 10_000; // while somebody types on and on
const AGAIN = [3_000, 6_000, 12_000, 30_000];

let pause, latest, running;
let failures = 0;
let isHalted = false;

export function later() {
  if (isHalted) return;
  clearTimeout(pause);
  pause = setTimeout(keep, PAUSE);
  latest ??= setTimeout(keep, AT_LATEST);
}

/* Stop for a save that is going on; what is on its way is called back. */
export function halt() {
  isHalted = true;
  clear();
  running?.abort();
}

export function goOn() {
  isHalted = false;
  if (!isKept(state.now)) later();
}

/* What the server is known to have after `answer`. */
export function noteKept(sent, answer) {
  const mayChange = answer.state !== "no-right";
  note({ isOffline: false, mayChange, answered: answer.state });
  if (answer.words === undefined) return;
  note({ kept: sent, keptAt: answer.at });
  store();
  document.dispatchEvent(new CustomEvent("newsroom:kept", { detail: { words: answer.words } }));
}

async function keep() {
  clear();
  if (isHalted || running) return;
  const sent = serial();
  note({ now: sent });
  if (isKept(sent)) return;
  running = new AbortController();
  try {
    noteKept(sent, await send(running));
    failures = 0;
  } catch {
    if (!isHalted) {
      note({ isOffline: true });
      pause = setTimeout(keep, AGAIN[Math.min(failures++, AGAIN.length - 1)]);
    }
  }
  running = null;
  if (!isHalted && !pause && state.now !== sent) later();
}

function clear() {
  clearTimeout(pause);
  clearTimeout(latest);
  pause = latest = undefined;
}

export function start() {
  window.addEventListener("online", () => {
    note({ isOffline: false });
    keep();
  });
  window.addEventListener("offline", () => note({ isOffline: true }));
  document.addEventListener("visibilitychange", () => {
    // Back from the tab in which one signs in.
    if (document.visibilityState === "visible" && !state.isSignedIn) ask().catch(() => {});
  });
  window.addEventListener("pagehide", () => {
    if (!isHalted && !isKept(serial())) sendAtLast();
  });
}
