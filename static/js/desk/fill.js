// Put words that were kept in this browser back into the form.
import { form } from "./form.js";

const CREDITS = /^credits-(\d+)-(author|role|position|DELETE)$/;

/* A copy's entries by field, as people would compare them: {name: [values]}, credits in order. */
export function fieldsOf(entries) {
  const fields = {};
  const lines = {};
  for (const [name, value] of entries) {
    const [, number, part] = CREDITS.exec(name) ?? [];
    if (part) (lines[number] ??= {})[part] = value;
    else if (!name.startsWith("credits-"))
      (fields[name] ??= []).push(value.replaceAll("\r\n", "\n"));
  }
  const credits = Object.values(lines)
    .filter((line) => line.author && !line.DELETE)
    .sort((one, other) => Number(one.position || 0) - Number(other.position || 0));
  return { fields, credits: credits.map(({ author, role }) => ({ author, role })) };
}

/* The names of the fields in which two of fieldsOf() differ. */
export function differences(one, other) {
  const names = new Set([...Object.keys(one.fields), ...Object.keys(other.fields)]);
  const differ = (a, b) => JSON.stringify(a ?? []) !== JSON.stringify(b ?? []);
  const found = [...names].filter((name) => differ(one.fields[name], other.fields[name]));
  return differ(one.credits, other.credits) ? [...found, "credits"] : found;
}

/* `texts`: what the keys of selects are called, by the select's name. */
export function fill(entries, texts) {
  const { fields, credits } = fieldsOf(entries);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.closest("[data-credits]")) continue;
    if (field.matches("button, [type=submit]")) continue;
    set(field, fields[field.name] ?? [], texts[field.name] ?? {});
  }
  fillCredits(credits, texts);
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function set(field, values, texts) {
  const editor = window.CKEDITOR?.instances[field.id];
  if (field.matches("select")) choose(field, values, texts);
  else if (field.type === "checkbox" || field.type === "radio")
    field.checked = values.includes(field.value);
  else if (editor) editor.setData(values[0] ?? "");
  else field.value = values[0] ?? "";
}

function choose(select, values, texts) {
  for (const value of values) {
    const isThere = [...select.options].some((option) => option.value === value);
    if (!isThere) select.add(new Option(texts[value] ?? value, value));
  }
  for (const option of select.options) option.selected = values.includes(option.value);
  window.django?.jQuery?.(select).trigger("change.select2"); // it draws what is chosen
}

function fillCredits(credits, texts) {
  const group = form.querySelector("[data-credits]");
  const shown = () => [...(group?.querySelectorAll("[data-line]:not([hidden])") ?? [])];
  if (!group?.querySelector("[data-lines]")) return;
  const needed = Math.max(credits.length, 1);
  while (shown().length > needed) shown().at(-1).querySelector("[data-remove]").click();
  while (shown().length < needed) group.querySelector("[data-add]").click();
  const names = authors(texts);
  shown().forEach((line, place) => {
    const { author = "", role } = credits[place] ?? {};
    choose(line.querySelector("select[name$='-author']"), [author], names);
    if (role) line.querySelector("select[name$='-role']").value = role;
  });
}

/* What the authors of all lines are called, by key. */
export function authors(texts) {
  const lines = Object.entries(texts).filter(([name]) => CREDITS.exec(name)?.[2] === "author");
  return Object.assign({}, ...lines.map(([, known]) => known));
}
