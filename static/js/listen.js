/* A story read aloud, sentence by sentence, by a voice of its language, where the browser has one.
   Pausing ends a sentence and going on begins it anew: on telephones pause() does not come back. */
const control = document.querySelector("[data-listen]");
const stop = document.querySelector("[data-stop]");
const speech = window.speechSynthesis;
const language = document.querySelector("[data-save]")?.dataset.lang ?? "";
const PARTS = ".story__headline, .story__standfirst, .prose :is(p, li, h2, h3, h4)";
const SILENT = "figure, table, .embed, .related, .pullquote";
let sentences = [];
let next = 0;
let state = "listen"; // what a press does: listen, pause or continue

function voice() {
  const speaks = ({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language.split("-")[0];
  return speech.getVoices().find(speaks);
}

function written() {
  const parts = [...document.querySelectorAll(PARTS)];
  const spoken = parts.filter((part) => !part.closest(SILENT) && !part.querySelector("p, li"));
  const cut = new Intl.Segmenter(language, { granularity: "sentence" });
  return spoken.flatMap((part) => [...cut.segment(part.textContent)].map((one) => one.segment));
}

function show(now) {
  state = now;
  control.querySelector("span").textContent = control.dataset[`${now}Words`];
  stop.hidden = now === "listen";
}

function say() {
  if (state !== "pause") return;
  if (next >= sentences.length) return end();
  const utterance = new SpeechSynthesisUtterance(sentences[next]);
  utterance.lang = language;
  utterance.voice = voice() ?? null;
  utterance.onend = () => {
    if (state !== "pause") return;
    next += 1;
    say();
  };
  utterance.onerror = ({ error }) => /interrupted|canceled/.test(error) || end();
  speech.speak(utterance);
}

function end() {
  next = 0;
  show("listen");
  speech.cancel();
}

function press() {
  if (state === "pause") {
    show("continue");
    speech.cancel();
    return;
  }
  if (state === "listen") sentences = written();
  show("pause");
  say();
}

if (control && speech && Intl.Segmenter) {
  const offer = () => { control.hidden = !voice(); };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  control.addEventListener("click", press);
  stop.addEventListener("click", () => { end(); control.focus(); });
  addEventListener("pagehide", () => speech.cancel());
}
