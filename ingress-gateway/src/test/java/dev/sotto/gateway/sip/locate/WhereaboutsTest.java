package dev.sotto.gateway.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Protocol;
import dev.sotto.gateway.sockets.Sockets;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of RFC 3263 against a server of names. */
class WhereaboutsTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ScriptedNames names = new ScriptedNames(loops.next());
    private final Whereabouts whereabouts = new Whereabouts(
            Sockets.on(loops.next()), new SingletonDnsServerAddressStreamProvider(names.address()), new Random(7));

    @AfterEach
    void close() {
        whereabouts.close();
        names.close();
        loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private List<String> find(String host, int port, @Nullable Protocol protocol) {
        List<Hop> hops = whereabouts.all(new Target(host, port, protocol)).block(Duration.ofSeconds(20));
        return Objects.requireNonNull(hops).stream().map(Hop::toString).toList();
    }

    @Test
    void aDomainSaysByWhatItWantsToBeReachedAndWhere() {
        names.service("carrier.example", 20, 1, "SIP+D2U", "_sip._udp.carrier.example")
                .service("carrier.example", 10, 1, "SIPS+D2T", "_sips._tcp.carrier.example")
                .service("carrier.example", 5, 1, "E2U+mail", "mail.carrier.example")
                .place("_sips._tcp.carrier.example", 1, 0, 5071, "a.carrier.example")
                .place("_sip._udp.carrier.example", 1, 0, 5070, "a.carrier.example")
                .host("a.carrier.example", "192.0.2.1");

        assertThat(find("carrier.example", -1, null)).containsExactly("TLS 192.0.2.1:5071", "UDP 192.0.2.1:5070");
    }

    @Test
    void aProtocolThatIsNamedNeedsNoAsking() {
        names.service("carrier.example", 1, 1, "SIP+D2U", "_sip._udp.carrier.example")
                .place("_sip._tcp.carrier.example", 2, 0, 5060, "second.carrier.example")
                .place("_sip._tcp.carrier.example", 1, 0, 5080, "first.carrier.example")
                .host("first.carrier.example", "192.0.2.1")
                .host("second.carrier.example", "2001:db8::2");

        assertThat(find("carrier.example", -1, Protocol.TCP))
                .containsExactly("TCP 192.0.2.1:5080", "TCP 2001:db8:0:0:0:0:0:2:5060");
        assertThat(names.asked).noneMatch(asked -> asked.startsWith("NAPTR"));
    }

    @Test
    void aPortThatIsNamedLeadsStraightToTheAddress() {
        names.place("_sip._udp.carrier.example", 1, 0, 5070, "elsewhere.example")
                .host("carrier.example", "192.0.2.9");

        assertThat(find("carrier.example", 5099, Protocol.UDP)).containsExactly("UDP 192.0.2.9:5099");
        assertThat(names.asked).allMatch(asked -> asked.startsWith("A"));
    }

    @Test
    void anAddressIsItsOwnPlace() {
        assertThat(find("192.0.2.4", -1, null)).containsExactly("UDP 192.0.2.4:5060");
        assertThat(find("2001:db8::4", -1, Protocol.TLS)).containsExactly("TLS 2001:db8:0:0:0:0:0:4:5061");
        assertThat(names.asked).isEmpty();
    }

    @Test
    void aDomainThatTellsNothingIsAHost() {
        names.host("pbx.example", "192.0.2.5").damaged("_sip._udp.pbx.example", DnsRecordType.SRV);

        assertThat(find("pbx.example", -1, null)).containsExactly("UDP 192.0.2.5:5060");
    }

    @Test
    void whoDoesNotAnswerIsTriedLast() {
        names.place("_sip._udp.carrier.example", 1, 0, 5060, "a.carrier.example")
                .place("_sip._udp.carrier.example", 2, 0, 5060, "b.carrier.example")
                .host("a.carrier.example", "192.0.2.1")
                .host("b.carrier.example", "192.0.2.2");
        Target carrier = new Target("carrier.example", -1, Protocol.UDP);
        Hop first = Objects.requireNonNull(whereabouts.all(carrier).block(Duration.ofSeconds(20)))
                .getFirst();
        whereabouts.passOver(first);

        assertThat(find("carrier.example", -1, Protocol.UDP))
                .containsExactly("UDP 192.0.2.2:5060", "UDP 192.0.2.1:5060");
    }

    @Test
    void aNameThatNobodyKnowsIsToldInASentence() {
        assertThatThrownBy(() -> find("nowhere.example", -1, null))
                .hasMessage("there is no address for nowhere.example");
    }

    @Test
    void amongEqualsTheHeavierComesFirstMoreOften() {
        List<Place> places =
                List.of(new Place(1, 90, "heavy", 1), new Place(1, 10, "light", 1), new Place(0, 0, "x", 1));
        Random random = new Random(11);
        int heavy = 0;
        for (int i = 0; i < 1_000; i++) {
            List<Place> turn = Place.inTurn(places, random);
            assertThat(turn).hasSize(3).first().matches(place -> place.host().equals("x"));
            heavy += turn.get(1).host().equals("heavy") ? 1 : 0;
        }
        assertThat(heavy).isBetween(860, 940);
    }
}
