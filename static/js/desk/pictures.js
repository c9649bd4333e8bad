/* Beside a field for a picture: what was chosen, as a picture; and pictures in the list of results.
   Select2 tells of both only through jQuery, which the admin has anyway. */
const jQuery = window.django?.jQuery;
const known = new Map();

for (const shown of document.querySelectorAll("[data-chosen-picture]")) {
  const select = shown.parentElement.querySelector("select.admin-autocomplete");
  if (!jQuery || !select) continue;
  jQuery(select).on("change", () => show(shown, select.value));
  jQuery(select).on("select2:open", () => watch(shown.dataset.asks));
}

/* The facts of the pictures `keys`, by key; those asked for before are remembered. */
async function ask(address, keys) {
  const missing = keys.filter((key) => !known.has(key));
  if (missing.length) {
    const response = await fetch(`${address}?image=${missing.join(",")}`);
    if (!response.ok) return known;
    const found = (await response.json()).image;
    for (const [key, facts] of Object.entries(found)) known.set(key, facts);
  }
  return known;
}

async function show(shown, key) {
  const facts = key ? (await ask(shown.dataset.asks, [key])).get(key) : null;
  const select = shown.parentElement.querySelector("select.admin-autocomplete");
  if (select.value !== key) return; // another one was chosen meanwhile
  shown.hidden = !facts;
  if (!facts) return;
  const image = shown.querySelector("img");
  if (facts.picture) image.src = facts.picture;
  else image.removeAttribute("src");
  image.alt = facts.alt;
  shown.querySelector("[data-credit]").textContent = facts.credit;
  const { noCredit, noRights, noAlt } = shown.dataset;
  const lacks = [
    [!facts.credit, noCredit, "missing"],
    [!facts.has_rights, noRights, "missing"],
    [!facts.alt, noAlt, "quiet"],
  ];
  shown.querySelector("[data-lacks]").replaceChildren(
    ...lacks.filter(([is]) => is).map(([, words, name]) => line(words, name)),
  );
}

function line(words, name) {
  const item = document.createElement("li");
  item.className = name;
  item.textContent = words;
  return item;
}

/* Puts a picture before each result of the open list. */
function watch(address) {
  const list = document.querySelector(".select2-container--open .select2-results__options");
  if (!list) return;
  const observer = new MutationObserver(() => decorate(list, address));
  observer.observe(list, { childList: true });
  decorate(list, address);
}

async function decorate(list, address) {
  const rows = new Map();
  const { GetData } = jQuery.fn.select2.amd.require("select2/utils");
  for (const row of list.querySelectorAll(".select2-results__option:not(.has-picture)")) {
    const key = GetData(row, "data")?.id;
    if (key) rows.set(row, String(key));
  }
  if (!rows.size) return;
  for (const row of rows.keys()) row.classList.add("has-picture");
  const facts = await ask(address, [...rows.values()]);
  for (const [row, key] of rows) {
    const image = document.createElement("img");
    image.className = "result-picture";
    image.alt = "";
    if (facts.get(key)?.picture) image.src = facts.get(key).picture;
    row.prepend(image);
  }
}
