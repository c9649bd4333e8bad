// Where somebody writes a story: nothing typed is lost, and everybody sees who else is there.
import * as autosave from "./autosave.js";
import * as checks from "./checks.js";
import * as drafts from "./drafts.js";
import { desk, form, ready, serial, watch, withEditors } from "./form.js";
import { offer } from "./offer.js";
import * as presence from "./presence.js";
import * as saving from "./saving.js";
import { note, state } from "./state.js";

function begin() {
  const opened = serial();
  const kept = desk.dataset.kept ? opened : "";
  note({ now: opened, saved: opened, kept, isOffline: !navigator.onLine });
  saving.start();
  autosave.start();
  drafts.start();
  checks.start();
  presence.start();
  return opened;
}

function typed() {
  note({ isTyping: true });
  presence.noteTyping();
}

function looked(now, isNew) {
  if (now !== state.now) saving.noteChange();
  note({ now, isTyping: false });
  if (!isNew) return;
  drafts.storeLater();
  autosave.later();
  checks.later();
}

/* The editor writes the same text in its own way: that is no change. */
function meetEditor(opened, expect) {
  const now = serial();
  expect(now);
  const saved = withEditors(opened);
  note({ now, saved, kept: state.kept === opened ? saved : state.kept });
}

async function start() {
  const opened = begin();
  const expect = watch(typed, looked);
  await ready();
  meetEditor(opened, expect);
  autosave.goOn();
  await offer();
}

// By then the editor's own start, which waits for the same, has made the editor.
if (desk && form) document.addEventListener("DOMContentLoaded", start);
