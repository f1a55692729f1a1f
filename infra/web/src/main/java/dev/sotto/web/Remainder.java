package dev.sotto.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

/** The body of one request: what its reader leaves is read on, up to a size and a time, and dropped. */
final class Remainder {

    private static final long BYTES_AT_MOST = 8 * 1024 * 1024;
    private static final Duration TIME_AT_MOST = Duration.ofSeconds(5);

    private final Flux<DataBuffer> source;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Sinks.One<Boolean> whole = Sinks.one();

    Remainder(Flux<DataBuffer> source) {
        this.source = source;
    }

    /** The body, for its one reader. */
    Flux<DataBuffer> body() {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super DataBuffer> reader) {
                begun.set(true);
                source.subscribe(new Reading(reader));
            }
        };
    }

    /** Comes when nothing more of the body is to be awaited: true if it has been read, or has failed, to its end. */
    Mono<Boolean> readOn() {
        return Mono.defer(() -> {
            if (begun.compareAndSet(false, true)) {
                body().subscribe(new Leaving());
            }
            return whole.asMono().timeout(TIME_AT_MOST, Mono.just(false));
        });
    }

    private static final class Leaving extends BaseSubscriber<DataBuffer> {

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.cancel();
        }
    }

    private final class Reading implements CoreSubscriber<DataBuffer>, Subscription {

        private final CoreSubscriber<? super DataBuffer> reader;
        private Subscription upstream = Operators.emptySubscription();
        private volatile boolean isLeft;
        private long dropped;

        Reading(CoreSubscriber<? super DataBuffer> reader) {
            this.reader = reader;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            reader.onSubscribe(this);
        }

        @Override
        public void request(long pieces) {
            upstream.request(pieces);
        }

        @Override
        public void cancel() {
            isLeft = true;
            upstream.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(DataBuffer piece) {
            if (!isLeft) {
                reader.onNext(piece);
                return;
            }
            dropped += piece.readableByteCount();
            DataBufferUtils.release(piece);
            if (dropped > BYTES_AT_MOST) {
                upstream.cancel();
                whole.tryEmitValue(false);
            }
        }

        @Override
        public void onError(Throwable failed) {
            whole.tryEmitValue(true);
            if (!isLeft) {
                reader.onError(failed);
            }
        }

        @Override
        public void onComplete() {
            whole.tryEmitValue(true);
            if (!isLeft) {
                reader.onComplete();
            }
        }
    }
}
