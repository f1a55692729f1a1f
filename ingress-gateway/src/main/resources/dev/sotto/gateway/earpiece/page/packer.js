// Packs what the microphone hears as Opus where the browser can (WebCodecs): a tenth of the bytes for the dead spot to keep
// and the radio network to carry. Where it cannot, frames go on as they are.
import { RATE_HZ } from "./microphone.js";

const FRAME_MICROS = 20_000;
const OPUS = {
  codec: "opus",
  sampleRate: RATE_HZ,
  numberOfChannels: 1,
  bitrate: 24_000,
  opus: { frameDuration: FRAME_MICROS },
};

export class Packer {
  #encoder = null;
  #onFrame;
  #micros = 0;

  /** onFrame(Uint8Array, an Opus packet of 20 ms, or Int16Array, its samples), in the order they were put. */
  static async open(onFrame) {
    const packer = new Packer(onFrame);
    if (await isSupported()) packer.#encode();
    return packer;
  }

  constructor(onFrame) {
    this.#onFrame = onFrame;
  }

  #encode() {
    this.#encoder = new AudioEncoder({
      output: (packet) => {
        const bytes = new Uint8Array(packet.byteLength);
        packet.copyTo(bytes);
        this.#onFrame(bytes);
      },
      error: () => { this.#encoder = null; }, // what follows goes on as it is
    });
    this.#encoder.configure(OPUS);
  }

  put(samples) {
    if (this.#encoder === null) return this.#onFrame(samples);
    const audio = new AudioData({
      format: "s16",
      sampleRate: RATE_HZ,
      numberOfFrames: samples.length,
      numberOfChannels: 1,
      timestamp: this.#micros,
      data: samples,
    });
    this.#micros += FRAME_MICROS;
    this.#encoder.encode(audio);
    audio.close();
  }

  /** Resolves when the last frame has been handed on. */
  async close() {
    const encoder = this.#encoder;
    this.#encoder = null;
    if (encoder === null) return;
    await encoder.flush().catch(() => {});
    if (encoder.state !== "closed") encoder.close();
  }
}

async function isSupported() {
  if (!("AudioEncoder" in self)) return false;
  try {
    return (await AudioEncoder.isConfigSupported(OPUS)).supported;
  } catch {
    return false;
  }
}
