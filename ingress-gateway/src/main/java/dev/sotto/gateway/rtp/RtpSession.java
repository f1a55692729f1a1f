package dev.sotto.gateway.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One caller's sound, both ways, on one socket. It lives on the event loop and is deaf until something is agreed. */
public final class RtpSession extends SimpleChannelInboundHandler<DatagramPacket> {

    private final RtpStatistics statistics = new RtpStatistics();
    private final JitterBuffer jitter = new JitterBuffer(statistics, new Decoded());
    private final FrameCutter cutter = new FrameCutter(this::heard);
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 15);
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private Consumer<VoiceFrame> listener = nobody -> {};
    private @Nullable Channel channel;
    private @Nullable RtpAgreement agreement;
    private @Nullable Latch latch;
    private long lastHeardNanos = System.nanoTime();
    private long strangers;
    private boolean speaking;

    RtpSession() {}

    /** Who hears the caller. */
    public void listen(Consumer<VoiceFrame> heardBy) {
        listener = heardBy;
    }

    private void heard(VoiceFrame frame) {
        listener.accept(frame);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    /** Starts or changes the sound; a caller who moves (re-INVITE with another address) is waited for anew. */
    public void agree(RtpAgreement agreed) {
        boolean moved = agreement == null || !Objects.equals(agreement.signalled(), agreed.signalled());
        agreement = agreed;
        lastHeardNanos = System.nanoTime();
        if (latch == null || (moved && agreed.maySend())) {
            latch = new Latch(agreed.signalled(), agreed.sipSource());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
        RtpAgreement agreed = agreement;
        Latch from = latch;
        RtpPacket packet = RtpPacket.parse(copyOf(datagram.content()));
        if (agreed == null || from == null || packet == null || !isAgreed(packet, agreed)) {
            return;
        }
        if (!from.accepts(datagram.sender())) {
            strangers++;
            return;
        }
        long now = System.nanoTime();
        lastHeardNanos = now;
        if (packet.payloadType() == agreed.codec().payloadType()) {
            statistics.countReceived(packet, now);
        }
        jitter.offer(packet, now);
    }

    private static ByteBuffer copyOf(ByteBuf content) {
        return ByteBuffer.wrap(ByteBufUtil.getBytes(content));
    }

    private static boolean isAgreed(RtpPacket packet, RtpAgreement agreed) {
        return packet.payloadType() == agreed.codec().payloadType() || packet.payloadType() == agreed.keyTones();
    }

    /** Lets go of holes that are too old to be filled. */
    public void release(long nowNanos) {
        jitter.release(nowNanos);
    }

    /** No more will come; what waited behind a hole comes out now. */
    public void flush() {
        jitter.flush();
    }

    /**
     * Sends 20 ms of PCM16 at 8 kHz, or of silence when there is nothing to say: an unbroken stream keeps the NAT
     * binding open and the phone's jitter buffer filled, so that the first word of a reply is not swallowed.
     */
    public void send(@Nullable ByteBuffer pcm) {
        RtpAgreement agreed = agreement;
        InetSocketAddress to = latch == null ? null : latch.destination();
        timestamp += Codec.FRAME_SAMPLES;
        if (channel == null || agreed == null || to == null || !agreed.maySend()) {
            return;
        }
        boolean marker = pcm != null && !speaking;
        speaking = pcm != null;
        RtpPacket packet = new RtpPacket(
                agreed.codec().payloadType(), marker, sequence, timestamp, ssrc, encode(agreed.codec(), pcm));
        sequence = (sequence + 1) & 0xFFFF;
        var _ = channel.writeAndFlush(
                new DatagramPacket(Unpooled.wrappedBuffer(packet.encode()), to), channel.voidPromise());
    }

    private static ByteBuffer encode(Codec codec, @Nullable ByteBuffer pcm) {
        ByteBuffer codes = ByteBuffer.allocate(Codec.FRAME_SAMPLES);
        ByteBuffer samples = (pcm == null ? ByteBuffer.allocate(0) : pcm.duplicate()).order(ByteOrder.LITTLE_ENDIAN);
        while (codes.hasRemaining()) {
            codes.put(samples.remaining() >= 2 ? codec.encode(samples.getShort()) : codec.silence());
        }
        return codes.flip();
    }

    /** When anything was last heard from the caller, on the clock of {@link System#nanoTime}. */
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    /** The number the next frame will have. */
    public long nextSequence() {
        return cutter.nextSequence();
    }

    public RtpStatistics statistics() {
        return statistics;
    }

    /** Packets from others than our caller. */
    public long strangers() {
        return strangers;
    }

    public int port() {
        return channel == null ? -1 : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    public void close() {
        if (channel != null) {
            var _ = channel.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // ICMP "port unreachable" arrives as an exception; the media watchdog decides when a caller is gone.
    }

    private final class Decoded implements JitterBuffer.Output {

        @Override
        public void packet(RtpPacket packet, int lostBefore) {
            RtpAgreement agreed = agreement;
            if (agreed != null && packet.payloadType() == agreed.codec().payloadType()) {
                cutter.packet(packet.timestamp(), agreed.codec().decode(packet.payload()), lostBefore);
            }
        }

        @Override
        public void sourceChanged() {
            statistics.sourceChanged();
            cutter.sourceChanged();
        }
    }
}
