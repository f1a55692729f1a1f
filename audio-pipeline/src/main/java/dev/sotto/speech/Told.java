package dev.sotto.speech;

import dev.sotto.schemas.speech.SpeechRecord;

/** What hearing leads to: a record of what was said, or a word to the gateway about our own voice. */
sealed interface Told {
    record Said(SpeechRecord record) implements Told {}

    record Commanded(OurVoice.Command command) implements Told {}
}
