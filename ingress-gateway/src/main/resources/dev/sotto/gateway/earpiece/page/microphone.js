// Opens the microphone and hands on frames of 20 ms, 16 kHz, 16-bit.

export const RATE_HZ = 16_000;

export class Microphone {
  #stream = null;
  #context = null;

  /** onFrame(Int16Array of 320 samples, loudness 0 to 1) */
  async open(onFrame) {
    this.#stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    this.#context = context();
    await this.#context.audioWorklet.addModule("capture.js");
    const capture = new AudioWorkletNode(this.#context, "capture", {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
      processorOptions: { rateHz: RATE_HZ },
    });
    capture.port.onmessage = (message) => onFrame(message.data.pcm, message.data.loudness);
    this.#context.createMediaStreamSource(this.#stream).connect(capture);
    await this.#context.resume();
  }

  close() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#context?.close();
    this.#stream = null;
    this.#context = null;
  }
}

/** Browsers that cannot join a microphone to a context of another rate get their own; the worklet converts. */
function context() {
  const firefox = navigator.userAgent.includes("Firefox");
  return firefox ? new AudioContext() : new AudioContext({ sampleRate: RATE_HZ });
}
