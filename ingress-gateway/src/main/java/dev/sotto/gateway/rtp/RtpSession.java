package dev.sotto.gateway.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's sound, both ways, on one socket: datagram → is it his? → opened → {@link VoiceReceiver}, and
 * {@link VoiceSender} → protected → datagram. It lives on its media loop and is deaf until something is agreed.
 */
public final class RtpSession extends SimpleChannelInboundHandler<DatagramPacket> implements VoiceLine {

    /** An Ethernet frame: sound that does not fit was not meant for a telephone. */
    static final int MAX_DATAGRAM = 1500;

    private final MediaLoop loop;
    private final ReportSocket reportSocket;
    private final byte[] datagram = new byte[MAX_DATAGRAM];
    private final VoiceReceiver receiver;
    private final VoiceSender sender = new VoiceSender(this::transmit);
    private final LineReports reports;
    private final byte[] report = new byte[MAX_DATAGRAM];
    private Protection protection = Protection.NONE;
    private Consumer<VoiceFrame> listener = nobody -> {};
    private Consumer<String> keyListener = nobody -> {};
    private @Nullable Channel channel;
    private @Nullable RtpAgreement agreement;
    private @Nullable Latch latch;
    private int sampleRateHz = 8000;
    private boolean tuned;
    private long lastHeardNanos = System.nanoTime();
    private long strangers;
    private long unproved;

    RtpSession(MediaLoop loop, ReportSocket reportSocket) {
        this.loop = loop;
        this.reportSocket = reportSocket;
        this.receiver =
                new VoiceReceiver(sampleRateHz, frame -> listener.accept(frame), key -> keyListener.accept(key));
        this.reports = new LineReports(sender, receiver.statistics());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
    }

    /** Where all of this happens. */
    public MediaLoop loop() {
        return loop;
    }

    @Override
    public int sampleRateHz() {
        return sampleRateHz;
    }

    @Override
    public void listen(Consumer<VoiceFrame> heardBy) {
        listener = heardBy;
    }

    /** Who hears which keys the caller presses: one of {@code 0123456789*#ABCD}, once a press. */
    public void listenForKeys(Consumer<String> pressed) {
        keyListener = pressed;
    }

    /** Fixes the rate of the frames; without it the first codec agreed on does. */
    public void tune(int rateHz) {
        if (!tuned) {
            tuned = true;
            sampleRateHz = rateHz;
            receiver.tune(rateHz);
        }
    }

    /** Starts or changes the sound; a caller who moves (re-INVITE with another address) is waited for anew. */
    public void agree(RtpAgreement agreed) {
        tune(agreed.codec().sampleRateHz());
        RtpAgreement before = agreement;
        agreement = agreed;
        lastHeardNanos = System.nanoTime();
        receiver.agree(agreed, sampleRateHz);
        sender.agree(agreed, sampleRateHz);
        reports.clock(agreed.codec().clockRateHz());
        protection = protection.changedTo(agreed.keys());
        Latch open = latch;
        if (before == null
                || open == null
                || !Objects.equals(before.reach().rtp(), agreed.reach().rtp())) {
            latch = new Latch(agreed.reach().rtp(), agreed.reach().sipSource());
        } else if (!before.mayHear() && agreed.mayHear()) {
            latch = open.reopened();
        }
        if (!agreed.reach().muxed()) {
            reportSocket.open(port() + 1, this::reported);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket arrived) {
        Latch from = latch;
        RtpAgreement agreed = agreement;
        int length = copy(arrived.content());
        if (from == null || agreed == null || length == 0) {
            return;
        }
        if (RtpPacket.isRtcp(datagram, length)) {
            reported(datagram, length, arrived.sender());
        } else if (from.excludes(arrived.sender())) {
            strangers++;
        } else {
            arrived(length, arrived.sender(), from, agreed);
        }
    }

    private int copy(ByteBuf content) {
        int length = content.readableBytes();
        if (length > MAX_DATAGRAM) {
            return 0;
        }
        content.getBytes(content.readerIndex(), datagram, 0, length);
        return length;
    }

    private void arrived(int length, InetSocketAddress source, Latch from, RtpAgreement agreed) {
        RtpPacket sealed = RtpPacket.parse(datagram, length);
        if (sealed == null || !agreed.types().isAgreed(sealed.payloadType())) {
            return;
        }
        int opened = protection.open(datagram, length);
        if (opened < 0) {
            unproved++;
            return;
        }
        RtpPacket packet = opened == length ? sealed : RtpPacket.parse(datagram, opened);
        if (packet == null) {
            return;
        }
        if (!from.accepts(source, packet)) {
            strangers++;
            return;
        }
        long now = System.nanoTime();
        lastHeardNanos = now;
        receiver.offer(packet, now);
    }

    private void reported(byte[] bytes, int length, InetSocketAddress source) {
        InetSocketAddress caller = latch == null ? null : latch.destination();
        if (caller == null || !caller.getAddress().equals(source.getAddress())) {
            strangers++;
            return;
        }
        int opened = protection.openReport(bytes, length);
        if (opened < 0) {
            unproved++;
        } else {
            reports.read(bytes, opened, System.nanoTime());
        }
    }

    /** Time passes: holes that are too old are given up, silence is heard, and now and then the line is reported on. */
    public void elapse(long nowNanos) {
        RtpAgreement agreed = agreement;
        if (agreed == null) {
            return;
        }
        if (agreed.isLive()) {
            receiver.elapse(nowNanos);
        }
        if (reports.isDue(nowNanos)) {
            sendReport(nowNanos, false);
        }
    }

    private void sendReport(long nowNanos, boolean goodbye) {
        RtpAgreement agreed = agreement;
        InetSocketAddress to = latch == null || agreed == null ? null : latch.destinationOfReports(agreed.reach());
        if (agreed == null || to == null) {
            return;
        }
        int length = protection.protectReport(report, reports.write(report, nowNanos, goodbye));
        if (agreed.reach().muxed()) {
            write(channel, report, length, to);
        } else {
            write(reportSocket.channel(), report, length, to);
        }
    }

    /**
     * Silence is sent like sound: an unbroken stream keeps the NAT binding open and the phone's jitter buffer filled, so
     * that the first word of a reply is not swallowed.
     */
    @Override
    public void send(@Nullable ByteBuffer pcm) {
        RtpAgreement agreed = agreement;
        if (agreed == null || !agreed.maySend()) {
            sender.pause();
        } else {
            sender.send(pcm);
        }
    }

    private void transmit(byte[] packet, int length) {
        InetSocketAddress to = latch == null ? null : latch.destination();
        if (to != null) {
            write(channel, packet, protection.protect(packet, length), to);
        }
    }

    private void write(@Nullable Channel through, byte[] bytes, int length, InetSocketAddress to) {
        if (through != null) {
            ByteBuf buffer = loop.leaving().lend(through.alloc()).writeBytes(bytes, 0, length);
            var _ = through.writeAndFlush(new DatagramPacket(buffer, to), through.voidPromise());
        }
    }

    /** No more will come; what waited behind a hole comes out now. */
    public void flush() {
        receiver.flush();
    }

    /** What this line has been like so far. */
    public LineQuality quality() {
        return new LineQuality(receiver.statistics(), reports, strangers, unproved);
    }

    /** When anything was last heard from the caller, on the clock of {@link System#nanoTime}. */
    public long lastHeardNanos() {
        return lastHeardNanos;
    }

    /** The number the next frame will have. */
    public long nextSequence() {
        return receiver.nextSequence();
    }

    public int port() {
        return channel == null ? -1 : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    public void close() {
        sendReport(System.nanoTime(), true);
        reportSocket.close();
        if (channel != null) {
            var _ = channel.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // ICMP "port unreachable" arrives as an exception; the media watchdog decides when a caller is gone.
    }
}
