/* Show more: append the next page of a list here instead of leaving for it.

   Without this script the link leads to that page. On the list's own page each step becomes a
   history entry with the address of what was added, so Back takes the step away again. */

const steps = []; // for each: the items it added, and the link before and after it
const firstStep = history.state?.steps ?? 0;
let busy = false;

async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const after = page.querySelector("[data-show-more]");
  const next = after?.querySelector("a");
  if (next) next.href = new URL(next.getAttribute("href"), response.url); // not of this page
  return { items: [...(page.querySelector("[data-show-more-list]")?.children ?? [])], after };
}

function say(control, words) {
  control.querySelector("[role=status]").textContent = words;
}

async function showMore(link) {
  const before = link.closest("[data-show-more]");
  const list = before.parentElement.querySelector("[data-show-more-list]");
  busy = true;
  say(before, before.dataset.loading);
  try {
    const { items, after } = await load(link.href);
    const step = { items, before, after, list };
    apply(step);
    steps.push(step);
    (items[0]?.querySelector("h2 a, h3 a") ?? items[0]?.querySelector("a"))?.focus();
    say(after ?? before, `${before.dataset.added} ${items.length}`);
    if (link.pathname === location.pathname) {
      history.pushState({ steps: firstStep + steps.length }, "", link.href);
    }
  } catch {
    say(before, before.dataset.failed);
  } finally {
    busy = false;
  }
}

function apply({ items, before, after, list }) {
  list.append(...items);
  before.querySelector("a").hidden = true;
  if (after) before.replaceWith(after);
}

function undo({ items, before, after }) {
  items.forEach((item) => item.remove());
  if (after) after.replaceWith(before);
  before.querySelector("a").hidden = false;
  say(before, "");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-show-more] a[rel=next]");
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!link || !isPlain || event.altKey) return;
  event.preventDefault();
  if (!busy) showMore(link);
});

addEventListener("popstate", (event) => {
  const wanted = (event.state?.steps ?? 0) - firstStep;
  if (wanted < 0 || wanted > steps.length) {
    location.reload();
    return;
  }
  while (steps.length > wanted) undo(steps.pop());
});
