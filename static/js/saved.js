/* Stories saved for later, in this browser alone: the button of a story, and the list at /saved/. */
const MOST = 200;

function keeps() {
  try {
    localStorage.probe = "";
    return delete localStorage.probe;
  } catch {
    // A browser that keeps nothing.
  }
}

function read() {
  try {
    const kept = JSON.parse(localStorage.saved ?? "[]");
    return kept.filter(({ url, headline }) => headline && new URL(url, origin).origin === origin);
  } catch {
    return [];
  }
}

function write(stories) {
  try {
    localStorage.saved = JSON.stringify(stories.slice(0, MOST));
  } catch {
    // A browser that keeps nothing, or no more.
  }
}

const without = (url) => read().filter((story) => story.url !== url);

for (const button of document.querySelectorAll("[data-save]")) {
  const { save: url, headline, lang, dir } = button.dataset;
  button.hidden = !keeps();
  const show = () => button.setAttribute("aria-pressed", read().some((one) => one.url === url));
  button.addEventListener("click", () => {
    const isSaved = button.getAttribute("aria-pressed") === "true";
    const added = isSaved ? [] : [{ url, headline, lang, dir, at: new Date().toISOString() }];
    write([...added, ...without(url)]);
    show();
  });
  addEventListener("pageshow", show);
}

const list = document.querySelector("[data-saved-list]");
const said = document.querySelector("[data-saved-said]");

function draw({ url, headline, lang, dir, at }) {
  const item = document.querySelector("[data-saved-item]").content.cloneNode(true).firstElementChild;
  const [link, when, button] = item.children;
  Object.assign(link, { href: url, textContent: headline, lang: lang ?? "", dir: dir ?? "auto" });
  const day = new Date(at);
  if (!isNaN(day)) {
    when.textContent = day.toLocaleDateString(when.lang, { dateStyle: "long" });
  }
  button.lastElementChild.textContent = headline;
  button.addEventListener("click", () => {
    write(without(url));
    fill();
    said.textContent = `${said.dataset.removed}: ${headline}`;
    (list.querySelector("button") ?? document.querySelector("main")).focus();
  });
  return item;
}

function fill() {
  const stories = read();
  list.replaceChildren(...stories.map(draw));
  document.querySelector("[data-saved-none]").hidden = stories.length > 0;
}

if (list) fill();
