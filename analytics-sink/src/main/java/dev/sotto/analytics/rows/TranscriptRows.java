package dev.sotto.analytics.rows;

import dev.sotto.analytics.lake.Row;
import dev.sotto.analytics.rows.TableFeed.NewRow;
import dev.sotto.schemas.speech.FinalTranscript;
import dev.sotto.schemas.speech.PartialTranscript;
import dev.sotto.schemas.speech.SilenceElapsed;
import dev.sotto.schemas.speech.SpeechRecord;
import dev.sotto.schemas.speech.SpeechStarted;
import dev.sotto.schemas.speech.UnclearSpeech;
import java.util.List;
import java.util.Locale;

/** Finished utterances. What was heard on the way to them is only for the running call. */
final class TranscriptRows {

    private static final int FRAME_MILLIS = 20;

    private TranscriptRows() {}

    static List<Row> of(SpeechRecord speech, NewRow row) {
        return switch (speech.event()) {
            case FinalTranscript heard ->
                List.of(begin(speech, row, "final")
                        .with("text", heard.text())
                        .with("word_count", (long) heard.words().size())
                        .with("confidence", heard.confidence())
                        .with("engine", heard.engine())
                        .with("language", heard.language())
                        .with("spoken_millis", spoken(heard.firstSequence(), heard.lastSequence()))
                        .with("recognised_after_millis", after(speech, heard.speechEndedAtMicros())));
            case UnclearSpeech unclear ->
                List.of(begin(speech, row, "unclear")
                        .with("text", unclear.text())
                        .with("unclear_reason", unclear.reason().name().toLowerCase(Locale.ROOT))
                        .with("spoken_millis", spoken(unclear.firstSequence(), unclear.lastSequence()))
                        .with("recognised_after_millis", after(speech, unclear.speechEndedAtMicros())));
            case SpeechStarted _, PartialTranscript _, SilenceElapsed _ -> List.of();
        };
    }

    private static Row begin(SpeechRecord speech, NewRow row, String outcome) {
        return row.begin()
                .with("call_id", speech.callId())
                .with("utterance_id", speech.utteranceId())
                .with("outcome", outcome);
    }

    private static long spoken(long firstSequence, long lastSequence) {
        return (lastSequence - firstSequence + 1) * FRAME_MILLIS;
    }

    private static long after(SpeechRecord speech, long endedAtMicros) {
        return speech.envelope().occurredAt().toEpochMilli() - endedAtMicros / 1000;
    }
}
