package dev.sotto.gateway.sip.locate;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of names that knows what a test tells it, and remembers what it was asked. */
public final class ScriptedNames implements AutoCloseable {

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, List<ByteBuf>> known = new ConcurrentHashMap<>();
    private final Channel channel;

    public ScriptedNames(EventLoop loop) {
        channel = new Bootstrap()
                .group(loop)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel socket) {
                        socket.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    ScriptedNames service(String domain, int order, int preference, String service, String replacement) {
        ByteBuf content = Unpooled.buffer().writeShort(order).writeShort(preference);
        text(content, "s");
        text(content, service);
        text(content, "");
        return know(domain, DnsRecordType.NAPTR, name(content, replacement));
    }

    public ScriptedNames place(String name, int priority, int weight, int port, String host) {
        ByteBuf content =
                Unpooled.buffer().writeShort(priority).writeShort(weight).writeShort(port);
        return know(name, DnsRecordType.SRV, name(content, host));
    }

    public ScriptedNames host(String name, String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return know(name, bytes.length == 4 ? DnsRecordType.A : DnsRecordType.AAAA, Unpooled.wrappedBuffer(bytes));
    }

    ScriptedNames damaged(String name, DnsRecordType type) {
        return know(name, type, Unpooled.wrappedBuffer(new byte[] {0, 1, 0}));
    }

    private ScriptedNames know(String name, DnsRecordType type, ByteBuf content) {
        known.computeIfAbsent(type.name() + " " + name + ".", _ -> new CopyOnWriteArrayList<>())
                .add(content);
        return this;
    }

    private static void text(ByteBuf into, String text) {
        into.writeByte(text.length()).writeCharSequence(text, StandardCharsets.US_ASCII);
    }

    private static ByteBuf name(ByteBuf into, String name) {
        for (String label : name.split("\\.", -1)) {
            text(into, label);
        }
        return into.writeByte(0);
    }

    private final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            String wanted = question.type().name() + " " + question.name();
            asked.add(wanted);
            DatagramDnsResponse answer = new DatagramDnsResponse(
                    /* sender= */ query.recipient(), /* recipient= */ query.sender(), query.id());
            answer.addRecord(DnsSection.QUESTION, question);
            List<ByteBuf> found = known.getOrDefault(wanted, List.of());
            boolean nowhere = known.keySet().stream().noneMatch(key -> key.endsWith(" " + question.name()));
            answer.setCode(nowhere ? DnsResponseCode.NXDOMAIN : DnsResponseCode.NOERROR);
            for (ByteBuf content : found) {
                answer.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(
                                question.name(), question.type(), DnsRecord.CLASS_IN, 60, content.retainedDuplicate()));
            }
            var _ = context.writeAndFlush(answer);
        }
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
