/* Click to load: until a reader says so, nothing is asked of another site. */
const ALLOW = "autoplay; encrypted-media; fullscreen; picture-in-picture";
const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms " +
  "allow-presentation";

function load(embed) {
  const frame = document.createElement("iframe");
  frame.className = "embed__frame";
  frame.title = embed.dataset.embedTitle;
  frame.allow = ALLOW;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.setAttribute("sandbox", SANDBOX);
  frame.src = embed.dataset.embedFrame;
  embed.querySelector(".embed__load").remove();
  embed.querySelector(".embed__note").remove();
  embed.classList.add("embed--loaded");
  embed.prepend(frame);
  frame.focus();
}

for (const embed of document.querySelectorAll("[data-embed-frame]")) {
  const button = embed.querySelector(".embed__load");
  button.hidden = false;
  embed.querySelector(".embed__note").hidden = false;
  button.addEventListener("click", () => load(embed), { once: true });
}
