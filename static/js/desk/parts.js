/* The parts of a series: moved by buttons or dragged; the numbers, which are what is saved, follow. */
const list = document.querySelector("[data-parts]");
const said = document.querySelector("[data-parts-said]");
const parts = () => [...list.children];
let dragged = null;

function button(words, sign, step) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "parts__move";
  made.dataset.step = step;
  made.textContent = sign;
  made.title = words;
  return made;
}

function number() {
  parts().forEach((part, index, all) => {
    part.querySelector(".parts__number").value = index + 1;
    part.querySelector('[data-step="-1"]').disabled = index === 0;
    part.querySelector('[data-step="1"]').disabled = index === all.length - 1;
  });
}

function say(part) {
  said.textContent = `${part.querySelector(".parts__story").textContent}: ${list.dataset.moved} ${parts().indexOf(part) + 1}`;
}

for (const part of parts()) {
  const name = part.querySelector(".parts__story").textContent;
  for (const [words, sign, step] of [[list.dataset.up, "↑", -1], [list.dataset.down, "↓", 1]]) {
    const made = button(words, sign, step);
    made.setAttribute("aria-label", `${words}: ${name}`);
    part.append(made);
  }
  part.draggable = true;
}
number();

list.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-step]");
  if (!pressed) return;
  const part = pressed.closest("li");
  if (pressed.dataset.step === "-1") part.previousElementSibling?.before(part);
  else part.nextElementSibling?.after(part);
  number();
  (pressed.disabled ? part.querySelector("[data-step]:enabled") : pressed)?.focus();
  say(part);
});

list.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li");
  dragged?.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
});

list.addEventListener("dragover", (event) => {
  const over = event.target.closest("li");
  if (!dragged || !over) return;
  event.preventDefault();
  if (over === dragged) return;
  const box = over.getBoundingClientRect();
  if (event.clientY > box.top + box.height / 2) over.after(dragged);
  else over.before(dragged);
});

list.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("is-dragged");
  number();
  say(dragged);
  dragged = null;
});
