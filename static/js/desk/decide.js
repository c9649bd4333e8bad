// Who writes other words means them: the choice beside them is made, and they are kept.
import { later } from "./choices.js";

const choose = (own) => {
  const key = own.querySelector("textarea").name.replace("own-", "choice-");
  document.querySelector(`[name="${key}"][value=own]`).checked = true;
  later();
};

document.querySelectorAll("[data-own]").forEach((own) => {
  own.addEventListener("input", () => choose(own));
});
window.CKEDITOR?.on("instanceReady", ({ editor }) => {
  const own = editor.element.$.closest("[data-own]");
  if (own) editor.on("change", () => choose(own));
});
