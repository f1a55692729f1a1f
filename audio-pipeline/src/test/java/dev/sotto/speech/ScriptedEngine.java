package dev.sotto.speech;

import dev.sotto.speech.engine.EngineBusyException;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import dev.sotto.speech.engine.SpeechEngine;
import java.util.List;

/** Hears what it is told to hear. */
final class ScriptedEngine implements SpeechEngine {
    Heard says = new Heard(List.of(new Heard.HeardWord("latte", 0.9, 0, 400, false)), 0.9);
    boolean fails;
    boolean busy;
    /** Of the turn that was begun last. */
    int samplesHeard;

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Readiness readiness(String language) {
        return new Readiness.Ready();
    }

    @Override
    public Listening listen(SpeechContext context, int sampleRateHz) {
        samplesHeard = 0;
        return new Listening() {
            @Override
            public String engine() {
                return name();
            }

            @Override
            public void hear(short[] samples) {
                samplesHeard += samples.length;
            }

            @Override
            public Heard soFar(Expectation expectation) {
                if (busy) {
                    throw new EngineBusyException();
                }
                return heard(expectation);
            }

            @Override
            public Heard heard(Expectation expectation) {
                if (fails) {
                    throw new IllegalStateException("The scripted engine was told to fail.");
                }
                return says;
            }
        };
    }

    @Override
    public void prepare(SpeechContext context, int sampleRateHz) {}

    @Override
    public void close() {}
}
