// What the desk's line says.
const say = window.gettext ?? ((words) => words);
const fill = (words, values) => say(words).replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

export const sentences = {
  saved: () => say("All saved"),
  unsaved: () => say("Unsaved words…"),
  kept: (at) => fill("Kept %(at)s, not saved yet", { at }),
  saving: () => say("Saving…"),
  trying: () =>
    say("The server does not answer. Your words are kept in this browser; trying again…"),
  tryingUnkept: () => say("The server does not answer. Leave this page open; trying again…"),
  offline: () => say("Offline: kept in this browser"),
  offlineUnkept: () => say("Offline: kept nowhere yet. Leave this page open"),
  signedOut: () => say("You are signed out. Sign in in another tab, then save."),
  signedOutKept: () =>
    say("You are signed out: your words are kept. Sign in in another tab, then save."),
  signedOutHere: () =>
    say(
      "You are signed out: your words are kept in this browser. Sign in in another tab, then save.",
    ),
  signedInAgain: () => say("You are signed in again."),
  signIn: () => say("Sign in"),
  noRight: () => say("You may no longer change this story: your words are kept"),
  refused: () => say("The server does not take this text. Your words are kept in this browser."),
  refusedUnkept: () => say("The server does not take this text. Copy it before you leave this page."),
  tooOld: () =>
    say("This page is too old: your words are kept in this browser only. Save, or load it again."),
  tooOldUnkept: () => say("This page is too old, and your words are kept nowhere yet: save them."),
  untaken: () =>
    say("The server did not keep this: save to see why. Your words are kept in this browser."),
  stopped: () => say("Not saved. Your words are kept in this browser."),
  newer: (by, number, at) =>
    fill("%(by)s saved version %(number)s at %(at)s; saving brings both together", {
      by: by || say("The system"),
      number,
      at,
    }),
  typing: () => say("is typing"),
  came: (name) => fill("%(name)s has opened this story", { name }),
  left: (name) => fill("%(name)s has left this story", { name }),
  onlyHere: (at) => fill("Words from %(at)s that only this browser has:", { at }),
};
