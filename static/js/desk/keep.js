// The one way to the server: send the form as it stands, and hear what became of it.
import { desk, form, formData } from "./form.js";
import { noteAnswer } from "./state.js";

const PATIENCE = 20_000; // milliseconds
const JSON_ONLY = "application/json";
const TRY_AGAIN = new Set([408, 425, 429]);

export class Unreachable extends Error {}

/* {"state": "kept" | "superseded" | "no-right" | "unknown" | "refused", "at", "words", "token",
   "signed_in", "desk"}; throws Unreachable if there was no answer worth the name. */
export const send = (call) => post(formData(), call);

/* The same answer where nothing is new: nothing is kept again, and the state is "asked". */
export function ask() {
  const question = new FormData();
  question.set("_opening", form.elements._opening.value);
  question.set("_ask", "1");
  return post(question);
}

/* Save, as a press on `button` does: the address to go on at, or nothing where the answer is a page
   that people must read. Throws Unreachable; sent again, the same form is saved once. */
export async function submit(button) {
  const body = formData();
  if (button) body.append(button.name, button.value);
  const response = await reach(form.action, { body, headers: { Accept: JSON_ONLY } });
  const isForUs = response.headers.get("Content-Type")?.startsWith(JSON_ONLY);
  return isForUs ? (await response.json()).next : undefined;
}

/* The answer of `address` to a POST; throws Unreachable where it is none, or an error of the server. */
export async function reach(address, { call = new AbortController(), ...request }) {
  const limit = setTimeout(() => call.abort(), PATIENCE);
  try {
    const response = await fetch(address, { method: "POST", signal: call.signal, ...request });
    if (response.status < 500 && !TRY_AGAIN.has(response.status)) return response;
  } catch {
    // The network, or our patience.
  } finally {
    clearTimeout(limit);
  }
  throw new Unreachable();
}

async function post(body, call) {
  const response = await reach(desk.dataset.keep, { body, call });
  const answer = await response.json().catch(() => null);
  if (response.ok && !answer) throw new Unreachable(); // somebody else answered: a hotel's network
  if (response.ok) noteAnswer(answer);
  return answer?.state ? answer : { state: "refused" };
}

/* Where nothing can be waited for any more. */
export const sendAtLast = () => navigator.sendBeacon?.(desk.dataset.keep, formData());
