package dev.sotto.orders.api;

import dev.sotto.orders.store.Remembered;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** An answer written out as JSON, to be given to many. */
final class Printed implements Remembered.Sized {

    private final byte[] json;

    /** @param json nobody changes it from now on */
    Printed(byte[] json) {
        this.json = json;
    }

    @Override
    public int bytes() {
        return json.length;
    }

    Mono<ServerResponse> response() {
        return with(ServerResponse.ok());
    }

    Mono<ServerResponse> response(long version) {
        return with(ServerResponse.ok().eTag(Long.toString(version)));
    }

    private Mono<ServerResponse> with(ServerResponse.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_JSON).bodyValue(json);
    }
}
