// The bell. Browsers let a page make sound only after a first touch or key, so the bell says whether it can ring.

const BURST_MILLIS = 1_200; // ten tickets after a reconnect are one bell

export class Bell {
  #context = null;
  #muted = localStorage.getItem("sotto.sound") === "off";
  #rang = 0;

  constructor(changed) {
    this.changed = changed;
    const unlock = () => this.#unlock();
    window.addEventListener("pointerdown", unlock, { once: true });
    window.addEventListener("keydown", unlock, { once: true });
  }

  get on() {
    return !this.#muted && this.#context?.state === "running";
  }

  toggle() {
    if (this.#context?.state === "running") this.#muted = !this.#muted;
    localStorage.setItem("sotto.sound", this.#muted ? "off" : "on");
    this.changed();
    if (this.on) this.#ring();
  }

  ring() {
    const now = Date.now();
    if (!this.on || now - this.#rang < BURST_MILLIS) return;
    this.#rang = now;
    this.#ring();
  }

  async #unlock() {
    this.#context ??= new AudioContext();
    await this.#context.resume();
    this.changed();
  }

  #ring() {
    this.#tone(880, 0);
    this.#tone(1318.5, 0.16);
  }

  #tone(hertz, after) {
    const start = this.#context.currentTime + after;
    const wave = this.#context.createOscillator();
    const loudness = this.#context.createGain();
    wave.type = "triangle";
    wave.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.0001, start);
    loudness.gain.exponentialRampToValueAtTime(0.6, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    wave.connect(loudness).connect(this.#context.destination);
    wave.start(start);
    wave.stop(start + 0.55);
  }
}
