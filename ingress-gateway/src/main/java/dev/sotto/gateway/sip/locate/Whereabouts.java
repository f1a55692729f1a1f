package dev.sotto.gateway.sip.locate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sockets.Sockets;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A carrier is a name behind which stand several servers, some of which are away: RFC 3263 finds them, in the order in
 * which they want to be tried, and who did not answer is tried last for a while. Nothing here blocks; the servers of
 * names are asked on the event loop.
 */
public final class Whereabouts implements AutoCloseable {

    /** Long enough not to run into the same wall with every renewal, short enough to come back after a restart. */
    private static final Duration PASSED_OVER = Duration.ofMinutes(1);

    private static final int PASSED_OVER_AT_MOST = 1_000;
    private static final Duration QUERY_PATIENCE = Duration.ofSeconds(2);
    private static final int NAMES_AT_ONCE = 4;

    private final DnsNameResolver names;
    private final RandomGenerator random;
    private final Cache<Hop, Boolean> silent = Caffeine.newBuilder()
            .maximumSize(PASSED_OVER_AT_MOST)
            .expireAfterWrite(PASSED_OVER)
            .build();

    /** @param servers who is asked; null asks whom this machine asks */
    public Whereabouts(Sockets sockets, @Nullable DnsServerAddressStreamProvider servers, RandomGenerator random) {
        DnsNameResolverBuilder builder = new DnsNameResolverBuilder(sockets.loop())
                .datagramChannelType(sockets.datagram())
                .socketChannelType(sockets.client())
                .queryTimeoutMillis(QUERY_PATIENCE.toMillis());
        this.names = (servers == null ? builder : builder.nameServerProvider(servers)).build();
        this.random = random;
    }

    /** All places, best first; fails with a sentence when there is none. */
    public Mono<List<Hop>> all(Target target) {
        return find(target)
                .distinct()
                .collectList()
                .flatMap(hops -> hops.isEmpty()
                        ? Mono.error(new IllegalStateException("there is no address for " + target.host()))
                        : Mono.just(hops))
                .map(this::silentLast);
    }

    /** Nothing came from there: others of its kind are tried first for a while. */
    public void passOver(Hop hop) {
        silent.put(plain(hop), true);
    }

    public boolean isPassedOver(Hop hop) {
        return silent.getIfPresent(plain(hop)) != null;
    }

    private static Hop plain(Hop hop) {
        return new Hop(hop.protocol(), hop.address());
    }

    private List<Hop> silentLast(List<Hop> hops) {
        return hops.stream().sorted(Comparator.comparing(this::isPassedOver)).toList();
    }

    private Flux<Hop> find(Target target) {
        Protocol named = target.protocol();
        Protocol usual = named == null ? Protocol.UDP : named;
        boolean literal = NetUtil.isValidIpV4Address(target.host()) || NetUtil.isValidIpV6Address(target.host());
        if (literal || target.namesPort()) {
            int port = target.namesPort() ? target.port() : usual.defaultPort();
            return addresses(target.host(), target.host(), port, usual);
        }
        Flux<Hop> told = named == null ? services(target.host()) : places("_" + label(named), target.host(), named);
        return told.switchIfEmpty(addresses(target.host(), target.host(), usual.defaultPort(), usual));
    }

    /** By the protocols the domain prefers, or by whatever it tells where it is (RFC 3263 §4.1). */
    private Flux<Hop> services(String domain) {
        return records(domain, DnsRecordType.NAPTR, Service::read)
                .sort(Comparator.comparingInt(Service::order).thenComparingInt(Service::preference))
                .concatMap(service -> placesAt(service.replacement(), domain, service.protocol()), NAMES_AT_ONCE)
                .switchIfEmpty(Flux.just(Protocol.UDP, Protocol.TCP, Protocol.TLS)
                        .concatMap(any -> places("_" + label(any), domain, any), NAMES_AT_ONCE));
    }

    private static String label(Protocol protocol) {
        return switch (protocol) {
            case UDP -> "sip._udp.";
            case TCP -> "sip._tcp.";
            case TLS -> "sips._tcp.";
        };
    }

    private Flux<Hop> places(String prefix, String domain, Protocol protocol) {
        return placesAt(prefix + domain, domain, protocol);
    }

    private Flux<Hop> placesAt(String name, String domain, Protocol protocol) {
        return records(name, DnsRecordType.SRV, Place::read)
                .collectList()
                .flatMapIterable(places -> Place.inTurn(places, random))
                .concatMap(place -> addresses(place.host(), domain, place.port(), protocol), NAMES_AT_ONCE);
    }

    /** The certificate of a server is that of the domain that was asked for, not of the host it led to (RFC 5922 §4). */
    private Flux<Hop> addresses(String host, String domain, int port, Protocol protocol) {
        return ask(() -> names.resolveAll(host))
                .onErrorReturn(UnknownHostException.class, List.of())
                .flatMapIterable(Function.identity())
                .map(address -> new Hop(protocol, new InetSocketAddress(named(domain, address), port)));
    }

    private static InetAddress named(String domain, InetAddress address) {
        try {
            return InetAddress.getByAddress(domain, address.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has an impossible length", impossible);
        }
    }

    /** No answer, no such name and an unreadable answer are all the same here: the next way is tried. */
    private <R> Flux<R> records(String name, DnsRecordType type, Function<ByteBuf, @Nullable R> read) {
        String whole = name.endsWith(".") ? name : name + ".";
        return ask(() -> names.resolveAll(new DefaultDnsQuestion(whole, type)))
                .map(found -> read(found, type, read))
                .onErrorReturn(UnknownHostException.class, List.of())
                .onErrorReturn(IndexOutOfBoundsException.class, List.of())
                .flatMapIterable(Function.identity());
    }

    private static <R> List<R> read(List<DnsRecord> found, DnsRecordType type, Function<ByteBuf, @Nullable R> read) {
        List<R> understood = new ArrayList<>();
        try {
            for (DnsRecord record : found) {
                R one = record.type().equals(type) && record instanceof DnsRawRecord raw
                        ? read.apply(raw.content())
                        : null;
                if (one != null) {
                    understood.add(one);
                }
            }
        } finally {
            found.forEach(ReferenceCountUtil::release);
        }
        return understood;
    }

    private static <T> Mono<T> ask(Supplier<Future<T>> question) {
        return Mono.create(answer -> question.get().addListener((Future<T> done) -> {
            if (done.isSuccess()) {
                answer.success(done.getNow());
            } else {
                answer.error(done.cause());
            }
        }));
    }

    @Override
    public void close() {
        names.close();
    }
}
