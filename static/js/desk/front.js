/* A front's editor: its buttons without leaving the page, places that can be dragged, and a search
   that answers while somebody types. Without this script the form's buttons do all of it. */
const form = document.querySelector("[data-front-form]");
const FINAL = new Set(["save", "preview", "publish", "schedule"]);
const board = form.querySelector("[data-board]");
let isChanged = false;
let asked = 0;

const say = (words) => {
  board.querySelector("[data-said]").textContent = words;
};

/* What has the focus, in words that are still true after the board was drawn anew. */
function place(button) {
  const { verb, key } = button.dataset;
  const [, found] = button.value.match(/^pin:[^:]+:(\d+)/) ?? [];
  const story = found ?? button.closest("[data-place]")?.dataset.story;
  return { verb, key, story, value: button.value, id: button.id };
}

function focusOn({ verb, key, story, value, id }) {
  const field = id && document.getElementById(id);
  if (field) {
    field.focus();
    return;
  }
  const row = story && board.querySelector(`[data-story="${CSS.escape(story)}"]`);
  const rest = row && (row.querySelector(`[data-verb="${verb}"]:enabled`)
    ?? row.querySelector(".front-tools button:enabled"));
  const same = key ? board.querySelector(`[data-key="${CSS.escape(key)}"]:enabled`) : null;
  const found = rest ?? same ?? board.querySelector(`[value="${CSS.escape(value)}"]:enabled`);
  (found ?? board.querySelector("#new-kind"))?.focus();
}

/* The server does what the button says with what is in hand, and sends the board it makes of it. */
async function press(value, where) {
  const mine = ++asked;
  const data = new FormData(form);
  data.set("do", value);
  const open = [...board.querySelectorAll(".front-zone > details[open]")].map(
    (element) => element.closest("[data-zone]").dataset.zone,
  );
  form.setAttribute("aria-busy", "true");
  board.inert = true; // what is typed or dragged meanwhile would go with the old board
  try {
    const response = await fetch(form.action, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const drawn = page.querySelector("[data-board]");
    if (!response.ok || !drawn) throw new Error(response.statusText);
    if (mine !== asked) return;
    board.replaceChildren(...drawn.childNodes);
    open.forEach((zone) => {
      const details = board.querySelector(`[data-zone="${CSS.escape(zone)}"] > details`);
      if (details) details.open = true;
    });
  } catch {
    say(form.dataset.failed);
  }
  if (mine !== asked) return;
  form.removeAttribute("aria-busy");
  board.inert = false;
  if (where) focusOn(where);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  if (FINAL.has(button.value)) {
    isChanged = false; // it is sent whole; what cannot be stored comes back in the form
    return;
  }
  event.preventDefault();
  isChanged = true;
  press(button.value, place(button));
});

form.addEventListener("input", (event) => {
  if (event.target.matches("[data-query]")) search(event.target);
  else if (!event.target.matches("[data-picture-query]")) isChanged = true;
});

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault(); // the first button of the form is not what is meant
  const near = event.target.closest(".front-find, .front-picture")?.querySelector(
    "[value^=search], [value^=pictures]",
  );
  press(near?.value ?? "draw", place(event.target));
});

addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});

/* The archive, while somebody types. */
let waiting = 0;

function search(field) {
  clearTimeout(waiting);
  waiting = setTimeout(() => find(field), 200);
}

async function find(field) {
  const zone = field.closest("[data-find-in]").dataset.findIn;
  const list = field.closest("[data-find-in]").querySelector("[data-found]");
  const query = field.value.trim();
  if (!query) {
    list.replaceChildren();
    return;
  }
  const response = await fetch(`${form.dataset.find}?q=${encodeURIComponent(query)}`);
  if (!response.ok || field.value.trim() !== query) return;
  const { results } = await response.json();
  list.replaceChildren(...results.slice(0, 10).map((story) => result(zone, story)));
  if (!results.length) {
    const none = document.createElement("li");
    none.className = "quiet";
    none.textContent = form.dataset.none;
    list.append(none);
  }
}

function result(zone, story) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.name = "do";
  button.value = `pin:${zone}:${story.id}`;
  const title = document.createElement("span");
  title.lang = story.language;
  title.dir = "auto";
  title.textContent = story.title;
  const about = document.createElement("small");
  about.textContent = [story.section, story.state, story.date].filter(Boolean).join(" · ");
  button.append(title, " ", about);
  item.append(button);
  return item;
}

/* Dragging: by mouse, pen or finger, at the handle. The order of the fields is the order that is
   sent, so a place that was moved only has to say which zone it is in now. */
let drag = null;

form.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0) return;
  event.preventDefault();
  const row = handle.closest("[data-place]");
  drag = { row, id: event.pointerId, list: row.parentElement, next: row.nextElementSibling };
  row.classList.add("is-dragged");
  board.setPointerCapture(event.pointerId);
});

form.addEventListener("pointermove", (event) => {
  if (drag?.id !== event.pointerId) return;
  const under = document.elementFromPoint(event.clientX, event.clientY);
  const row = under?.closest("[data-place]");
  const list = under?.closest("[data-takes-pins]")?.querySelector("[data-places]");
  if (row && row !== drag.row) {
    const box = row.getBoundingClientRect();
    row[event.clientY < box.top + box.height / 2 ? "before" : "after"](drag.row);
  } else if (list && !row && !list.contains(drag.row)) {
    list.append(drag.row);
  }
});

function drop(event, isOver) {
  if (drag?.id !== event.pointerId) return;
  const { row, list, next } = drag;
  drag = null;
  row.classList.remove("is-dragged");
  if (isOver) list.insertBefore(row, next);
  if (row.parentElement === list && row.nextElementSibling === next) return;
  const article = row.querySelector("[data-article]");
  article.value ||= row.dataset.story; // who takes a story the rule chose wants it there
  row.querySelector("[data-slot]").name = `${row.closest("[data-zone]").dataset.zone}-slot`;
  isChanged = true;
  press("draw", null);
}

form.addEventListener("pointerup", (event) => drop(event, false));
form.addEventListener("pointercancel", (event) => drop(event, true));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag) drop({ pointerId: drag.id }, true);
});
