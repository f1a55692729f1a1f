// Runs on the audio thread: cuts what the microphone gives into frames of 20 ms at the wanted rate.

class Capture extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.step = sampleRate / processorOptions.rateHz; // of ours for one of the frame's
    this.length = processorOptions.rateHz / 50;
    this.frame = new Int16Array(this.length);
    this.filled = 0;
    this.sum = 0;
    this.count = 0;
    this.until = this.step;
    this.energy = 0;
  }

  process([[samples]]) {
    if (!samples) return true;
    for (const sample of samples) {
      // The mean of all samples that fall into one of the frame's: at the same rate, the sample itself.
      this.sum += sample;
      this.count++;
      if (this.count < this.until) continue;
      this.put(this.sum / this.count);
      this.until += this.step - this.count;
      this.sum = 0;
      this.count = 0;
    }
    return true;
  }

  put(value) {
    const bounded = Math.max(-1, Math.min(1, value));
    this.frame[this.filled++] = Math.round(bounded * 32767);
    this.energy += bounded * bounded;
    if (this.filled < this.length) return;
    const loudness = Math.min(1, Math.sqrt(this.energy / this.length) * 5);
    this.port.postMessage({ pcm: this.frame, loudness }, [this.frame.buffer]);
    this.frame = new Int16Array(this.length);
    this.filled = 0;
    this.energy = 0;
  }
}

registerProcessor("capture", Capture);
