// Copies of forms in this browser (IndexedDB). Where that is refused, nothing is kept and nothing
// breaks: put() then answers false.
const NAME = "newsroom-desk";
const TABLE = "copies";
const MAX_AGE = 30 * 24 * 3600 * 1000; // milliseconds

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const table = request.result.createObjectStore(TABLE, { keyPath: "sitting" });
      table.createIndex("owner", "owner");
      table.createIndex("at", "at");
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = request.onblocked = () => reject(request.error);
  });
  return opened;
}

async function inTable(mode, act) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(TABLE, mode);
    const request = act(transaction.objectStore(TABLE));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const otherwise = (value) => () => value;

/* Whether `copy` ({sitting, revision, opening, owner, at, entries, texts, isSafe}) is on the disk now. */
export const put = (copy) =>
  inTable("readwrite", (table) => table.put(copy)).then(otherwise(true), otherwise(false));

export const remove = (sitting) =>
  inTable("readwrite", (table) => table.delete(sitting)).catch(otherwise(undefined));

/* What `owner` (account and story) has here, the newest first. */
export const copiesOf = (owner) =>
  inTable("readonly", (table) => table.index("owner").getAll(owner)).then(
    (copies) => copies.sort((one, other) => other.at - one.at),
    otherwise([]),
  );

/* Forget what is older than a month, whosever it is. */
export const sweep = () =>
  inTable("readwrite", (table) => {
    const old = table.index("at").openCursor(IDBKeyRange.upperBound(Date.now() - MAX_AGE));
    old.onsuccess = () => {
      old.result?.delete();
      old.result?.continue();
    };
  }).catch(otherwise(undefined));
