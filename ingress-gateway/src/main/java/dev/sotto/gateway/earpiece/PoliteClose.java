package dev.sotto.gateway.earpiece;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * A socket that is closed while bytes of the peer are unread is reset, and the reset overtakes the close frame that says
 * why. So closing means: say nothing more, throw away what still comes, and go when the peer goes, or soon.
 */
final class PoliteClose extends ChannelDuplexHandler {

    private static final String NAME = "polite-close";
    private static final int PATIENCE_MILLIS = 1_000;

    private boolean closing;

    static void on(Channel channel) {
        if (channel instanceof DuplexChannel) {
            channel.pipeline().addFirst(NAME, new PoliteClose());
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (closing || !context.channel().isActive() || !(context.channel() instanceof DuplexChannel duplex)) {
            var _ = context.close(promise);
            return;
        }
        closing = true;
        var _ = duplex.shutdownOutput();
        context.read();
        var closeNow =
                context.executor().schedule(() -> goNow(context, promise), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> closeNow.cancel(false));
    }

    private static void goNow(ChannelHandlerContext context, ChannelPromise promise) {
        var _ = context.close(promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (closing) {
            context.read();
        } else {
            context.fireChannelReadComplete();
        }
    }
}
