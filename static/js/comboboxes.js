/* Select2 makes fields that search, and calls each by what is chosen in it. People who hear the page
   need the name of the field as well: that of the select it stands for, its label or its own. */
const BOX = ".select2-container";

/* The id of the element that says what `select` is called: its label, or a `field` that does. */
function nameOf(select, field) {
  const label = select?.labels?.[0];
  const words = select?.getAttribute("aria-label");
  if (label) label.id ||= `${select.id}-label`;
  if (label || !words) return label?.id;
  field.setAttribute("aria-label", words);
  field.id ||= `${select.id}-box`;
  return field.id;
}

function nameBox(box) {
  const field = box.querySelector("[role=combobox]");
  const name = field && nameOf(box.previousElementSibling, field);
  if (!name) return;
  const chosen = box.querySelector(".select2-selection__rendered");
  if (chosen.id) {
    for (const name of ["role", "aria-readonly"]) chosen.removeAttribute(name); // it is but words
    field.setAttribute("aria-labelledby", `${name} ${chosen.id}`);
  } else {
    field.setAttribute("aria-labelledby", name); // many can be chosen
    chosen.setAttribute("role", "list"); // its way to choose none is no item, which a bare ul forbids
  }
  box.querySelector("input")?.setAttribute("aria-labelledby", name);
}

/* What one types into when the list is open, at the end of the page. */
function nameSearch(search) {
  const box = document.querySelector(`${BOX}--open`);
  const field = box?.querySelector("[role=combobox]");
  field?.setAttribute("aria-controls", field.getAttribute("aria-owns"));
  const name = field && nameOf(box.previousElementSibling, field);
  if (name) search.setAttribute("aria-labelledby", name);
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
