package dev.sotto.gateway.call.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.rtp.VoiceFrame;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.call.CallRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What happens to a caller's voice when the log is slow, fails, and comes back. */
class FrameQueueTest {

    private final List<AudioFrames> written = new ArrayList<>();
    private final ArrayDeque<Sinks.Empty<Void>> pending = new ArrayDeque<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FrameQueue queue = new FrameQueue(
            CallIdentity.fresh("chez-test", AudioSource.PHONE, 8000),
            new SlowLog(),
            new CallMeters(registry),
            Runnable::run);

    private final class SlowLog implements CallLog {

        @Override
        public Mono<Void> append(AudioFrames frames, Trace trace) {
            written.add(frames);
            Sinks.Empty<Void> done = Sinks.empty();
            pending.add(done);
            return done.asMono();
        }

        @Override
        public Mono<Void> append(CallRecord record, Trace trace) {
            return Mono.empty();
        }
    }

    private void speak(int from, int count) {
        for (int i = from; i < from + count; i++) {
            queue.add(new VoiceFrame(i, 0, false, 8000, ByteBuffer.allocate(320)), false, i);
        }
    }

    private void acknowledgeAll() {
        while (!pending.isEmpty()) {
            pending.remove().tryEmitEmpty();
        }
    }

    private int frames() {
        return written.stream().mapToInt(AudioFrames::frameCount).sum();
    }

    private double dropped(String reason) {
        return registry.counter("sotto.gateway.frames.dropped", "reason", reason)
                .count();
    }

    @Test
    void onlySoManyFramesAreOnTheirWayAtOnce() {
        speak(0, 200);
        assertThat(written).hasSize(FrameQueue.MAX_IN_FLIGHT);
        acknowledgeAll();
        assertThat(written).extracting(AudioFrames::firstSequence).isSorted();
        assertThat(frames()).isEqualTo(200);
    }

    @Test
    void whenTheLogIsSlowTheOldestGivesWayAndIsToldAsLost() {
        int held = FrameQueue.MAX_IN_FLIGHT + FrameQueue.CAPACITY;
        speak(0, held + 10);
        assertThat(dropped("overflow")).isEqualTo(10);
        acknowledgeAll();
        assertThat(frames()).isEqualTo(held);
        AudioFrames afterTheHole = written.get(FrameQueue.MAX_IN_FLIGHT);
        assertThat(afterTheHole.firstSequence()).isEqualTo(FrameQueue.MAX_IN_FLIGHT + 10);
        assertThat(afterTheHole.lostBefore()).isEqualTo(10);
    }

    @Test
    void aFrameTheLogRefusesIsToldAsLostWithALaterOne() {
        speak(0, 1);
        pending.remove().tryEmitError(new IllegalStateException("no broker"));
        speak(1, 1);
        assertThat(dropped("log")).isEqualTo(1);
        assertThat(written.getLast()).matches(frame -> frame.firstSequence() == 1 && frame.lostBefore() == 1);
    }

    @Test
    void theEndComesAfterEverythingElseAndOnce() {
        speak(0, 60);
        queue.end(60, 60);
        queue.end(60, 60);
        assertThat(written).noneMatch(AudioFrames::last);
        acknowledgeAll();
        assertThat(frames()).isEqualTo(60);
        assertThat(written).last().matches(frame -> frame.last() && frame.firstSequence() == 60);
        speak(61, 1);
        assertThat(dropped("after-end")).isEqualTo(1);
    }

    @Test
    void whatHasWaitedSharesRecordsSoThatALogThatIsBackIsCaughtUpWith() {
        speak(0, FrameQueue.MAX_IN_FLIGHT + 3 * FrameQueue.MAX_RUN);
        acknowledgeAll();
        assertThat(written).hasSize(FrameQueue.MAX_IN_FLIGHT + 3);
        assertThat(written.getLast())
                .matches(run -> run.frameCount() == FrameQueue.MAX_RUN
                        && run.audio().remaining() == FrameQueue.MAX_RUN * 320
                        && run.firstSequence() == FrameQueue.MAX_IN_FLIGHT + 2 * FrameQueue.MAX_RUN);
    }

    @Test
    void whatWasMadeUpSharesNoRecordWithWhatWasHeardAndAGapBeginsAnother() {
        speak(0, FrameQueue.MAX_IN_FLIGHT);
        int next = FrameQueue.MAX_IN_FLIGHT;
        queue.add(new VoiceFrame(next, 0, false, 8000, ByteBuffer.allocate(320)), false, 0);
        queue.add(new VoiceFrame(next + 1, 0, true, 8000, ByteBuffer.allocate(320)), false, 0);
        queue.add(new VoiceFrame(next + 2, 0, true, 8000, ByteBuffer.allocate(320)), false, 0);
        queue.add(new VoiceFrame(next + 9, 6, false, 8000, ByteBuffer.allocate(320)), false, 0);
        acknowledgeAll();
        assertThat(written.subList(next, written.size()))
                .extracting(AudioFrames::frameCount)
                .containsExactly(1, 2, 1);
        assertThat(written.subList(next, written.size()))
                .extracting(AudioFrames::concealed)
                .containsExactly(0, 2, 0);
        assertThat(written.getLast().lostBefore()).isEqualTo(6);
    }

    @Test
    void theEndIsToldAtTheRateOfTheStream() {
        queue.add(new VoiceFrame(0, 0, false, 16_000, ByteBuffer.allocate(640)), false, 0);
        queue.end(1, 0);
        acknowledgeAll();
        assertThat(written).extracting(AudioFrames::sampleRateHz).containsExactly(16_000, 16_000);
    }

    @Test
    void whatGoesInComesOutOrIsCounted() {
        speak(0, 2000);
        queue.end(2000, 0);
        acknowledgeAll();
        double out = registry.counter("sotto.gateway.frames.out").count();
        assertThat(out + dropped("overflow") + dropped("log")).isEqualTo(2000);
        int told = written.stream().mapToInt(AudioFrames::lostBefore).sum();
        assertThat(told).isEqualTo((int) dropped("overflow"));
    }
}
