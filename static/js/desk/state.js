// Where the words are (in the story, with the server, in this browser), and the line that says so.
import { desk } from "./form.js";
import { sentences } from "./sentences.js";

const line = desk?.querySelector("[data-state]");
const notice = desk?.querySelector("[data-notice]");
const said = desk?.querySelector("[data-said]");
const stop = desk?.querySelector("[data-stop]");
const signIn = desk?.querySelector("[data-sign-in]");

/* `now`, `saved`, `kept`, `stored`: the form as it stands, as it was opened, as the server keeps
   it, as this browser keeps it. */
export const state = {
  now: "",
  saved: "",
  kept: "",
  stored: "",
  keptAt: desk?.dataset.kept ?? "",
  isTyping: false,
  isOffline: false,
  isSignedIn: true,
  mayChange: true,
  answered: "", // by the server, when it was asked to keep the words: see keep.js
  saving: "", // "now", "again": the server did not answer; "refused", "stopped"
  newest: null,
};

/* Whether the server has `words` for this account, in the story or beside it. */
export const isKept = (words) => words === (state.kept || state.saved);

export function note(changes) {
  if (Object.entries(changes).every(([name, value]) => state[name] === value)) return;
  if (changes.isSignedIn && !state.isSignedIn) announce(sentences.signedInAgain());
  Object.assign(state, changes);
  draw();
}

/* What a person who does not see the line should hear. */
export function announce(words) {
  if (said && said.textContent !== words) said.textContent = words;
}

/* What the server says with every answer: who is signed in, and which version is the newest. */
export function noteAnswer(answer) {
  const { desk: newest, signed_in: isSignedIn } = answer;
  const isNewer = newest && newest.number > Number(desk.dataset.revision);
  note({
    ...(isSignedIn === undefined ? {} : { isSignedIn }),
    ...(isNewer && state.newest?.number !== newest.number ? { newest } : {}),
  });
}

function draw() {
  const [words, kind] = standing();
  if (line.textContent !== words) line.textContent = words;
  const isOver = desk.dataset.now === "alarm" && kind !== "alarm";
  desk.dataset.now = kind;
  if (kind === "alarm" || isOver) announce(words);
  stop.hidden = state.saving !== "again";
  signIn.hidden = state.isSignedIn;
  const { newest } = state;
  notice.hidden = !newest;
  if (newest) {
    const told = sentences.newer(newest.by, newest.number, newest.at);
    if (notice.textContent !== told) announce((notice.textContent = told));
  }
}

function signedOut(isThere, isHere) {
  if (state.isTyping) return sentences.signedOut();
  if (isThere) return sentences.signedOutKept();
  return isHere ? sentences.signedOutHere() : sentences.signedOut();
}

const refused = (isHere) => (isHere ? sentences.refused() : sentences.refusedUnkept());

/* The sentence, and "quiet", "busy", "kept" or "alarm". */
function standing() {
  const isHere = state.stored === state.now;
  const isThere = isKept(state.now);
  if (state.saving === "now") return [sentences.saving(), "busy"];
  if (state.saving === "again")
    return [isHere ? sentences.trying() : sentences.tryingUnkept(), "alarm"];
  if (!state.isSignedIn) return [signedOut(isThere, isHere), "alarm"];
  if (!state.mayChange) return [sentences.noRight(), "alarm"];
  if (state.saving === "refused") return [refused(isHere), "alarm"];
  if (state.saving === "stopped" && !isThere) return [sentences.stopped(), "alarm"];
  if (state.isTyping) return [sentences.unsaved(), "busy"];
  if (isThere && state.keptAt) return [sentences.kept(state.keptAt), "kept"];
  if (isThere) return [sentences.saved(), "quiet"];
  if (state.isOffline) return [isHere ? sentences.offline() : sentences.offlineUnkept(), "alarm"];
  if (state.answered === "refused") return [refused(isHere), "alarm"];
  if (state.answered === "unknown")
    return [isHere ? sentences.tooOld() : sentences.tooOldUnkept(), "alarm"];
  // This opening of the form was saved already, in another window.
  if (state.answered === "superseded" && isHere) return [sentences.stopped(), "alarm"];
  return [sentences.unsaved(), "busy"];
}
