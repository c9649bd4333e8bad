// Offers words that only this browser has: after a crash, or where the network never came back.
import { entries, form } from "./form.js";
import { goOnFrom, openElsewhere, owner } from "./drafts.js";
import { authors, differences, fieldsOf, fill } from "./fill.js";
import { copiesOf, remove, sweep } from "./local.js";
import { announce } from "./state.js";
import { sentences } from "./sentences.js";

const place = document.querySelector("[data-offer]");

export async function offer() {
  const isOpen = await openElsewhere();
  await sweep();
  for (const copy of await copiesOf(owner)) {
    if (isOpen(copy.sitting)) continue;
    const names = differences(fieldsOf(copy.entries), fieldsOf(entries()));
    if (!place || copy.isSafe || !names.length) await remove(copy.sitting);
    else if (await isTaken(copy, names)) return putIn(copy);
    else await remove(copy.sitting);
  }
}

/* Another window may have put it in meanwhile. */
async function putIn({ sitting }) {
  const copy = await goOnFrom(sitting);
  if (copy) fill(copy.entries, copy.texts);
}

/* Ask about `copy`: true to put it in, false to throw it away. */
function isTaken(copy, names) {
  const told = sentences.onlyHere(hour(copy.at));
  place.querySelector("[data-offer-words]").textContent = told;
  const words = names.flatMap((name) => shown(name, copy));
  place.querySelector("[data-offer-fields]").replaceChildren(...words);
  place.hidden = false;
  announce(told);
  return new Promise((resolve) => {
    const answer = (event) => {
      const button = event.target.closest("[data-take], [data-throw]");
      if (!button) return;
      place.removeEventListener("click", answer);
      place.hidden = true;
      resolve(button.matches("[data-take]"));
    };
    place.addEventListener("click", answer);
  });
}

function shown(name, copy) {
  const { fields, credits } = fieldsOf(copy.entries);
  const isCredits = name === "credits";
  const values = isCredits ? credits.map(({ author }) => author) : (fields[name] ?? []);
  const known = isCredits ? authors(copy.texts) : (copy.texts[name] ?? {});
  const term = document.createElement("dt");
  term.textContent = isCredits ? heading("[data-credits] h2") : label(name);
  const words = document.createElement("dd");
  words.dir = "auto";
  words.textContent = values.map((value) => known[value] ?? plain(name, value)).join(", ") || "-";
  return [term, words];
}

const heading = (selector) => form.querySelector(selector)?.textContent ?? "";

function label(name) {
  const field = form.elements[name];
  return (field?.labels?.[0]?.textContent ?? name).trim().replace(/:$/, "");
}

/* The editor's HTML as text, a line for each block; nothing of it is loaded or run. */
function plain(name, value) {
  if (!window.CKEDITOR?.instances[form.elements[name]?.id]) return value;
  const page = new DOMParser().parseFromString(value, "text/html");
  return page.body.textContent.trim();
}

function hour(at) {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const day = isToday ? {} : { day: "numeric", month: "short" };
  const { lang } = document.documentElement;
  const how = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...day };
  return new Date(at).toLocaleString(lang, how);
}
