package dev.sotto.gateway.earpiece;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Whoever opens a connection and then says his request a byte at a time holds a socket for nothing. The head of the first
 * request must be there within seconds, that of the next within a minute of the last answer; a WebSocket has its own
 * heartbeats.
 */
public final class HandshakeDeadline extends ChannelDuplexHandler {

    private static final Duration NEXT = Duration.ofMinutes(1);

    private final Duration first;
    private final Runnable onSlow;
    private @Nullable ScheduledFuture<?> due;

    private HandshakeDeadline(Duration first, Runnable onSlow) {
        this.first = first;
        this.onSlow = onSlow;
    }

    /** Watches a connection of the HTTP server; {@code onSlow} hears of each that is closed for it. */
    public static void on(Channel channel, Duration first, Runnable onSlow) {
        if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
            channel.pipeline()
                    .addBefore(
                            NettyPipeline.HttpTrafficHandler,
                            "handshake-deadline",
                            new HandshakeDeadline(first, onSlow));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        within(first, context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        inTime();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inTime();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            inTime();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        var _ = context.write(message, promise);
        if (message instanceof HttpResponse answer && answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            inTime();
        } else if (message instanceof LastHttpContent) {
            within(NEXT, context);
        }
    }

    private void within(Duration limit, ChannelHandlerContext context) {
        inTime();
        due = context.executor().schedule(() -> slow(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void inTime() {
        ScheduledFuture<?> running = due;
        due = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void slow(ChannelHandlerContext context) {
        onSlow.run();
        var _ = context.close();
    }
}
