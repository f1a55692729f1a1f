package dev.sotto.speech.room;

import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.log.Trace;
import dev.sotto.schemas.Envelope;
import dev.sotto.schemas.room.Announcement;
import dev.sotto.schemas.room.Occasion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What a full house says is spoken while there is still room to speak it, and kept for the gateways in the log. */
public final class Announcements implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final int RATE_HZ = 8000;

    /** Speaks a sentence: PCM, signed 16-bit little-endian, mono. */
    @FunctionalInterface
    public interface Speaker {
        Mono<ByteBuffer> speak(String sentence, String language, int sampleRateHz);
    }

    private record Sentence(Occasion occasion, String language, String text) {}

    private static final List<Sentence> SENTENCES = List.of(
            new Sentence(
                    Occasion.BUSY, "en", "All our lines are busy at the moment. Please call again in a few minutes."),
            new Sentence(Occasion.WAITING, "en", "All our lines are busy at the moment. Please stay on the line."),
            new Sentence(
                    Occasion.BUSY,
                    "fr",
                    "Toutes nos lignes sont occupées en ce moment. Merci de rappeler dans quelques minutes."),
            new Sentence(
                    Occasion.WAITING, "fr", "Toutes nos lignes sont occupées en ce moment. Merci de rester en ligne."));

    private final StateTable<Announcement> kept;
    private final Speaker voice;
    private volatile Disposable running = Disposables.disposed();

    public Announcements(StateTable<Announcement> kept, Speaker voice) {
        this.kept = kept;
        this.voice = voice;
    }

    @Override
    public void start() {
        running = publish()
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
                        .maxBackoff(Duration.ofMinutes(1))
                        .doBeforeRetry(retry -> LOG.warn(
                                "The announcements for a full house are not there yet: {}",
                                String.valueOf(retry.failure().getMessage()))))
                .subscribe();
    }

    Mono<Void> publish() {
        return kept.caughtUp()
                .thenMany(Flux.fromIterable(SENTENCES))
                .filter(sentence -> !isKept(sentence))
                .concatMap(this::speak, 1)
                .then();
    }

    private boolean isKept(Sentence sentence) {
        Announcement known = kept.get(Announcement.key(sentence.occasion(), sentence.language()));
        return known != null && known.text().equals(sentence.text());
    }

    private Mono<Void> speak(Sentence sentence) {
        return voice.speak(sentence.text(), sentence.language(), RATE_HZ)
                .map(audio -> announcement(sentence, audio))
                .flatMap(made -> kept.put(Announcement.key(made.occasion(), made.language()), made, Trace.start()));
    }

    private static Announcement announcement(Sentence sentence, ByteBuffer audio) {
        return new Announcement(
                Envelope.unique(Topics.VOICE_ANNOUNCEMENTS, "*"),
                sentence.occasion(),
                sentence.language(),
                sentence.text(),
                RATE_HZ,
                audio);
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
