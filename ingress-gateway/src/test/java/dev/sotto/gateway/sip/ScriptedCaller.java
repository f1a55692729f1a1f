package dev.sotto.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.gateway.sip.door.Doorkeeper;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.message.Status;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.Networks;
import dev.sotto.gateway.sip.transport.SipTransport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A user agent in virtual time with a scripted caller before it; keeps what was sent and what was noticed. */
class ScriptedCaller {

    static final InetSocketAddress CALLER = new InetSocketAddress("192.0.2.7", 5062);

    final VirtualTimers timers = new VirtualTimers();
    final List<SipMessage> sent = new ArrayList<>();
    final List<InetSocketAddress> sentTo = new ArrayList<>();
    final List<InviteSession> invited = new ArrayList<>();
    final List<InviteSession.End> ends = new ArrayList<>();
    final List<String> established = new ArrayList<>();
    final List<KeyPress> pressed = new ArrayList<>();
    Status understood = Status.METHOD_NOT_ALLOWED;
    boolean reachable = true;
    final AtomicInteger tokens = new AtomicInteger();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Doorkeeper doorkeeper = new Doorkeeper(Networks.of(List.of("192.0.2.0/24")), () -> 1_000_000 * timers.now());
    final SipUserAgent agent = new SipUserAgent(
            new Wire(),
            timers,
            session -> {
                session.listen(new Listener());
                invited.add(session);
            },
            doorkeeper,
            new SipMeters(meters),
            () -> "token" + tokens.incrementAndGet());

    private final class Wire implements SipTransport {

        @Override
        public void send(SipMessage message, Hop to, Runnable onUnreachable) {
            sent.add(message);
            sentTo.add(to.address());
            if (!reachable) {
                onUnreachable.run();
            }
        }

        @Override
        public SipUri contact(Hop way) {
            return SipUri.of("", "198.51.100.1", 5060);
        }
    }

    private final class Listener implements SessionListener {

        @Override
        public void established(@Nullable String answer) {
            established.add(String.valueOf(answer));
        }

        @Override
        public InviteSession.Reply reoffered(@Nullable String offer) {
            return new InviteSession.Reply.Accepted("v=0 again");
        }

        @Override
        public void reanswered(String answer) {
            established.add("re:" + answer);
        }

        @Override
        public void pressed(KeyPress key) {
            pressed.add(key);
        }

        @Override
        public Status asked(SipRequest request) {
            return understood;
        }

        @Override
        public void ended(InviteSession.End why) {
            ends.add(why);
        }
    }

    void receive(String text) {
        agent.received(text.getBytes(StandardCharsets.UTF_8), Hop.udp(CALLER));
    }

    static String request(String method, int cseq, String branch, String toTag, String extra, String body) {
        return method + " sip:+33123@198.51.100.1 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.7:5062;branch=" + branch + ";rport\r\n"
                + "Max-Forwards: 70\r\nFrom: <sip:caller@192.0.2.7>;tag=from\r\n"
                + "To: <sip:+33123@198.51.100.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
                + "Call-ID: the-call\r\nCSeq: " + cseq + " " + method + "\r\n"
                + "Contact: <sip:caller@192.0.2.7:5062>\r\n" + extra
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static final String INVITE = request("INVITE", 1, "z9hG4bKi1", "", "", "v=0");

    InviteSession invite() {
        receive(INVITE);
        assertThat(invited).hasSize(1);
        return invited.getFirst();
    }

    InviteSession talking() {
        InviteSession session = invite();
        session.accept("v=0 ours");
        receive(request("ACK", 1, "z9hG4bKa1", toTag(), "", ""));
        sent.clear();
        return session;
    }

    String toTag() {
        return invited.getLast().id().localTag();
    }

    List<Integer> statuses() {
        return sent.stream()
                .map(message -> message instanceof SipResponse response ? response.status() : 0)
                .toList();
    }
}
