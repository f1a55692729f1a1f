package dev.sotto.load.earpiece;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.earpiece.EarpieceWire.Told;
import dev.sotto.load.sound.FarVoice;
import dev.sotto.load.sound.Heard;
import dev.sotto.load.sound.LineClock;
import dev.sotto.load.sound.Microphone;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Said;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A waiter's earpiece: numbers every 20 ms it hears, keeps them until the gateway has them, and takes the line up again
 * where it broke. One session at a time: {@link #start}, {@link #say}, {@link #stop}.
 */
public final class Earpiece implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FALLEN_SILENT = Duration.ofMillis(800);
    private static final int FRAME_SAMPLES = Pcm.EARPIECE_RATE_HZ / 50;

    private final URI gateway;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();
    private final LineClock clock = new LineClock();
    private final FarVoice farVoice = new FarVoice(clock, Pcm.EARPIECE_RATE_HZ);
    private final List<Notice> notices = new ArrayList<>();
    private @Nullable EarpieceSession session;
    private @Nullable Microphone microphone;
    private int noticesTaken;
    private long playedUntilNanos = System.nanoTime();
    private int playedSamples;
    private long unknown;

    private Earpiece(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** {@code gateway} is the WebSocket's address; an empty token sends none. */
    public static Earpiece at(URI gateway, String token) {
        return new Earpiece(gateway, token);
    }

    /** Opens the microphone for a table; returns the gateway's call id when it is ready to hear. */
    public String start(String table) {
        return start(table, "", PATIENCE);
    }

    /** An empty language (else two letters, such as fr) leaves it to the restaurant. */
    public String start(String table, String language, Duration patience) {
        EarpieceSession begun = begin(table, language);
        until(
                () -> begun.isReady() || begun.isOver(),
                patience,
                "the gateway at " + gateway + " to be ready for table " + table);
        Microphone opened = new Microphone(
                clock,
                Pcm.EARPIECE_RATE_HZ,
                (samples, tick, begins) -> begun.speak(Pcm.of(samples, Pcm.EARPIECE_RATE_HZ)));
        synchronized (this) {
            microphone = opened;
        }
        opened.open("earpiece-microphone");
        return begun.callId();
    }

    /** Speaks and returns when the last frame has left the microphone, whether the line is up or not. */
    public Said say(Pcm sound) {
        CompletableFuture<Said> said = beginSaying(sound);
        Duration patience = sound.duration().plus(PATIENCE);
        try {
            return said.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new WaitedInVain(patience, "our own words to be through");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while speaking.", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Not all was said: " + failed.getMessage(), failed);
        }
    }

    public synchronized CompletableFuture<Said> beginSaying(Pcm sound) {
        if (microphone == null) {
            throw new IllegalStateException("The earpiece has not been started: start(table) comes first.");
        }
        return microphone.say(sound);
    }

    /** Closes the microphone and waits until the gateway has taken every frame and ended the session. */
    public void stop() {
        stop(PATIENCE);
    }

    public void stop(Duration patience) {
        EarpieceSession ending = closeMicrophone();
        if (ending != null) {
            ending.finish();
            until(ending::isOver, patience, "the gateway to take every frame and end the session");
        }
    }

    /** Waits until the session is over, whoever ended it, and returns the gateway's reason. */
    public synchronized String ended(Duration patience) {
        until(() -> session == null || session.isOver(), patience, "the session to end");
        return session == null ? "" : session.end();
    }

    /** Waits until the far voice has spoken, since the last hearing, and then been silent for 0.8 s. */
    public Heard hear() {
        return hear(FALLEN_SILENT, PATIENCE);
    }

    public Heard hear(Duration silence, Duration patience) {
        return farVoice.hear(silence, patience);
    }

    public Instant firstVoiceAfter(Instant instant, Duration patience) {
        return farVoice.firstVoiceAfter(instant, patience);
    }

    /** Waits for the next notice that was not taken yet. */
    public synchronized Notice awaitNotice(Duration patience) {
        until(() -> notices.size() > noticesTaken, patience, "a notice");
        return notices.get(noticesTaken++);
    }

    public synchronized List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** Breaks the line now; it is taken up again at once. */
    public synchronized void loseConnection() {
        if (session != null) {
            session.loseConnection();
        }
    }

    /** Walks into a dead spot: the line breaks and stays broken; what is said is kept. */
    public synchronized void leaveRange() {
        if (session != null) {
            session.inRange(false);
        }
    }

    public synchronized void comeBack() {
        if (session != null) {
            session.inRange(true);
        }
    }

    public synchronized EarpieceTally tally() {
        return session == null ? new EarpieceTally(0, 0, 0, 0, unknown) : session.tally(unknown);
    }

    @Override
    public void close() {
        EarpieceSession open = closeMicrophone();
        if (open != null) {
            open.close();
        }
        farVoice.close(awaited -> new IllegalStateException("The earpiece was closed; still awaited: " + awaited));
        http.shutdownNow();
    }

    private synchronized EarpieceSession begin(String table, String language) {
        if (session != null && !session.isOver()) {
            throw new IllegalStateException("The earpiece is in use: stop() comes before the next start().");
        }
        if (session != null) {
            session.close();
        }
        session = new EarpieceSession(
                UUID.randomUUID().toString(), table, language, () -> new Link(http, gateway, token), this::told);
        return session;
    }

    /** Where and as whom the session connects. */
    record Link(HttpClient http, URI gateway, String token) {}

    private synchronized @Nullable EarpieceSession closeMicrophone() {
        if (microphone != null) {
            microphone.close(undone -> new EarpieceRefused("The earpiece was stopped. " + undone));
            microphone = null;
        }
        return session;
    }

    private synchronized void told(Told told) {
        switch (told) {
            case Told.Spoken spoken -> play(spoken.sound());
            case Told.Noticed notice -> notices.add(new Notice(notice.text(), clock.now()));
            case Told.Unknown stranger -> unknown++;
            case Told.Aside aside -> {}
            case Told.Ready ready -> {}
            case Told.Acknowledged acknowledged -> {}
            case Told.Ended ended -> {}
            case Told.TurnedAway away -> {}
        }
        notifyAll();
    }

    /** A device plays what comes one after the other, so that a frame is heard when its turn has come. */
    private void play(Pcm sound) {
        playedUntilNanos = Math.max(playedUntilNanos, System.nanoTime());
        for (int at = 0; at < sound.length(); at += FRAME_SAMPLES) {
            farVoice.add(FarVoice.Frame.of(playedUntilNanos, playedSamples, sound.frame(at, FRAME_SAMPLES)));
            playedUntilNanos += TimeUnit.MILLISECONDS.toNanos(20);
            playedSamples += FRAME_SAMPLES;
        }
    }

    private synchronized void until(BooleanSupplier done, Duration patience, String awaited) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!done.getAsBoolean()) {
            if (session != null) {
                session.throwIfRefused();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new WaitedInVain(patience, awaited + (session == null ? "" : session.trouble()));
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for " + awaited + ".", interrupted);
            }
        }
    }
}
