/* Select2 makes fields that search, and calls each by what is chosen in it. People who hear the page
   need the name of the field as well: that of the select it stands for. */
const BOX = ".select2-container";

function nameBox(box) {
  const select = box.previousElementSibling;
  const label = select?.labels?.[0];
  const field = box.querySelector("[role=combobox]");
  if (!label || !field) return;
  label.id ||= `${select.id}-label`;
  const chosen = box.querySelector(".select2-selection__rendered");
  if (chosen.id) {
    for (const name of ["role", "aria-readonly"]) chosen.removeAttribute(name); // it is but words
    field.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
  } else {
    field.setAttribute("aria-labelledby", label.id); // many can be chosen
    chosen.setAttribute("role", "list"); // its way to choose none is no item, which a bare ul forbids
  }
  box.querySelector("input")?.setAttribute("aria-labelledby", label.id);
}

/* What one types into when the list is open, at the end of the page. */
function nameSearch(search) {
  const box = document.querySelector(`${BOX}--open`);
  const field = box?.querySelector("[role=combobox]");
  field?.setAttribute("aria-controls", field.getAttribute("aria-owns"));
  const label = box?.previousElementSibling?.labels?.[0];
  if (label) search.setAttribute("aria-labelledby", label.id);
}

function nameAll(part) {
  if (part.matches(BOX)) nameBox(part);
  part.querySelectorAll(BOX).forEach(nameBox);
  part.querySelectorAll(".select2-dropdown input[type=search]").forEach(nameSearch);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) nameAll(node);
  }
}).observe(document.body, { childList: true, subtree: true });
nameAll(document.body);
