// The one way to the server's memory: send the form as it stands, and hear what became of it.
import { desk, form, formData } from "./form.js";
import { noteAnswer } from "./state.js";

const PATIENCE = 20_000; // milliseconds
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

async function post(body, call = new AbortController()) {
  const limit = setTimeout(() => call.abort(), PATIENCE);
  let response;
  try {
    const { signal } = call;
    response = await fetch(desk.dataset.keep, { method: "POST", body, signal });
  } catch {
    throw new Unreachable();
  } finally {
    clearTimeout(limit);
  }
  if (response.status >= 500 || TRY_AGAIN.has(response.status)) throw new Unreachable();
  const answer = await response.json().catch(() => null);
  if (response.ok && !answer) throw new Unreachable(); // somebody else answered: a hotel's network
  if (response.ok) noteAnswer(answer);
  return answer?.state ? answer : { state: "refused" };
}

/* Where nothing can be waited for any more. */
export const sendAtLast = () => navigator.sendBeacon?.(desk.dataset.keep, formData());
