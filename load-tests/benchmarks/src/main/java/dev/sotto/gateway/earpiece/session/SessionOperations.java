package dev.sotto.gateway.earpiece.session;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.call.log.CallLog;
import dev.sotto.gateway.call.log.CallMeters;
import dev.sotto.gateway.earpiece.protocol.Closing;
import dev.sotto.gateway.earpiece.protocol.Incoming;
import dev.sotto.gateway.earpiece.protocol.Outgoing;
import dev.sotto.gateway.earpiece.protocol.Sound;
import dev.sotto.gateway.rtp.MediaClock;
import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.sdp.OurHost;
import dev.sotto.gateway.sdp.Terms;
import dev.sotto.gateway.sip.transaction.LoopTimers;
import dev.sotto.log.Position;
import dev.sotto.log.Trace;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.call.CallRecord;
import dev.sotto.schemas.earpiece.EarpiecePosition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What one operation on a session costs beside ten thousand others, on its event loop: the log is a map that answers at
 * once, so what is measured is ours.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SessionOperations {

    private static final int SESSIONS = 10_000;
    private static final Outlet NOWHERE = new Outlet() {
        @Override
        public void send(Outgoing message) {}

        @Override
        public void close(Closing why) {}
    };

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final ByteBuffer pcm = ByteBuffer.allocate(Sound.PCM_BYTES);
    private final long[] next = new long[SESSIONS];
    private @Nullable EarpieceSessions sessions;
    private int turn;

    /** Opens the sessions. */
    @Setup
    public void open() {
        Scheduler onLoop = Schedulers.fromExecutorService(loop);
        CallLog log = new CallLog() {
            @Override
            public Mono<Void> append(AudioFrames frames, Trace trace) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> append(CallRecord record, Trace trace) {
                return Mono.empty();
            }
        };
        Exchange exchange = new Exchange(
                log,
                new LiveCalls(),
                new CallMeters(new SimpleMeterRegistry()),
                new MediaClock(new DefaultEventLoop()),
                new LoopTimers(loop),
                loop,
                onLoop,
                new Terms(OurHost.only("127.0.0.1"), List.of(Codec.values()), Terms.Secrecy.ACCEPTED),
                new Exchange.Watch(Duration.ofSeconds(30), true));
        sessions = new EarpieceSessions(exchange, new MapOfSessions(), "node", SESSIONS + 1, 0);
        for (int i = 0; i < SESSIONS; i++) {
            open(i);
        }
    }

    private EarpieceSession open(int device) {
        EarpieceSessions all = sessions;
        Opened opened = all == null
                ? null
                : Mono.defer(() -> all.open(
                                new EarpieceDevice("ear-" + device, "harbour-grill"),
                                new Incoming.Start("session", "12", "en", 0, Sound.PCM16),
                                NOWHERE))
                        .subscribeOn(Schedulers.fromExecutor(loop))
                        .block();
        if (!(opened instanceof Opened.Ready(EarpieceSession session))) {
            throw new IllegalStateException("a session was not opened: " + opened);
        }
        return session;
    }

    /** A device comes back to its session, says 20 ms and goes. */
    @Benchmark
    public EarpieceSession comeBackSpeakAndGo() {
        turn = (turn + 1) % SESSIONS;
        int device = turn;
        EarpieceSession session = open(device);
        Mono.defer(() -> session.heard(next[device]++, pcm))
                .then(Mono.fromRunnable(() -> session.detach(NOWHERE)))
                .subscribeOn(Schedulers.fromExecutor(loop))
                .block();
        return session;
    }

    /** Stops the loop. */
    @TearDown
    public void stop() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static final class MapOfSessions implements SessionStore {

        private final Map<String, EarpiecePosition> positions = new ConcurrentHashMap<>();

        @Override
        public Mono<EarpiecePosition> find(String callId) {
            return Mono.justOrEmpty(positions.get(callId));
        }

        @Override
        public Collection<EarpiecePosition> all() {
            return positions.values();
        }

        @Override
        public Mono<Void> keep(EarpiecePosition position, Trace trace) {
            return Mono.fromRunnable(() -> positions.put(position.callId(), position));
        }

        @Override
        public Mono<Void> forget(String callId, Trace trace) {
            return Mono.fromRunnable(() -> positions.remove(callId));
        }

        @Override
        public void onChange(Consumer<EarpiecePosition> listener) {}

        @Override
        public Mono<Position> append(CallRecord record, Trace trace) {
            return Mono.just(new Position("calls.events", 0, 0));
        }

        @Override
        public Mono<Position> append(AudioFrames frames, Trace trace) {
            return Mono.just(new Position("audio.frames", 0, 0));
        }

        @Override
        public Mono<Long> framesEnd(int partition) {
            return Mono.just(0L);
        }

        @Override
        public Mono<Remains> remains(EarpiecePosition position) {
            return Mono.just(new Remains(position.next(), false));
        }

        @Override
        public void hearRepliesOf(int replyPartition) {}
    }
}
