package dev.sotto.gateway.tokens;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where an issuer's JWK set is read, each time anew. */
@FunctionalInterface
interface KeySource {

    /** An issuer has a handful of keys of a kilobyte; more is not a key set. */
    int MAX_BYTES = 256 * 1024;

    Duration PATIENCE = Duration.ofSeconds(3);

    Mono<String> read();

    static KeySource at(String place) {
        if (place.startsWith("https://") || place.startsWith("http://")) {
            return address(URI.create(place));
        }
        Path file = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
        return () -> Mono.fromCallable(() -> file(file)).subscribeOn(Schedulers.boundedElastic());
    }

    private static String file(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than a key set");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Redirects are not followed: the configured address is whom we trust. */
    private static KeySource address(URI address) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        var limited = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), MAX_BYTES);
        return () -> Mono.fromCompletionStage(() -> http.sendAsync(request, limited))
                .flatMap(answer -> answer.statusCode() == 200
                        ? Mono.just(answer.body())
                        : Mono.error(new IOException(address + " answered " + answer.statusCode())));
    }
}
