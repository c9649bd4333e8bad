/* A button that copies the address beside it; without it, the address can be marked by hand. */
async function copy(input) {
  input.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(input.value);
  else document.execCommand("copy"); // plain http: the clipboard API is not there
}

for (const row of document.querySelectorAll("[data-copy-row]")) {
  const input = row.querySelector("[data-copy-from]");
  const button = row.querySelector("[data-copy]");
  const words = button.textContent;
  input.addEventListener("focus", () => input.select());
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await copy(input);
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = words; }, 2000);
  });
}
