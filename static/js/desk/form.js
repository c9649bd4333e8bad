// The story's form as values: what stands in it, and when that changed. It is only read here.
export const desk = document.querySelector("[data-desk]");
export const form = desk?.closest("form");

const PAUSE = 300; // milliseconds without a key before the form is read
const AT_LATEST = 1500; // while somebody types on and on
const isWords = (name) => name !== "csrfmiddlewaretoken" && !name.startsWith("_");

const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
const isReady = (editor) => editor.status === "ready";

/* What the form would send now, the editor's text included. */
export function formData() {
  const data = new FormData(form);
  for (const editor of editors().filter(isReady)) {
    data.set(editor.element.getNameAtt(), editor.getData());
  }
  return data;
}

/* [name, value] of all that becomes the story's. */
export const entries = () => [...formData()].filter(([name]) => isWords(name));

export const serial = () => JSON.stringify(entries());

/* A serial() of before the editor was there, as it would be with it. */
export function withEditors(words) {
  const texts = new Map(editors().map((editor) => [editor.element.getNameAtt(), editor.getData()]));
  return JSON.stringify(JSON.parse(words).map(([name, value]) => [name, texts.get(name) ?? value]));
}

/* Resolves when CKEditor holds the text, at once where there is none. */
export const ready = () => Promise.all(editors().map(whenReady));

const whenReady = (editor) =>
  isReady(editor) ? Promise.resolve() : new Promise((done) => editor.on("instanceReady", done));

/* Calls `typed` at once for whatever may be a change, and `looked` a moment later with the form as
   it stands and whether that is new. The answer makes it expect another form than it knows. */
export function watch(typed, looked) {
  let known = serial();
  let pause, latest;
  const look = () => {
    clearTimeout(pause);
    clearTimeout(latest);
    pause = latest = undefined;
    const now = serial();
    const isNew = now !== known;
    known = now;
    looked(now, isNew);
  };
  const later = () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
    latest ??= setTimeout(look, AT_LATEST);
  };
  const surely = () => {
    typed();
    later();
  };
  form.addEventListener("input", surely);
  form.addEventListener("change", surely);
  window.django?.jQuery?.(form).on("change", later); // select2 tells jQuery alone
  // The calendar beside an hour tells nobody.
  for (const name of ["focusin", "click"]) document.addEventListener(name, later);
  for (const editor of editors()) {
    whenReady(editor).then(() =>
      editor.on("change", () => (editor.focusManager.hasFocus ? surely() : later())),
    );
  }
  return (expected) => {
    known = expected;
  };
}
