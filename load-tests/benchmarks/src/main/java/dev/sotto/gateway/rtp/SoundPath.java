package dev.sotto.gateway.rtp;

import dev.sotto.gateway.call.log.CallIdentity;
import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.log.Topics;
import dev.sotto.schemas.RecordCodec;
import dev.sotto.schemas.audio.AudioFrames;
import dev.sotto.schemas.audio.AudioSource;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What a packet of sound costs the thread that carries it, there and back, beside a bare Netty echo at the same packet
 * rate: the echo sends each packet back as it came; the sound is ordered, decoded, cut into frames, and our own encoded
 * and sent at its own beat. Processor time of the carrying thread alone, kernel included; the other end has a thread of
 * its own. Run by {@code ./sotto bench sound [lines] [seconds]}.
 */
public final class SoundPath {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int FIRST_PORT = 22_000;
    private static final int PACKET_BYTES = 172;

    private final int lines;
    private final Duration length;
    private final OtherEnd otherEnd;

    /** Each carrier has ports of its own: the one before may not have let go of its. */
    private int nextPort = FIRST_PORT;

    private SoundPath(int lines, Duration length) throws IOException {
        this.lines = lines;
        this.length = length;
        this.otherEnd = new OtherEnd(new InetSocketAddress(HERE, 0));
    }

    /** What carried the packets, and how to take it down. */
    private record Carrier(EventLoop thread, MultiThreadIoEventLoopGroup group, List<Integer> ports) {}

    private Carrier carrier(List<Integer> ports) {
        MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        return new Carrier(group.next(), group, ports);
    }

    private Carrier echo() {
        Carrier carrier = carrier(new ArrayList<>());
        for (int i = 0; i < lines; i++) {
            int port = nextPort;
            nextPort += 2;
            new Bootstrap()
                    .group(carrier.thread())
                    .channel(EpollDatagramChannel.class)
                    .handler(new Echo())
                    .bind(new InetSocketAddress(HERE, port))
                    .syncUninterruptibly();
            carrier.ports().add(port);
        }
        return carrier;
    }

    private static final class Echo extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            var _ = context.writeAndFlush(
                    new DatagramPacket(packet.content().retain(), packet.sender()), context.voidPromise());
        }
    }

    private Carrier sound(Codec codec, Consumer<VoiceFrame> heard) {
        Carrier carrier = carrier(new ArrayList<>());
        MediaLoop loop = MediaLoop.on(carrier.thread());
        RtpPorts ports = new RtpPorts(List.of(loop), HERE.getHostAddress(), nextPort, nextPort + 2 * lines - 2);
        nextPort += 2 * lines;
        ByteBuffer voice = voice(codec.sampleRateHz());
        for (int i = 0; i < lines; i++) {
            RtpSession session =
                    ports.open().blockOptional(Duration.ofSeconds(5)).orElseThrow();
            carrier.ports().add(session.port());
            carrier.thread().execute(() -> {
                session.agree(agreement(codec));
                session.listen(heard);
                loop.clock().add(now -> {
                    session.elapse(now);
                    session.send(voice);
                });
            });
        }
        return carrier;
    }

    private RtpAgreement agreement(Codec codec) {
        int type = codec.payloadType();
        return new RtpAgreement(
                codec,
                new RtpAgreement.PayloadTypes(type, type, 101, -1),
                VoiceFrame.MILLIS,
                new RtpAgreement.Reach(otherEnd.address(), null, true, HERE),
                true,
                true,
                null);
    }

    private static ByteBuffer voice(int rateHz) {
        int samples = VoiceFrame.samples(rateHz);
        ByteBuffer pcm = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            pcm.putShort((short) (8000 * Math.sin(0.3 * i)));
        }
        return pcm.flip();
    }

    /** Microseconds of the carrying thread for a packet in and a packet out. */
    private double measured(Carrier carrier) throws InterruptedException, ExecutionException, IOException {
        long thread =
                carrier.thread().submit(() -> Thread.currentThread().threadId()).get();
        otherEnd.send(carrier.ports(), PACKET_BYTES, length.dividedBy(2));
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getThreadCpuTime(thread);
        long sent = otherEnd.send(carrier.ports(), PACKET_BYTES, length);
        long spent = threads.getThreadCpuTime(thread) - before;
        carrier.group().shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        return spent / 1000.0 / sent;
    }

    private void run() throws InterruptedException, ExecutionException, IOException {
        RecordCodec<AudioFrames> bytes = new RecordCodec<>(Topics.AUDIO_FRAMES);
        CallIdentity identity = CallIdentity.fresh("harbour-grill", AudioSource.PHONE, 8000);
        for (int round = 1; round <= 3; round++) {
            double echo = measured(echo());
            double sound = measured(sound(Codec.PCMU, frame -> {}));
            double toLog = measured(sound(
                    Codec.PCMU,
                    frame ->
                            bytes.encode(identity.frame(frame.sequence(), frame.lostBefore(), false, 1, frame.pcm()))));
            double wide = measured(sound(Codec.G722, frame -> {}));
            System.out.printf(
                    Locale.ROOT,
                    "round %d, %d lines at 50 packets a second each way, µs a packet in and out:"
                            + " echo %.2f | PCMU %.2f (%.2f x) | PCMU with the log's bytes %.2f (%.2f x) | G.722 %.2f (%.2f x)%n",
                    round,
                    lines,
                    echo,
                    sound,
                    sound / echo,
                    toLog,
                    toLog / echo,
                    wide,
                    wide / echo);
        }
    }

    /** @param arguments how many lines, and for how many seconds each is measured */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException, IOException {
        int lines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        new SoundPath(lines, Duration.ofSeconds(seconds)).run();
        System.exit(0);
    }
}
