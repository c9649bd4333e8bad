// The credits of a story: add, move and remove lines. Without this, numbers and ticks do it.
const group = document.querySelector("[data-credits]");
if (group?.querySelector("[data-lines]")) {
  const lines = group.querySelector("[data-lines]");
  const total = group.querySelector("[name=credits-TOTAL_FORMS]");
  const status = group.querySelector("[data-status]");
  const shown = () => [...lines.querySelectorAll("[data-line]:not([hidden])")];
  const changed = () => group.dispatchEvent(new Event("change", { bubbles: true }));

  const number = () => {
    shown().forEach((line, place, all) => {
      line.querySelector("[data-order] input").value = place;
      line.querySelector("[data-up]").disabled = place === 0;
      line.querySelector("[data-down]").disabled = place === all.length - 1;
    });
  };

  const bringToLife = (line) => {
    line.querySelector("[data-order]").hidden = true;
    line.querySelector("[data-delete]").hidden = true;
    line.querySelector("[data-tools]").hidden = false;
  };

  const add = () => {
    const empty = group.querySelector("[data-empty]").innerHTML;
    lines.insertAdjacentHTML("beforeend", empty.replaceAll("__prefix__", total.value));
    total.value = Number(total.value) + 1;
    const line = lines.lastElementChild;
    bringToLife(line);
    number();
    // Django's own script listens for this, and makes the author a search.
    line.dispatchEvent(
      new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "credits" } }),
    );
    return line;
  };

  const move = (line, step) => {
    const all = shown();
    const other = all[all.indexOf(line) + step];
    if (!other) return;
    other[step < 0 ? "before" : "after"](line);
    number();
    status.textContent = `${shown().indexOf(line) + 1} / ${all.length}`;
  };

  const remove = (line) => {
    const next = line.nextElementSibling ?? line.previousElementSibling;
    line.querySelector("[data-delete] input").checked = true;
    line.hidden = true;
    number();
    if (!shown().length) add();
    (next && !next.hidden ? next : shown()[0]).querySelector("[data-remove]").focus();
  };

  shown().forEach(bringToLife);
  group.querySelector("[data-without-script]").hidden = true;
  const button = group.querySelector("[data-add]");
  button.hidden = false;
  button.addEventListener("click", () => {
    add().querySelector(".select2-selection, select").focus();
    changed();
  });
  lines.addEventListener("click", (event) => {
    const line = event.target.closest("[data-line]");
    if (event.target.closest("[data-up]")) move(line, -1);
    else if (event.target.closest("[data-down]")) move(line, 1);
    else if (event.target.closest("[data-remove]")) remove(line);
    else return;
    changed();
    const pressed = event.target.closest("button");
    const first = line.querySelector("[data-tools] button:enabled");
    if (!line.hidden) (pressed.disabled ? first : pressed).focus();
  });
  number();
}
