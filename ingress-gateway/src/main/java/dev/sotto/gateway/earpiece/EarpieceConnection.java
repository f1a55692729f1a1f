package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.call.Exchange;
import dev.sotto.gateway.tokens.Refusal;
import dev.sotto.gateway.tokens.TokenVerifier;
import dev.sotto.gateway.tokens.Verdict;
import dev.sotto.gateway.tokens.VerifiedToken;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * One WebSocket of a device. What comes in is worked on one message at a time: while a frame is on its way to the log
 * the socket is not read, and the device's own buffer fills.
 */
final class EarpieceConnection implements EarpieceSession.Outlet {

    /** Messages read ahead of the one being worked on: 320 ms of sound. */
    private static final int READ_AHEAD = 16;

    /** Ten seconds of our voice and the acknowledgements beside it; a device that reads nothing for so long is gone. */
    private static final int MAX_UNREAD = 1024;

    private final VerifiedToken token;
    private final EarpieceDevice device;
    private final WebSocketSession socket;
    private final EarpieceSessions sessions;
    private final Exchange exchange;
    private final JsonMapper json;
    private final Sinks.Many<Outgoing> toDevice =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_UNREAD));
    private final Sinks.One<CloseStatus> closing = Sinks.one();
    private @Nullable EarpieceSession session;
    private boolean shut;

    EarpieceConnection(
            VerifiedToken token,
            WebSocketSession socket,
            EarpieceSessions sessions,
            Exchange exchange,
            JsonMapper json) {
        this.token = token;
        this.device = new EarpieceDevice(token.deviceId(), token.restaurantId());
        this.socket = socket;
        this.sessions = sessions;
        this.exchange = exchange;
        this.json = json;
    }

    /** Completes when the connection is closed, by either side. */
    Mono<Void> run() {
        // The inbound is never cancelled: the server would answer that with a close of its own, without our reason.
        Mono<Void> heard = socket.receive()
                .map(message -> Incoming.read(message, json))
                .publishOn(exchange.onLoop(), READ_AHEAD)
                .concatMap(this::received, READ_AHEAD)
                .doOnNext(this::close)
                .then()
                .doFinally(signal -> letGo());
        Mono<Void> spoken = socket.send(toDevice.asFlux().map(message -> message.write(socket, json)));
        Mono<Void> closed = closing.asMono().flatMap(socket::close);
        return Mono.when(heard, spoken, closed);
    }

    private void letGo() {
        closing.tryEmitEmpty();
        toDevice.tryEmitComplete();
        exchange.loop().execute(this::detach);
    }

    /** Emits why the connection must close, nothing when all is well. */
    private Mono<CloseStatus> received(Incoming message) {
        EarpieceSession started = session;
        if (shut) {
            return Mono.empty();
        }
        return switch (message) {
            case Incoming.Bad(String why) -> Mono.just(Closing.bad(why));
            case Incoming.Start start -> start(start);
            case Incoming.Audio audio -> started == null ? Mono.just(Closing.NOT_STARTED) : started.heard(audio);
            case Incoming.Stop _ -> started == null ? Mono.just(Closing.NOT_STARTED) : started.stop();
        };
    }

    private Mono<CloseStatus> start(Incoming.Start start) {
        detach();
        return sessions.open(device, start)
                .flatMap(opened -> {
                    session = opened;
                    return opened.attach(this).then(Mono.<CloseStatus>empty());
                })
                .switchIfEmpty(Mono.defer(() -> session == null ? Mono.just(Closing.BUSY) : Mono.empty()))
                .onErrorReturn(Closing.LOG_UNREACHABLE);
    }

    /** Asked when something was revoked and whenever time has passed. */
    void closeIfNoLongerGood(TokenVerifier tokens) {
        if (tokens.stillGood(new Verdict.Accepted(token)) instanceof Verdict.Refused(Refusal reason)) {
            exchange.loop().execute(() -> close(Closing.noLongerGood(reason)));
        }
    }

    private void detach() {
        EarpieceSession attached = session;
        session = null;
        if (attached != null) {
            attached.detach(this);
        }
    }

    @Override
    public void send(Outgoing message) {
        if (toDevice.tryEmitNext(message) == Sinks.EmitResult.FAIL_OVERFLOW) {
            close(Closing.NOT_READING);
        }
    }

    @Override
    public void close(CloseStatus why) {
        shut = true;
        closing.tryEmitValue(why);
    }
}
