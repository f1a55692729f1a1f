package dev.sotto.gateway;

import dev.sotto.schemas.audio.AudioFrames;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The frames of a call as if each had a record of its own: how many share one depends on how quick the log is. */
final class SingleFrames {

    private SingleFrames() {}

    static Stream<AudioFrames> of(AudioFrames record) {
        return record.last()
                ? Stream.of(record)
                : IntStream.range(0, record.frameCount()).mapToObj(number -> one(record, number));
    }

    private static AudioFrames one(AudioFrames record, int number) {
        int bytes = record.audio().remaining() / record.frameCount();
        return new AudioFrames(
                record.envelope(),
                record.callId(),
                record.source(),
                record.firstSequence() + number,
                1,
                record.frameMillis(),
                record.sampleRateHz(),
                number == 0 ? record.lostBefore() : 0,
                record.playing(),
                record.capturedAtMicros(),
                false,
                record.audio().slice(number * bytes, bytes),
                record.concealed() / record.frameCount());
    }
}
