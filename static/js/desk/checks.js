// Beside the form: what is missing before the story can go out. The server judges the form as it
// stands; where it does not answer, the last list stays.
import { form, formData } from "./form.js";

const PAUSE = 800; // milliseconds after the form was read
const panel = form?.querySelector("[data-checks]");
const list = panel?.querySelector("[data-list]");

let pause, running;

export function later() {
  if (!panel) return;
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
}

async function ask() {
  running?.abort(); // its answer would be about an older text
  const call = (running = new AbortController());
  try {
    const body = formData();
    const response = await fetch(panel.dataset.ask, { method: "POST", body, signal: call.signal });
    if (response.ok && !response.redirected) show(await response.text());
  } catch {
    // The line beside the buttons says when the server is away.
  }
}

function show(markup) {
  const page = new DOMParser().parseFromString(markup, "text/html");
  const found = page.querySelector("[data-sum]");
  if (!found) return; // somebody else answered
  const isSame = found.outerHTML === list.firstElementChild?.outerHTML;
  if (isSame) return;
  const place = placeOfFocus();
  list.replaceChildren(document.adoptNode(found));
  dispatchEvent(new Event("resize")); // what hangs below a field, such as choices, follows it
  if (place >= 0) list.querySelectorAll("a")[place]?.focus();
  const { sum, blocks } = found.dataset;
  const short = form.querySelector("[data-checks-sum]");
  short.dataset.blocks = blocks;
  // How many there are is said when it changes; what they are is read in the list.
  if (short.textContent !== sum) {
    short.textContent = panel.querySelector("[data-heard]").textContent = sum;
  }
  const override = panel.querySelector("[data-override]");
  if (override) override.hidden = blocks === "0";
}

const placeOfFocus = () => [...list.querySelectorAll("a")].indexOf(document.activeElement);

/* To the field itself: it may be an editor, a search in a list, or in a part that is folded. */
function lead(event) {
  const link = event.target.closest("a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  target.closest("details")?.setAttribute("open", "");
  const editor = window.CKEDITOR?.instances[target.id];
  if (editor?.status === "ready") {
    editor.focus();
    editor.container.$.scrollIntoView({ block: "center" });
    return;
  }
  const field = focusable(target);
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
}

function focusable(target) {
  const inputs = "input:not([type=hidden]), select, textarea, a[href], button";
  const field = target.matches(inputs) ? target : (target.querySelector(inputs) ?? target);
  if (!field.matches(".select2-hidden-accessible")) return field;
  return field.parentElement.querySelector(".select2-selection") ?? field;
}

export function start() {
  panel?.addEventListener("click", lead);
}
