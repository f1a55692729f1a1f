// Plays our voice: frames follow each other without a seam, a little behind their arrival so that the network may stumble.

const AHEAD_SECONDS = 0.08;

export class Speaker {
  #context = null;
  #until = 0;

  /** Browsers let a page sound only after it was touched. */
  async wake() {
    this.#context ??= new AudioContext();
    await this.#context.resume();
  }

  play(pcm, rateHz) {
    const context = this.#context;
    if (context === null || pcm.length === 0) return;
    const sound = context.createBuffer(1, pcm.length, rateHz);
    sound.copyToChannel(Float32Array.from(pcm, (sample) => sample / 32768), 0);
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(context.destination);
    const at = Math.max(this.#until, context.currentTime + (this.#until < context.currentTime ? AHEAD_SECONDS : 0));
    source.start(at);
    this.#until = at + sound.duration;
  }

  /** Two tones: look at the screen. */
  chime() {
    const context = this.#context;
    if (context === null) return;
    [784, 1046.5].forEach((hertz, i) => {
      const at = context.currentTime + i * 0.14;
      const wave = context.createOscillator();
      const loudness = context.createGain();
      wave.frequency.value = hertz;
      loudness.gain.setValueAtTime(0.0001, at);
      loudness.gain.exponentialRampToValueAtTime(0.35, at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
      wave.connect(loudness).connect(context.destination);
      wave.start(at);
      wave.stop(at + 0.4);
    });
  }
}
