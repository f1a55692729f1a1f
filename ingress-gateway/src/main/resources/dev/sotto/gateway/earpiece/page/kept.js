// The device's memory: every frame stays until the gateway says that it is durable, and a page that is closed or crashes
// finds it again. What is in the working memory is written to IndexedDB a few times a second, so at most a blink is lost.

const NAME = "sotto-earpiece";
const WRITE_EVERY_MILLIS = 250;
const MOST_FRAMES = 30 * 60 * 50; // half an hour: 58 MB of samples, 6 MB of Opus

export class Kept {
  /** Sessions in the order they were begun: { id, table, language, next, acknowledged, stopped } and their frames. */
  sessions = [];
  #db = null;
  #frames = new Map();
  #dirty = new Map();
  #gone = [];
  #timer = null;

  static async open() {
    const kept = new Kept();
    try {
      kept.#db = await openDatabase();
      await kept.#load();
    } catch {
      kept.#db = null; // private windows of some browsers; the page says so
    }
    return kept;
  }

  get persistent() {
    return this.#db !== null;
  }

  begin(table, language) {
    const session = { id: crypto.randomUUID(), at: Date.now(), table, language, next: 0, acknowledged: -1, stopped: false };
    this.sessions.push(session);
    this.#frames.set(session.id, new Map());
    this.#write();
    return session;
  }

  /** False when the memory is full. */
  add(session, frame) {
    if (this.unsent(session) >= MOST_FRAMES) return false;
    this.#frames.get(session.id).set(session.next, frame);
    this.#dirty.set(`${session.id}/${session.next}`, [session.id, session.next, frame]);
    session.next++;
    this.#later();
    return true;
  }

  frame(session, number) {
    return this.#frames.get(session.id)?.get(number);
  }

  /** The first frame that is still held. */
  first(session) {
    return session.acknowledged + 1;
  }

  /** Frames that are not known to be durable. */
  unsent(session) {
    return session.next - session.acknowledged - 1;
  }

  acknowledge(session, number) {
    const frames = this.#frames.get(session.id);
    for (let n = session.acknowledged + 1; n <= number && n < session.next; n++) {
      frames.delete(n);
      this.#dirty.delete(`${session.id}/${n}`);
    }
    session.acknowledged = Math.max(session.acknowledged, Math.min(number, session.next - 1));
    this.#later();
  }

  stop(session) {
    session.stopped = true;
    this.#write();
  }

  forget(session) {
    this.sessions = this.sessions.filter((one) => one !== session);
    this.#frames.delete(session.id);
    for (const key of [...this.#dirty.keys()]) if (key.startsWith(session.id)) this.#dirty.delete(key);
    this.#gone.push(session.id);
    this.#write();
  }

  #later() {
    this.#timer ??= setTimeout(() => this.#write(), WRITE_EVERY_MILLIS);
  }

  #write() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#db === null) return;
    const change = this.#db.transaction(["sessions", "frames"], "readwrite");
    const sessions = change.objectStore("sessions");
    const frames = change.objectStore("frames");
    for (const session of this.sessions) {
      sessions.put({ ...session });
      if (session.acknowledged >= 0) frames.delete(IDBKeyRange.bound([session.id, 0], [session.id, session.acknowledged]));
    }
    for (const [id, number, frame] of this.#dirty.values()) frames.put(frame, [id, number]);
    for (const id of this.#gone) {
      sessions.delete(id);
      frames.delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
    }
    this.#dirty.clear();
    this.#gone = [];
  }

  async #load() {
    const read = this.#db.transaction(["sessions", "frames"], "readonly");
    const sessions = await result(read.objectStore("sessions").getAll());
    const frames = read.objectStore("frames");
    for (const session of sessions.sort((a, b) => a.at - b.at)) {
      const range = IDBKeyRange.bound([session.id, 0], [session.id, Infinity]);
      const [keys, values] = await Promise.all([result(frames.getAllKeys(range)), result(frames.getAll(range))]);
      const held = new Map(keys.map((key, i) => [key[1], values[i]]));
      // What was spoken after the last write is lost with the page; the numbers must not have a hole.
      while (held.has(session.next)) session.next++;
      while (session.next > session.acknowledged + 1 && !held.has(session.next - 1)) session.next--;
      session.stopped = true; // nobody speaks into a page that was closed
      this.sessions.push(session);
      this.#frames.set(session.id, held);
    }
  }
}

function openDatabase() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("sessions", { keyPath: "id" });
    request.result.createObjectStore("frames");
  };
  return result(request);
}

function result(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
