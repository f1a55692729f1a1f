package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.earpiece.notice.NoticeReader;
import dev.sotto.gateway.earpiece.notice.Posted;
import dev.sotto.gateway.earpiece.protocol.Assembly;
import dev.sotto.gateway.earpiece.protocol.Closing;
import dev.sotto.gateway.earpiece.protocol.Heartbeat;
import dev.sotto.gateway.earpiece.protocol.Incoming;
import dev.sotto.gateway.earpiece.protocol.Outgoing;
import dev.sotto.gateway.earpiece.protocol.Sound;
import dev.sotto.gateway.earpiece.session.EarpieceDevice;
import dev.sotto.gateway.earpiece.session.EarpieceSession;
import dev.sotto.gateway.earpiece.session.Opened;
import dev.sotto.gateway.earpiece.session.Outlet;
import dev.sotto.gateway.tokens.VerifiedToken;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import tools.jackson.databind.json.JsonMapper;

/**
 * One WebSocket of a device. Messages are put together and decoded where they arrive, then worked on one at a time on the
 * event loop of the calls: while the log does not take what was said, the socket is not read, and the device's own buffer
 * fills.
 */
final class EarpieceConnection implements Outlet, NoticeReader {

    /** Messages read ahead of the one being worked on: 320 ms of sound. */
    private static final int READ_AHEAD = 16;

    private final VerifiedToken token;
    private final EarpieceDevice device;
    private final Line line;
    private final EarpieceDesk desk;
    private final JsonMapper json;
    private final Heartbeat heartbeat;
    private final Quota quota;
    private final Assembly assembly = new Assembly();
    private @Nullable OpusVoice opus;
    private @Nullable EarpieceSession session;
    private boolean over;
    private volatile boolean greeted;
    private volatile String language = "";

    EarpieceConnection(VerifiedToken token, Line line, EarpieceDesk desk, JsonMapper json, Duration firstBeat) {
        this.token = token;
        this.device = new EarpieceDevice(token.deviceId(), token.restaurantId());
        this.line = line;
        this.desk = desk;
        this.json = json;
        this.heartbeat = new Heartbeat(firstBeat, System.nanoTime());
        this.quota = new Quota(System.nanoTime());
    }

    VerifiedToken token() {
        return token;
    }

    /** Completes when the device has gone or was closed on. */
    Mono<Void> run(Flux<WebSocketFrame> frames) {
        desk.notices().add(this);
        return frames.<Incoming>handle(this::read)
                .publishOn(desk.exchange().onLoop(), READ_AHEAD)
                .concatMap(this::received, READ_AHEAD)
                .doOnNext(this::close)
                .then()
                .doFinally(signal -> letGo());
    }

    private void letGo() {
        desk.notices().remove(this);
        desk.exchange().loop().execute(this::detach);
    }

    /** On the socket's own loop. */
    private void read(WebSocketFrame frame, SynchronousSink<Incoming> next) {
        synchronized (heartbeat) {
            heartbeat.heard(System.nanoTime());
        }
        if (line.isClosing() || frame instanceof PongWebSocketFrame) {
            return;
        }
        if (frame.rsv() != 0) {
            // RFC 6455 §5.2: these bits belong to extensions, and none was agreed on.
            line.close(Closing.NO_WEBSOCKET);
            return;
        }
        if (frame instanceof PingWebSocketFrame) {
            if (mayControl()) {
                line.write(new PongWebSocketFrame(frame.content().retain()));
            }
            return;
        }
        boolean text = frame instanceof TextWebSocketFrame;
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        switch (assembly.piece(text, frame.isFinalFragment(), bytes)) {
            case Assembly.Step.More() -> {
                if (frame instanceof ContinuationWebSocketFrame && bytes.length == 0) {
                    mayControl();
                }
            }
            case Assembly.Step.Refused(Closing why) -> line.close(why);
            case Assembly.Step.Whole(boolean isText, ByteBuffer whole) -> {
                if (!isText) {
                    next.next(sound(Incoming.binary(whole)));
                } else if (mayControl()) {
                    next.next(Incoming.text(whole, json));
                }
            }
        }
    }

    private boolean mayControl() {
        boolean may = quota.take(System.nanoTime());
        if (!may) {
            line.close(Closing.FLOOD);
        }
        return may;
    }

    /** Whatever it came as, it goes on as PCM. */
    private Incoming sound(Incoming message) {
        if (!(message instanceof Incoming.Audio(long sequence, Sound sound, ByteBuffer payload))
                || sound == Sound.PCM16) {
            return message;
        }
        OpusVoice decoder = opus;
        if (decoder == null) {
            decoder = new OpusVoice();
            opus = decoder;
        }
        ByteBuffer pcm = decoder.decode(payload);
        return pcm == null
                ? new Incoming.Bad("frame " + sequence + " is no Opus packet of 20 ms")
                : new Incoming.Audio(sequence, Sound.PCM16, pcm);
    }

    /** Emits why the connection must close, nothing when all is well. */
    private Mono<Closing> received(Incoming message) {
        if (line.isClosing()) {
            return Mono.empty();
        }
        EarpieceSession started = session;
        return switch (message) {
            case Incoming.Bad(String why) -> Mono.just(Closing.bad(why));
            case Incoming.NoText() -> Mono.just(Closing.NO_TEXT);
            case Incoming.Beat() -> Mono.empty();
            case Incoming.Hello hello -> greet(hello);
            case Incoming.Start start -> start(start);
            case Incoming.Audio audio ->
                started == null ? Mono.just(notStarted()) : started.heard(audio.sequence(), audio.payload());
            case Incoming.Stop() -> started == null ? Mono.just(notStarted()) : started.stop();
        };
    }

    private Closing notStarted() {
        return over ? Closing.OVER : Closing.NOT_STARTED;
    }

    private Mono<Closing> greet(Incoming.Hello hello) {
        RestaurantConfig restaurant = desk.restaurants().apply(device.restaurantId());
        String own = restaurant == null ? "en" : restaurant.language();
        String name = restaurant == null ? device.restaurantId() : restaurant.name();
        language = hello.language() == null ? own : hello.language();
        greeted = true;
        send(new Outgoing.Welcome(
                device.deviceId(),
                device.restaurantId(),
                name,
                own,
                System.currentTimeMillis(),
                desk.soldOut().of(device.restaurantId())));
        send(new Outgoing.Beat(within()));
        if (hello.since() >= 0) {
            desk.notices().since(this, hello.since()).forEach(this::tell);
        }
        return Mono.empty();
    }

    private Mono<Closing> start(Incoming.Start start) {
        detach();
        over = false;
        if (start.language() != null) {
            language = start.language();
        }
        line.voice(start.voice());
        return desk.sessions().open(device, start, this).flatMap(this::opened).onErrorReturn(Closing.LOG_UNREACHABLE);
    }

    private Mono<Closing> opened(Opened opened) {
        return switch (opened) {
            case Opened.Busy() -> Mono.just(Closing.BUSY);
            case Opened.Ready(EarpieceSession ready) -> {
                session = ready;
                yield Mono.empty();
            }
            case Opened.Over(String id, String reason) -> {
                over = true;
                send(new Outgoing.Ended(id, reason));
                yield Mono.empty();
            }
        };
    }

    private void detach() {
        EarpieceSession attached = session;
        session = null;
        if (attached != null) {
            attached.detach(this);
        }
    }

    /** Once a second, on any thread. */
    void beat(long nowNanos) {
        Heartbeat.Due due;
        synchronized (heartbeat) {
            due = heartbeat.beat(nowNanos);
        }
        switch (due) {
            case NOTHING -> {}
            case GIVE_UP -> close(Closing.SILENT);
            case ASK -> {
                if (greeted) {
                    send(new Outgoing.Beat(within()));
                } else {
                    line.ping();
                }
            }
        }
    }

    private long within() {
        synchronized (heartbeat) {
            return heartbeat.within().toMillis();
        }
    }

    /** How often to ask this device when it comes back. */
    Duration nextBeat() {
        synchronized (heartbeat) {
            return heartbeat.afterACut();
        }
    }

    @Override
    public String deviceId() {
        return device.deviceId();
    }

    @Override
    public String restaurantId() {
        return device.restaurantId();
    }

    @Override
    public void tell(Posted notice) {
        RestaurantConfig restaurant = desk.restaurants().apply(device.restaurantId());
        String own = restaurant == null ? "en" : restaurant.language();
        send(notice.in(language.isEmpty() ? own : language));
    }

    @Override
    public void send(Outgoing message) {
        line.send(message);
    }

    @Override
    public void close(Closing why) {
        line.close(why);
    }
}
