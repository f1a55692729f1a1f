package dev.sotto.speech.engine.remote;

import dev.sotto.remote.Backoff;
import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Listening;
import dev.sotto.speech.engine.SpeechContext;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One turn on its way to a recogniser elsewhere. Sound leaves as it comes and is kept, so that a provider that is busy or
 * breaks off is asked again with the whole turn; the longest turn bounds it.
 */
final class StreamedTurn implements Listening {
    private final String engine;
    private final HttpClient client;
    private final Supplier<Dialect> dialects;
    private final SpeechContext context;
    private final int sampleRateHz;
    private final RemoteSettings settings;
    private final Places places;
    private final Runnable start = this::start;
    private final CompletableFuture<Heard> whole = new CompletableFuture<>();
    private final List<short[]> sounds = new ArrayList<>();
    private @Nullable Attempt attempt;
    private int attempts;
    private boolean ended;
    private boolean left;

    StreamedTurn(
            String engine,
            HttpClient client,
            Supplier<Dialect> dialects,
            SpeechContext context,
            int sampleRateHz,
            RemoteSettings settings,
            Places places) {
        this.engine = engine;
        this.client = client;
        this.dialects = dialects;
        this.context = context;
        this.sampleRateHz = sampleRateHz;
        this.settings = settings;
        this.places = places;
        places.take(start);
    }

    @Override
    public String engine() {
        return engine;
    }

    @Override
    public synchronized void hear(short[] samples) {
        sounds.add(samples);
        if (attempt != null) {
            attempt.sound(samples);
        }
    }

    @Override
    public @Nullable Heard soFar(Expectation expectation) {
        Attempt current;
        synchronized (this) {
            current = attempt;
        }
        return current == null ? null : current.transcript().soFar();
    }

    @Override
    public Heard heard(Expectation expectation) {
        end();
        try {
            return whole.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new RemoteFailure(
                    "The recogniser " + engine + " did not answer within "
                            + settings.patience().toMillis() + " ms.",
                    true);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RemoteFailure known
                    ? known
                    : new RemoteFailure("The recogniser " + engine + " failed: " + failed.getCause(), true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RemoteFailure("Waiting for the recogniser " + engine + " was interrupted.", true);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        boolean waiting = places.forget(start);
        synchronized (this) {
            if (attempt != null) {
                attempt.close();
            }
            if (left) {
                return;
            }
            left = true;
        }
        if (!waiting) {
            places.leave();
        }
    }

    private synchronized void end() {
        if (!ended) {
            ended = true;
            if (attempt != null) {
                attempt.end();
            }
        }
    }

    private synchronized void start() {
        if (left) {
            return;
        }
        attempts++;
        Attempt next = new Attempt(engine, client, dialects.get(), context, sampleRateHz);
        attempt = next;
        sounds.forEach(next::sound);
        if (ended) {
            next.end();
        }
        var _ = next.transcript().whole().whenComplete(this::finished);
    }

    private synchronized void finished(@Nullable Heard heard, @Nullable Throwable failure) {
        if (heard != null) {
            whole.complete(heard);
        } else if (failure instanceof RemoteFailure remote && remote.isPassing() && attempts < settings.attempts()) {
            Backoff.before(attempts).execute(start);
        } else {
            whole.completeExceptionally(failure(failure));
        }
    }

    private static Throwable failure(@Nullable Throwable failure) {
        return failure == null ? new IllegalStateException("Nothing was heard.") : failure;
    }
}
