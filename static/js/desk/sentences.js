// What the desk's line says.
const gettext = window.gettext ?? ((words) => words);
const fill = (words, values) => words.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

export const sentences = {
  saved: () => gettext("All saved"),
  unsaved: () => gettext("Unsaved words…"),
  kept: (at) => fill(gettext("Kept %(at)s, not saved yet"), { at }),
  saving: () => gettext("Saving…"),
  trying: () =>
    gettext("The server does not answer. Your words are kept in this browser; trying again…"),
  tryingUnkept: () => gettext("The server does not answer. Leave this page open; trying again…"),
  offline: () => gettext("Offline: kept in this browser"),
  offlineUnkept: () => gettext("Offline: kept nowhere yet. Leave this page open"),
  signedOut: () => gettext("You are signed out. Sign in in another tab, then save."),
  signedOutKept: () =>
    gettext("You are signed out: your words are kept. Sign in in another tab, then save."),
  signedOutHere: () =>
    gettext(
      "You are signed out: your words are kept in this browser. Sign in in another tab, then save.",
    ),
  signedInAgain: () => gettext("You are signed in again."),
  signIn: () => gettext("Sign in"),
  noRight: () => gettext("You may no longer change this story: your words are kept"),
  refused: () => gettext("The server does not take this text. Your words are kept in this browser."),
  refusedUnkept: () => gettext("The server does not take this text. Copy it before you leave this page."),
  tooOld: () =>
    gettext("This page is too old: your words are kept in this browser only. Save, or load it again."),
  tooOldUnkept: () => gettext("This page is too old, and your words are kept nowhere yet: save them."),
  untaken: () =>
    gettext("The server did not keep this: save to see why. Your words are kept in this browser."),
  stopped: () => gettext("Not saved. Your words are kept in this browser."),
  newer: (by, number, at) =>
    fill(gettext("%(by)s saved version %(number)s at %(at)s; saving brings both together"), {
      by: by || gettext("The system"),
      number,
      at,
    }),
  typing: () => gettext("is typing"),
  came: (name) => fill(gettext("%(name)s has opened this story"), { name }),
  left: (name) => fill(gettext("%(name)s has left this story"), { name }),
  onlyHere: (at) => fill(gettext("Words from %(at)s that only this browser has:"), { at }),
};
