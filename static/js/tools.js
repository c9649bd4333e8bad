/* The tools of a story that need a script: copy its link, print it, the size of its text. */
const tools = document.querySelector("[data-tools]");
const said = tools?.querySelector("[role=status]");
const share = tools?.querySelector("details");
const SIZES = ["", "large", "largest"];

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = button.dataset.done;
  } catch {
    said.textContent = button.dataset.copy; // to be copied by hand
  }
  share.open = false;
  share.querySelector("summary").focus();
}

function grow(button) {
  const { dataset } = document.documentElement;
  const next = (SIZES.indexOf(dataset.text ?? "") + 1) % SIZES.length;
  dataset.text = SIZES[next];
  said.textContent = button.dataset.textSize.split("|")[next];
  try {
    localStorage.text = SIZES[next];
  } catch {
    // Holds for this page, then.
  }
}

tools?.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if ("copy" in button.dataset) copy(button);
  else if ("textSize" in button.dataset) grow(button);
  else if ("print" in button.dataset) print();
});

/* The menu of ways to share closes as menus do. */
document.addEventListener("click", ({ target }) => {
  if (share && !share.contains(target)) share.open = false;
});
share?.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  share.open = false;
  share.querySelector("summary").focus();
});
