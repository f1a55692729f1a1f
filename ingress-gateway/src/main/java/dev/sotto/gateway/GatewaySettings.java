package dev.sotto.gateway;

import dev.sotto.gateway.earpiece.EarpieceSettings;
import dev.sotto.gateway.registration.RegistrationSettings;
import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.sdp.OurHost;
import dev.sotto.gateway.sdp.Terms;
import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.tokens.TokenSettings;
import dev.sotto.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All the gateway can be told, under {@code gateway.*}; the port of its HTTP side (health, metrics, earpieces) is
 * {@code server.port}.
 *
 * @param nodeId this node in heartbeats and in the broker's logs
 * @param sip where callers reach us
 * @param media where their sound comes and goes
 * @param capacity calls and earpiece sessions held at once; 150 is what one node is measured for
 * @param replyPartition the partition of {@code voice.replies} this node reads: its ordinal, no two nodes the same
 * @param kafka how to reach the log
 * @param tokens whose tokens let an earpiece in
 * @param earpiece how many, and from which pages
 * @param registration how the restaurants' SIP accounts are kept registered
 * @param waitingLines callers who are told that there is no room, or wait for it, beside those who are served
 * @param drain how long a node that stops waits for its phone calls to end; a meal is ordered in less
 */
@ConfigurationProperties("gateway")
public record GatewaySettings(
        @DefaultValue("gateway-0") String nodeId,
        @DefaultValue Sip sip,
        @DefaultValue Media media,
        @DefaultValue("150") int capacity,
        @DefaultValue("0") int replyPartition,
        @DefaultValue LogSettings kafka,
        @DefaultValue TokenSettings tokens,
        @DefaultValue EarpieceSettings earpiece,
        @DefaultValue RegistrationSettings registration,
        @DefaultValue("50") int waitingLines,
        @DefaultValue("5m") Duration drain) {

    public GatewaySettings {
        check(!nodeId.isBlank(), "gateway.node-id is empty: give this node a name.");
        check(capacity >= 1, "gateway.capacity is " + capacity + ": a gateway holds at least one call.");
        check(replyPartition >= 0, "gateway.reply-partition is negative: it is this node's ordinal, from 0.");
        check(waitingLines >= 0, "gateway.waiting-lines is negative.");
        check(!drain.isNegative(), "gateway.drain is negative.");
        int lines = (media.lastPort - media.firstPort) / 2;
        check(
                lines >= capacity,
                "The RTP ports " + media.firstPort + " to " + media.lastPort + " serve " + lines
                        + " calls, fewer than gateway.capacity = " + capacity + ".");
    }

    /**
     * @param host the address to listen on; the default is heard on this machine only, since a SIP port that is open
     *     to the world is found by toll fraud scanners within minutes
     * @param port 0 takes a free one
     * @param advertisedHost what callers are told to send to, when NAT makes it another than {@code host}; who listens
     *     on 0.0.0.0 or :: tells each caller the address of ours that he reaches
     * @param advertisedHostOverIp6 what callers who come over IPv6 are told instead, when we listen on both: with
     *     {@code host} set to {@code ::}, one socket hears both
     * @param trunks the networks that may call, such as 198.51.100.0/24; everybody else gets one 403. The default is
     *     this machine only, for the same reason
     * @param proxies the networks of load balancers whose TCP and TLS connections begin with a PROXY header; nobody
     *     else's is believed, and none by default
     * @param tls absent when there is no certificate to show
     */
    public record Sip(
            @DefaultValue("127.0.0.1") String host,
            @DefaultValue("5060") int port,
            @Nullable String advertisedHost,
            @Nullable String advertisedHostOverIp6,
            @DefaultValue({"127.0.0.0/8", "::1"}) List<String> trunks,
            @DefaultValue List<String> proxies,
            @Nullable Tls tls) {

        public Sip {
            checkPort(port, "gateway.sip.port");
            trunks = networks(trunks, "gateway.sip.trunks");
            proxies = networks(proxies, "gateway.sip.proxies");
        }

        private static List<String> networks(List<String> texts, String setting) {
            try {
                Networks.of(texts);
                return List.copyOf(texts);
            } catch (IllegalArgumentException unreadable) {
                throw new IllegalArgumentException(setting + ": " + unreadable.getMessage());
            }
        }

        /**
         * @param port where SIP over TLS is listened for
         * @param certificate a PEM file: our certificate and those that vouch for it
         * @param key a PEM file: its private key (PKCS #8, not encrypted)
         */
        public record Tls(@DefaultValue("5061") int port, Path certificate, Path key) {

            public Tls {
                checkPort(port, "gateway.sip.tls.port");
            }
        }

        /** In a sentence, for people. */
        String reachedAt() {
            return isOnTheWay() ? "any address of this machine" : ours();
        }

        OurHost ourHost() {
            return new OurHost(isOnTheWay() ? null : ours(), advertisedHostOverIp6);
        }

        private String ours() {
            return advertisedHost == null ? host : advertisedHost;
        }

        /** Who listens on all addresses tells each caller the one of the interface he comes by. */
        private boolean isOnTheWay() {
            return advertisedHost == null && (host.equals("0.0.0.0") || host.equals("::"));
        }
    }

    /**
     * @param firstPort the first of the UDP ports open to callers; below 32768, where the system takes its own
     * @param lastPort the last of them; 400 lines by default, more than the capacity, so that a port rests after a call
     * @param patience how long a caller may send nothing at all before he is taken for gone; phones that suppress
     *     silence still send something every few seconds
     * @param whenStalled what happens to a caller who is taken for gone
     * @param codecs what we speak, best first: Opus and G.722 carry twice the band a recogniser can use
     * @param srtp whether sound is encrypted; {@code accepted} leaves it to the caller. The keys travel in the session
     *     description, so it hides nothing from those who see the signalling
     * @param loops threads that share the calls' sound; one carries some hundreds of calls
     */
    public record Media(
            @DefaultValue("20000") int firstPort,
            @DefaultValue("20799") int lastPort,
            @DefaultValue("30s") Duration patience,
            @DefaultValue("hang-up") WhenStalled whenStalled,
            @DefaultValue({"opus", "g722", "pcmu", "pcma"}) List<Codec> codecs,
            @DefaultValue("accepted") Terms.Secrecy srtp,
            @DefaultValue("2") int loops) {

        /** What to do about a caller from whom nothing comes. */
        public enum WhenStalled {
            HANG_UP,
            TELL
        }

        public Media {
            checkPort(firstPort, "gateway.media.first-port");
            checkPort(lastPort, "gateway.media.last-port");
            check(firstPort >= 1024, "gateway.media.first-port is " + firstPort + ": choose one from 1024 on.");
            check(firstPort < lastPort, "gateway.media.last-port must be above gateway.media.first-port.");
            check(patience.compareTo(Duration.ofSeconds(1)) >= 0, "gateway.media.patience is below a second.");
            codecs = List.copyOf(codecs);
            check(!codecs.isEmpty(), "gateway.media.codecs is empty: a gateway needs at least one codec.");
            check(loops >= 1, "gateway.media.loops is " + loops + ": somebody must carry the calls.");
        }
    }

    private static void checkPort(int port, String setting) {
        check(port >= 0 && port <= 65_535, setting + " is " + port + ", which is no port.");
    }

    private static void check(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
