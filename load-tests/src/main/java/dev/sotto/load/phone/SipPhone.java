package dev.sotto.load.phone;

import dev.sotto.load.sound.LineClock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A telephone for tests and demonstrations: SIP over UDP and G.711 over RTP, written from the RFCs alone, so that a
 * mistake of the gateway finds no accomplice here. One phone holds any number of calls; all its waits block.
 */
public final class SipPhone implements AutoCloseable {
    static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE";

    private final LineClock clock = new LineClock();
    private final Set<PhoneCall> calls = ConcurrentHashMap.newKeySet();
    private final PhoneManners manners;
    private final SipLine line;

    private SipPhone(InetSocketAddress local, PhoneManners manners) {
        this.manners = manners;
        line = new SipLine(local, manners, this::answerStranger);
    }

    /** At an address of this machine and any free port. */
    public static SipPhone at(String localHost) {
        return at(new InetSocketAddress(localHost, 0));
    }

    public static SipPhone at(String localHost, PhoneManners manners) {
        return at(new InetSocketAddress(localHost, 0), manners);
    }

    public static SipPhone at(InetSocketAddress local) {
        return at(local, PhoneManners.PLAIN);
    }

    /** Port 0 takes any free port. */
    public static SipPhone at(InetSocketAddress local, PhoneManners manners) {
        return new SipPhone(local, manners);
    }

    public InetSocketAddress address() {
        return line.local();
    }

    /** Dials and waits until the call is answered; throws {@link CallRefused} when it is not going to be. */
    public PhoneCall call(String uri) {
        return dial(uri).answered();
    }

    public PhoneCall call(String uri, Duration patience) {
        return dial(uri).answered(patience);
    }

    /** Dials without waiting, for calls that are to ring or to be taken back. */
    public Dialling dial(String uri) {
        return new Dialling(line, clock, SipAddress.parse(uri), this::remember);
    }

    /** Asks the far side whether it is there and returns the status of its answer. */
    public int options(String uri) {
        SipAddress address = SipAddress.parse(uri);
        String self = "<sip:" + manners.callerNumber() + "@" + line.hostPort() + ">";
        Headers headers = Headers.of(
                "Via",
                line.newVia(),
                "Max-Forwards",
                "70",
                "From",
                self + ";tag=" + SipLine.token(),
                "To",
                "<" + uri + ">",
                "Call-ID",
                SipLine.token() + SipLine.token(),
                "CSeq",
                "1 OPTIONS",
                "Contact",
                self,
                "Accept",
                "application/sdp");
        SipMessage.Request request = new SipMessage.Request("OPTIONS", uri, headers, "");
        return new ClientTransaction(line, request, address.target()).run().status();
    }

    /** Datagrams received that were no SIP message. */
    public long malformedMessages() {
        return line.malformed();
    }

    /** Hangs up whatever is still going on, all at once. */
    @Override
    public void close() {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            calls.forEach(call -> each.execute(call::hangUp));
        }
        line.close();
    }

    private void remember(PhoneCall call) {
        calls.removeIf(PhoneCall::isOver);
        calls.add(call);
    }

    private void answerStranger(SipLine.Arrived arrived) {
        SipMessage.Request request = arrived.request();
        SipMessage.Response answer = switch (request.method()) {
            case "OPTIONS" -> allowing(request.answer(200, "OK", SipLine.token()));
            case "INVITE" -> request.answer(486, "Busy Here", SipLine.token());
            default -> request.answer(481, "Call/Transaction Does Not Exist", SipLine.token());
        };
        if (!request.method().equals("ACK")) {
            line.answer(arrived, answer);
        }
    }

    private static SipMessage.Response allowing(SipMessage.Response ok) {
        return new SipMessage.Response(ok.status(), ok.reason(), ok.headers().and("Allow", ALLOW), ok.body());
    }
}
