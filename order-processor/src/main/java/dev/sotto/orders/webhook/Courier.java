package dev.sotto.orders.webhook;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Takes a letter where it belongs, and nowhere else: a receiver that points to another is not followed. */
final class Courier {

    private static final int GONE = 410;

    private final Destination destination;
    private final Duration patience;
    private final Clock clock;

    Courier(Destination destination, Duration patience, Clock clock) {
        this.destination = destination;
        this.patience = patience;
        this.clock = clock;
    }

    /** Never with an error. */
    Mono<Outcome> deliver(Letter letter) {
        return Mono.fromCallable(
                        () -> destination.resolve(destination.read(letter.url().toString())))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(address -> send(letter, address))
                .timeout(patience, Mono.fromSupplier(() -> new Outcome.Failed("no answer in time")))
                .onErrorResume(Courier::failed);
    }

    private Mono<Outcome> send(Letter letter, InetSocketAddress address) {
        long now = clock.instant().getEpochSecond();
        URI url = letter.url();
        HttpClient plain = HttpClient.create(ConnectionProvider.newConnection())
                .remoteAddress(() -> address)
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .responseTimeout(patience)
                .headers(headers -> headers.set(HttpHeaderNames.HOST, url.getRawAuthority())
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set(HttpHeaderNames.USER_AGENT, "sotto-webhooks/1")
                        .set("webhook-id", letter.eventId())
                        .set("webhook-timestamp", Long.toString(now))
                        .set("webhook-signature", Signature.of(letter.secret(), letter.eventId(), now, letter.body())));
        HttpClient client = url.getScheme().equalsIgnoreCase("https") ? plain.secure() : plain;
        // What a receiver says beside its status interests nobody, and may be endless.
        return client.post()
                .uri(target(url))
                .send(ByteBufMono.fromString(Mono.just(letter.body())))
                .responseSingle(
                        (answer, body) -> Mono.just(outcome(answer.status().code())));
    }

    private static String target(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered(status);
        }
        if (status == GONE) {
            return new Outcome.Unwanted("It answered 410 Gone.");
        }
        return new Outcome.Failed(
                status >= 300 && status < 400
                        ? "It answered " + status + ", and redirects are not followed."
                        : "It answered " + status + ".");
    }

    private static Mono<Outcome> failed(Throwable error) {
        return Mono.just(
                error instanceof Destination.Refused refused
                        ? new Outcome.Failed(String.valueOf(refused.getMessage()))
                        : new Outcome.Failed(
                                "It cannot be reached (" + error.getClass().getSimpleName() + ")."));
    }
}
