package dev.sotto.load.earpiece;

import dev.sotto.load.earpiece.EarpieceWire.Told;
import dev.sotto.load.sound.Pcm;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One table's words on their way to the gateway, over as many connections as it takes. */
final class EarpieceSession {
    /** Twice as long after each failure and never the same for two devices: a room of them must not return at once. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 100;

    private final String id;
    private final String table;
    private final String language;
    private final Supplier<Earpiece.Link> link;
    private final Consumer<Told> listener;
    private final KeptFrames frames = new KeptFrames();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private final Thread sender;
    private volatile @Nullable EarpieceLine line;
    private volatile @Nullable EarpieceRefused refusal;
    private volatile String trouble = "";
    private volatile long next = -1;
    private volatile String callId = "";
    private volatile @Nullable String end;
    private volatile boolean outOfRange;
    private volatile boolean finished;
    private volatile boolean stopTold;
    private volatile boolean closed;

    EarpieceSession(String id, String table, String language, Supplier<Earpiece.Link> link, Consumer<Told> listener) {
        this.id = id;
        this.table = table;
        this.language = language;
        this.link = link;
        this.listener = listener;
        sender = Thread.ofVirtual().name("earpiece-" + id).start(this::keepSending);
    }

    /** The gateway's name for this session, empty until it is ready. */
    String callId() {
        return callId;
    }

    void speak(Pcm frame) {
        if (!finished && end == null && !frames.keep(frame)) {
            refusal = new EarpieceRefused("The earpiece's memory is full: too long without a connection.");
        }
    }

    /** No more will be spoken; the gateway is told how much there was. */
    void finish() {
        finished = true;
    }

    boolean isReady() {
        return !callId.isEmpty();
    }

    /** The gateway has ended it, having taken all frames when it was us who stopped. */
    boolean isOver() {
        return end != null;
    }

    /** Why it ended, empty while it goes on. */
    String end() {
        String why = end;
        return why == null ? "" : why;
    }

    void loseConnection() {
        EarpieceLine open = line;
        if (open != null) {
            open.cut("it was cut here");
        }
    }

    void inRange(boolean inRange) {
        outOfRange = !inRange;
        if (outOfRange) {
            loseConnection();
        }
    }

    void close() {
        closed = true;
        loseConnection();
        sender.interrupt();
    }

    void throwIfRefused() {
        EarpieceRefused why = refusal;
        if (why != null) {
            throw why;
        }
    }

    String trouble() {
        return trouble.isEmpty() ? "" : " (the line: " + trouble + ")";
    }

    EarpieceTally tally(long unknown) {
        return new EarpieceTally(frames.spoken(), sent.get(), frames.kept(), connections.get(), unknown);
    }

    private void keepSending() {
        Duration pause = FIRST_PAUSE;
        while (!closed && refusal == null && end == null) {
            try {
                if (!outOfRange) {
                    sendOverOneConnection();
                }
            } catch (IOException broken) {
                trouble = String.valueOf(broken.getMessage());
            } catch (InterruptedException closing) {
                return;
            } catch (EarpieceRefused refused) {
                refusal = refused;
                listener.accept(new Told.TurnedAway(String.valueOf(refused.getMessage())));
            }
            // Where there is no network at all, looking whether it is back costs nobody anything.
            boolean fruitless = next < 0 && !outOfRange;
            pause = fruitless ? shorter(pause.multipliedBy(2), LONGEST_PAUSE) : FIRST_PAUSE;
            LockSupport.parkNanos(
                    (long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void sendOverOneConnection() throws IOException, InterruptedException {
        next = -1;
        stopTold = false;
        Earpiece.Link to = link.get();
        EarpieceLine open = new EarpieceLine(to.http(), to.gateway(), to.token(), this::told);
        line = open;
        connections.incrementAndGet();
        trouble = "";
        open.send(EarpieceWire.start(id, table, language, frames.spoken() - frames.kept()));
        long cursor = -1;
        while (open.isOpen() && !outOfRange && !closed && end == null) {
            cursor = cursor < 0 ? next : cursor;
            Map.Entry<Long, Pcm> frame = frames.from(cursor < 0 ? Long.MAX_VALUE : cursor, LOOK_MILLIS);
            if (frame != null) {
                open.send(EarpieceWire.frame(frame.getKey(), frame.getValue()));
                sent.incrementAndGet();
                cursor = frame.getKey() + 1;
            } else if (cursor >= 0 && finished && !stopTold) {
                open.send(EarpieceWire.stop());
                stopTold = true;
            }
        }
        open.cut("it is not needed any more");
    }

    private void told(Told told) {
        switch (told) {
            case Told.Ready ready -> {
                frames.forgetBefore(ready.next());
                next = ready.next();
                callId = ready.callId();
            }
            case Told.Acknowledged acknowledged -> frames.forgetBefore(acknowledged.next());
            case Told.Ended ended -> end = ended.reason();
            case Told.TurnedAway away ->
                refusal = new EarpieceRefused("The gateway turned the earpiece away: " + away.reason());
            case Told.Spoken spoken -> {}
            case Told.Noticed noticed -> {}
            case Told.Aside aside -> {}
            case Told.Unknown unknown -> {}
        }
        listener.accept(told);
    }
}
