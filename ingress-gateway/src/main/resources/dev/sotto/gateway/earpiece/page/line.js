// The line to the gateway: connects, says who it is, sends what is kept from the first frame the gateway lacks, and comes
// back after every cut. The protocol is told in asyncapi.yaml beside this page.

const FIRST_WAIT_MILLIS = 250;
const LONGEST_WAIT_MILLIS = 10_000;
const CONNECT_MILLIS = 5_000;
const SILENT_BEFORE_GREETING_MILLIS = 10_000;
const MOST_BUFFERED_BYTES = 64 * 1024;
const AUDIO = 1;
const ACKNOWLEDGED = 2;
const VOICE = 3;
const AUDIO_OPUS = 4;
const TOKEN_NOT_GOOD = 4401;
const ELSEWHERE = 4408;
const OVER = 4410;

export class Line {
  #address;
  #token;
  #kept;
  #listener;
  #socket = null;
  #session = null; // the one the gateway has open
  #cursor = 0;
  #stopTold = false;
  #wait = FIRST_WAIT_MILLIS;
  #retry = null;
  #watchdog = null;
  #pump = null;
  #away = false;
  language = "en";
  since = undefined;

  /** token(): as it is when the line is opened; listener: { state(name), told(message), voice(pcm), refused(), elsewhere(), moved() } */
  constructor(address, token, kept, listener) {
    this.#address = address;
    this.#token = token;
    this.#kept = kept;
    this.#listener = listener;
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.#cut());
  }

  get up() {
    return this.#session !== null;
  }

  /** Connects now, if it is not connected. */
  open() {
    this.#away = false;
    if (this.#socket !== null) return;
    clearTimeout(this.#retry);
    this.#retry = null;
    if (!navigator.onLine) return; // the browser tells when it is
    this.#listener.state("connecting");
    const socket = new WebSocket(this.#address, ["sotto.earpiece.v1", `bearer.${this.#token()}`]);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#watch(CONNECT_MILLIS);
    socket.onopen = () => this.#greet();
    socket.onmessage = (message) => this.#socket === socket && this.#read(message.data);
    socket.onclose = (close) => this.#closed(socket, close.code);
  }

  /** There is something to send: a new session, another frame, or a stop. */
  push() {
    if (this.#socket?.readyState !== WebSocket.OPEN) return this.#away ? undefined : this.open();
    if (this.#session === null) this.#start();
    else this.#send();
  }

  #greet() {
    this.#watch(SILENT_BEFORE_GREETING_MILLIS);
    this.#tell({ type: "hello", language: this.language, since: this.since });
    this.#start();
  }

  #start() {
    const session = this.#kept.sessions[0];
    if (!session || this.#cursor < 0) return;
    this.#cursor = -1; // until the gateway says where
    this.#tell({
      type: "start",
      session: session.id,
      table: session.table || undefined,
      language: session.language,
      from: this.#kept.first(session),
    });
  }

  #send() {
    const session = this.#session;
    const socket = this.#socket;
    clearTimeout(this.#pump);
    while (this.#cursor < session.next) {
      if (socket.bufferedAmount > MOST_BUFFERED_BYTES) {
        this.#pump = setTimeout(() => this.#session === session && this.#send(), 40);
        return;
      }
      socket.send(envelope(this.#cursor, this.#kept.frame(session, this.#cursor)));
      this.#cursor++;
    }
    if (session.stopped && !this.#stopTold) {
      this.#stopTold = true;
      this.#tell({ type: "stop" });
    }
  }

  #read(data) {
    this.#watch(this.within ?? SILENT_BEFORE_GREETING_MILLIS);
    if (typeof data === "string") return this.#told(JSON.parse(data));
    const view = new DataView(data);
    const number = Number(view.getBigUint64(1));
    if (view.getUint8(0) === ACKNOWLEDGED && this.#session) {
      this.#kept.acknowledge(this.#session, number);
      this.#listener.moved();
    } else if (view.getUint8(0) === VOICE) {
      this.#listener.voice(new Int16Array(data.slice(9)));
    }
  }

  #told(message) {
    if (message.type === "beat") {
      this.within = message.withinMillis;
      this.#watch(this.within);
      this.#tell({ type: "beat" });
    } else if (message.type === "welcome") {
      this.#wait = FIRST_WAIT_MILLIS;
      this.#listener.state("up");
    } else if (message.type === "started") {
      this.#session = this.#kept.sessions[0];
      this.#kept.acknowledge(this.#session, message.acknowledged);
      this.#cursor = Math.max(message.acknowledged + 1, this.#kept.first(this.#session));
      this.#stopTold = false;
      this.#send();
    } else if (message.type === "ended") {
      this.#finish();
    }
    this.#listener.told(message);
  }

  /** The first session is done with; the next one may wait. */
  #finish() {
    const done = this.#session ?? this.#kept.sessions[0];
    this.#session = null;
    this.#cursor = 0;
    if (done) this.#kept.forget(done);
    this.#start();
  }

  #tell(message) {
    this.#socket?.send(JSON.stringify(message));
  }

  #watch(millis) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#cut(), millis);
  }

  #cut() {
    const socket = this.#socket;
    socket?.close();
    this.#closed(socket, 0);
  }

  async #closed(socket, code) {
    if (socket === null || this.#socket !== socket) return;
    const greeted = this.#wait === FIRST_WAIT_MILLIS && code !== 1006;
    this.#socket = null;
    this.#session = null;
    this.#cursor = 0;
    clearTimeout(this.#watchdog);
    clearTimeout(this.#pump);
    this.#listener.state("down");
    if (code === ELSEWHERE) {
      this.#away = true;
      return this.#listener.elsewhere();
    }
    if (code === OVER) this.#finish();
    const refused = code === TOKEN_NOT_GOOD || (!greeted && (await this.#isRefused()));
    if (refused) return this.#listener.refused();
    if (this.#socket !== null || this.#retry !== null) return;
    this.#retry = setTimeout(() => this.open(), this.#wait * (0.5 + Math.random()));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MILLIS);
  }

  /** A browser does not tell a page why a WebSocket was not opened. */
  async #isRefused() {
    try {
      const answer = await fetch("token", { headers: { Authorization: `Bearer ${this.#token()}` }, cache: "no-store" });
      return answer.status === 401 || answer.status === 403;
    } catch {
      return false;
    }
  }
}

/** A frame is an Opus packet (bytes) or samples. */
function envelope(number, frame) {
  const message = new Uint8Array(9 + frame.byteLength);
  const view = new DataView(message.buffer);
  view.setUint8(0, frame instanceof Uint8Array ? AUDIO_OPUS : AUDIO);
  view.setBigUint64(1, BigInt(number));
  message.set(new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength), 9);
  return message;
}
