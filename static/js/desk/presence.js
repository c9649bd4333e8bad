// Who else has the story open. The page says every few seconds that it is there; no answer is no
// error.
import { desk, form } from "./form.js";
import { announce, noteAnswer } from "./state.js";
import { sentences } from "./sentences.js";

const PULSE = 5_000; // milliseconds; the server forgets who was silent for three of them
const TYPING = 6_000;

const list = desk?.querySelector("[data-others]");
const opening = () => new URLSearchParams({ _opening: form.elements._opening.value });

let typedAt = -Infinity;
let timer;
let isLeft = false; // a browser still says that a page is hidden when it has left it
let here = new Map([...(list?.children ?? [])].map((item) => [item.dataset.name, ""]));

export function noteTyping() {
  const isNew = performance.now() - typedAt > TYPING;
  typedAt = performance.now();
  if (isNew && desk.dataset.presence) pulse();
}

async function pulse() {
  clearTimeout(timer);
  if (isLeft) return;
  const body = opening();
  body.set("typing", performance.now() - typedAt < TYPING ? "1" : "0");
  try {
    const response = await fetch(desk.dataset.presence, { method: "POST", body });
    if (response.ok) {
      const answer = await response.json();
      noteAnswer(answer);
      draw(answer.others ?? []);
    }
  } catch {
    // The autosave says when the server is away.
  }
  clearTimeout(timer);
  timer = setTimeout(pulse, PULSE);
}

function draw(others) {
  const now = new Map(others.map(({ name, typing }) => [name, typing ? sentences.typing() : ""]));
  const isSame = JSON.stringify([...now]) === JSON.stringify([...here]);
  for (const name of now.keys()) if (!here.has(name)) announce(sentences.came(name));
  for (const name of here.keys()) if (!now.has(name)) announce(sentences.left(name));
  here = now;
  if (isSame) return;
  list.replaceChildren(...[...now].map(([name, typing]) => colleague(name, typing)));
  list.hidden = !now.size;
}

function colleague(name, typing) {
  const item = document.createElement("li");
  item.className = typing ? "desk__other desk__other--typing" : "desk__other";
  item.dataset.name = name;
  item.textContent = name;
  if (typing) {
    const words = document.createElement("span");
    words.textContent = typing;
    item.append(" ", words);
  }
  return item;
}

export function start() {
  if (!desk.dataset.presence) return;
  document.addEventListener("visibilitychange", pulse);
  window.addEventListener("pagehide", () => {
    isLeft = true;
    const body = opening();
    body.set("leave", "1");
    navigator.sendBeacon?.(desk.dataset.presence, body);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    isLeft = false;
    if (persisted) pulse();
  });
  timer = setTimeout(pulse, PULSE / 5);
}
