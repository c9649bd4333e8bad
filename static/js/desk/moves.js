// The note beside a button: ready to be written in, gone with Escape or a click elsewhere.
const boxes = document.querySelectorAll("details.asking");

for (const box of boxes) {
  box.addEventListener("toggle", () => box.open && box.querySelector("textarea").focus({ preventScroll: true }));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.open = false;
    box.querySelector("summary").focus();
  });
}

document.addEventListener("click", (event) => {
  for (const box of boxes) if (!box.contains(event.target)) box.open = false;
});
