/* The focal point and the crops of one picture: set by clicking, dragging or with the keyboard, and
   shown at once in every crop. What is chosen stands in the form's own fields: the focal point in
   fractions, crops in percent. */
import { Shape, clamp, moved, resized } from "./shape.js";

const root = document.querySelector("[data-crops]");
const focals = ["focal_x", "focal_y"].map((name) => document.getElementById(`id_${name}`));
const numbers = [...document.querySelectorAll("[data-crop-numbers]")];
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

if (root && focals.every(Boolean) && numbers.length) start();

function start() {
  const [focalX, focalY] = focals;
  const stage = root.querySelector("[data-stage]");
  const picture = root.querySelector("[data-picture]");
  const mark = root.querySelector("[data-focus]");
  const box = root.querySelector("[data-box]");
  const status = root.querySelector("[data-status]");
  const help = root.querySelector("[data-focus-help]");
  const drawingHelp = root.querySelector("[data-drawing]");
  const done = root.querySelector("[data-done]");
  const tiles = [...root.querySelectorAll("[data-crop]")];
  const shape = new Shape(picture.getAttribute("width"), picture.getAttribute("height"));
  let drawing = "";

  read();
  for (const element of root.querySelectorAll("[data-only-script]")) element.hidden = false;
  mark.hidden = false;
  for (const field of [...focals, ...numbers]) field.addEventListener("change", () => (read(), show()));
  for (const tile of tiles) {
    const live = tile.querySelector("[data-live]");
    live.src = picture.src;
    const draw = tile.querySelector("[data-draw]");
    draw.dataset.words = draw.textContent;
    draw.addEventListener("click", () => toggle(tile.dataset.crop));
    tile.querySelector("[data-follow]").addEventListener("click", () => follow(tile.dataset.crop));
  }
  done.addEventListener("click", () => toggle(drawing));
  drag(picture, (point) => !drawing && focus(point.x, point.y));
  drag(mark, (point) => focus(point.x, point.y));
  drag(box, (point, from) => {
    const sides = from.corner
      ? resized(from.sides, point.x, shape.slope(drawing))
      : moved(from.sides, point.x - from.x, point.y - from.y);
    crop(sides);
  });
  mark.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 0.05 : 0.01;
    focus(shape.focal[0] + step[0] * far, shape.focal[1] + step[1] * far);
    announce();
  });
  box.addEventListener("keydown", (event) => {
    const sides = shape.box(drawing);
    const step = STEPS[event.key];
    const far = event.shiftKey ? 0.05 : 0.01;
    if (step) crop(moved(sides, step[0] * far, step[1] * far));
    else if (event.key === "+" || event.key === "=") crop(resized(sides, sides[2] + 0.02, shape.slope(drawing)));
    else if (event.key === "-") crop(resized(sides, sides[2] - 0.02, shape.slope(drawing)));
    else if (event.key === "Escape" || event.key === "Enter") toggle(drawing);
    else return;
    event.preventDefault();
  });
  show();

  function read() {
    shape.focal = [number(focalX.value), number(focalY.value)];
    shape.crops = {};
    for (const group of numbers) {
      const sides = inputs(group).map((input) => Number.parseFloat(input.value) / 100);
      const [left, top, right, bottom] = sides.map((side) => clamp(side, 0, 1));
      if (left < right && top < bottom) shape.crops[group.dataset.cropNumbers] = [left, top, right, bottom];
    }
  }

  function inputs(group) {
    return [...group.querySelectorAll("input")];
  }

  function number(text) {
    const value = Number.parseFloat(text);
    return Number.isFinite(value) ? clamp(value, 0, 1) : 0.5;
  }

  function focus(x, y) {
    shape.focal = [clamp(x, 0, 1), clamp(y, 0, 1)].map((side) => Math.round(side * 1000) / 1000);
    [focalX.value, focalY.value] = shape.focal;
    show();
  }

  function crop(sides) {
    shape.crops[drawing] = sides.map((side) => Math.round(side * 10000) / 10000);
    write();
  }

  function follow(ratio) {
    delete shape.crops[ratio];
    if (drawing === ratio) drawing = "";
    write();
  }

  function toggle(ratio) {
    drawing = drawing === ratio ? "" : ratio;
    if (drawing && !shape.crops[drawing]) crop(shape.smaller(drawing, 0.85));
    show();
    if (drawing) {
      stage.scrollIntoView({ block: "nearest" });
      box.focus({ preventScroll: true });
    } else root.querySelector(`[data-crop="${ratio}"] [data-draw]`).focus();
  }

  function write() {
    for (const group of numbers) {
      const sides = shape.crops[group.dataset.cropNumbers];
      inputs(group).forEach((input, index) => {
        input.value = sides ? String(Math.round(sides[index] * 10000) / 100) : "";
      });
    }
    show();
  }

  function announce() {
    const [x, y] = shape.focal.map((side) => Math.round(side * 100));
    status.textContent = status.dataset.words.replace("ACROSS", x).replace("DOWN", y);
  }

  function show() {
    mark.style.insetInlineStart = `${shape.focal[0] * 100}%`;
    mark.style.insetBlockStart = `${shape.focal[1] * 100}%`;
    mark.hidden = Boolean(drawing);
    box.hidden = !drawing;
    help.hidden = Boolean(drawing);
    drawingHelp.hidden = !drawing;
    stage.classList.toggle("crops__stage--drawing", Boolean(drawing));
    if (drawing) place(box, shape.box(drawing));
    for (const tile of tiles) {
      const ratio = tile.dataset.crop;
      const byHand = ratio in shape.crops;
      fill(tile.querySelector("[data-live]"), shape.box(ratio));
      tile.querySelector("[data-by-hand]").hidden = !byHand;
      tile.querySelector("[data-follow]").hidden = !byHand;
      const { words, doneWords } = tile.querySelector("[data-draw]").dataset;
      tile.querySelector("[data-draw]").textContent = drawing === ratio ? doneWords : words;
      if (drawing === ratio) done.textContent = doneWords;
    }
  }

  function place(element, [left, top, right, bottom]) {
    element.style.insetInlineStart = `${left * 100}%`;
    element.style.insetBlockStart = `${top * 100}%`;
    element.style.inlineSize = `${(right - left) * 100}%`;
    element.style.blockSize = `${(bottom - top) * 100}%`;
  }

  function fill(image, [left, top, right, bottom]) {
    const width = right - left;
    const height = bottom - top;
    image.classList.add("crop__live");
    image.style.inlineSize = `${100 / width}%`;
    image.style.blockSize = `${100 / height}%`;
    image.style.insetInlineStart = `${(-left / width) * 100}%`;
    image.style.insetBlockStart = `${(-top / height) * 100}%`;
  }

  function drag(element, act) {
    element.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      if (element !== picture) element.focus({ preventScroll: true });
      else if (!drawing) mark.focus({ preventScroll: true }); // so that the arrow keys go on from here
      element.setPointerCapture(event.pointerId);
      const corner = event.target.hasAttribute("data-corner");
      const from = { ...at(event), corner, sides: drawing ? shape.box(drawing) : null };
      const move = (moving) => act(at(moving), from);
      element.addEventListener("pointermove", move);
      element.addEventListener("lostpointercapture", () => element.removeEventListener("pointermove", move), { once: true });
      if (element === picture) act(from, from);
    });
  }

  function at(event) {
    const frame = picture.getBoundingClientRect();
    return { x: (event.clientX - frame.left) / frame.width, y: (event.clientY - frame.top) / frame.height };
  }
}
