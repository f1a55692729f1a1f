package dev.sotto.gateway.earpiece;

import dev.sotto.gateway.earpiece.protocol.Closing;
import dev.sotto.gateway.earpiece.protocol.Outgoing;
import dev.sotto.gateway.earpiece.protocol.Sound;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.websocket.WebsocketOutbound;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way out to one device. What it does not read waits here in bytes that are counted: a device that lets too much wait
 * is cut, and one that does not even read that it is cut loses its socket. Thread-safe.
 */
final class Line {

    /** Six seconds of our voice in PCM; a radio network that stalls for longer has lost the line. */
    static final int MOST_UNREAD_BYTES = 256 * 1024;

    /** What a message costs us while it waits, beside its bytes: without it thousands of tiny ones would count nothing. */
    private static final int COST_OF_A_MESSAGE = 256;

    /** A close frame that was not read within this time will not be. */
    private static final int CLOSE_SECONDS = 2;

    private final Channel channel;
    private final WebsocketOutbound out;
    private final EarpieceMeters meters;
    private final JsonMapper json;
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Sound voice = Sound.PCM16;
    private @Nullable OpusVoice opus;

    Line(Channel channel, WebsocketOutbound out, EarpieceMeters meters, JsonMapper json) {
        this.channel = channel;
        this.out = out;
        this.meters = meters;
        this.json = json;
    }

    /** How the device wants to hear us from now on. */
    void voice(Sound wanted) {
        voice = wanted;
    }

    boolean isClosing() {
        return closing.get();
    }

    void send(Outgoing message) {
        if (closing.get()) {
            return;
        }
        if (message instanceof Outgoing.Voice(long number, Sound _, var pcm) && voice == Sound.OPUS) {
            // Encoding takes a quarter of a millisecond, which is the device's own loop's to spend.
            channel.eventLoop()
                    .execute(() -> write(
                            new Outgoing.Voice(number, Sound.OPUS, encoder().encode(pcm))));
        } else {
            write(message);
        }
    }

    private OpusVoice encoder() {
        OpusVoice encoder = opus;
        if (encoder == null) {
            encoder = new OpusVoice();
            opus = encoder;
        }
        return encoder;
    }

    private void write(Outgoing message) {
        write(
                switch (message.write(json)) {
                    case Outgoing.Wire.Text(String text) -> new TextWebSocketFrame(text);
                    case Outgoing.Wire.Binary(var bytes) -> new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes));
                });
    }

    void ping() {
        write(new PingWebSocketFrame());
    }

    void write(WebSocketFrame frame) {
        int bytes = frame.content().readableBytes() + COST_OF_A_MESSAGE;
        if (unread.addAndGet(bytes) > MOST_UNREAD_BYTES) {
            unread.addAndGet(-bytes);
            frame.release();
            close(Closing.NOT_READING);
            return;
        }
        channel.writeAndFlush(frame).addListener(sent -> unread.addAndGet(-bytes));
    }

    void close(Closing why) {
        if (closing.compareAndSet(false, true)) {
            meters.closed(why);
            var _ = out.sendClose(why.code(), why.reason()).subscribe(none -> {}, failure -> hangUp());
            var _ = channel.eventLoop().schedule(this::hangUp, CLOSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Without another word: what the device has not read by now it never will. */
    private void hangUp() {
        var _ = channel.close();
    }
}
