package dev.sotto.orders.evidence;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the files of a form one after the other: of each no more than a picture may have is ever held, and what comes
 * behind it is read and dropped, so that an endless file fills nothing.
 */
final class Arrivals {

    /** More files than pictures are looked at, so that each is told what is wrong with it; never endlessly many. */
    private static final int MOST_FILES = 20;

    private static final long MOST_BYTES = 64L << 20;

    private final Album album;

    Arrivals(Album album) {
        this.album = album;
    }

    Mono<List<Arrival>> of(Case claim, Flux<PartEvent> form) {
        return within(form)
                .windowUntil(PartEvent::isLast)
                .concatMap(file -> file.switchOnFirst((first, events) -> {
                    boolean chosen = first.get() instanceof FilePartEvent named
                            && !named.filename().isEmpty();
                    return chosen
                            ? one(claim, events)
                            : events.doOnNext(Arrivals::drop).thenMany(Flux.empty());
                }))
                .take(MOST_FILES)
                .collectList()
                // What comes behind the last file, or from a guest who goes away, reaches nobody who would give it
                // back.
                .doOnDiscard(PartEvent.class, Arrivals::drop);
    }

    private Flux<Arrival> one(Case claim, Flux<PartEvent> events) {
        return events.reduceWith(Held::new, Held::with)
                .flatMapMany(held -> held.isTooLarge() ? Mono.just(Arrival.TOO_LARGE) : looked(claim, held.bytes()));
    }

    private Mono<Arrival> looked(Case claim, byte[] bytes) {
        return switch (Picture.in(bytes)) {
            case Picture.Seen(Picture picture) -> album.add(claim, picture);
            case Picture.Refused(Arrival why) -> Mono.just(why);
        };
    }

    private static Flux<PartEvent> within(Flux<PartEvent> form) {
        long[] read = new long[1];
        return form.takeUntil(event -> {
            read[0] += event.content().readableByteCount();
            return read[0] > MOST_BYTES;
        });
    }

    private static void drop(PartEvent event) {
        DataBufferUtils.release(event.content());
    }

    /** What has come of one file. */
    private static final class Held {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean tooLarge;

        Held with(PartEvent event) {
            DataBuffer content = event.content();
            tooLarge |= bytes.size() + content.readableByteCount() > Picture.MOST_BYTES;
            if (!tooLarge) {
                byte[] more = new byte[content.readableByteCount()];
                content.read(more);
                bytes.writeBytes(more);
            }
            DataBufferUtils.release(content);
            return this;
        }

        boolean isTooLarge() {
            return tooLarge;
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
