package dev.sotto.gateway.sip.message;

import dev.sotto.fuzz.Target;
import java.util.List;

/** A message as a datagram and from a stream; what is understood must also be writable. */
public final class SipTarget implements Target {

    private static final String HEADERS = """
            Via: SIP/2.0/UDP 192.0.2.7:5062;branch=z9hG4bKi1;rport, SIP/2.0/TCP [2001:db8::9]:5060;branch=z9hG4bKi0
            Max-Forwards: 70
            From: "A \\"quoted\\" name" <sip:caller;x=y@192.0.2.7:5060;transport=udp>;tag=from
            To: <sip:+33123@[2001:db8::1];user=phone>
            Call-ID: the-call@192.0.2.7
            CSeq: 1 INVITE
            Contact: <sip:caller@192.0.2.7:5062;ob>;expires=60, "B" <sips:b@example.com?Subject=x>
            Record-Route: <sip:192.0.2.1;lr>
            Date: Sat, 13 Nov 2010 23:29:00 GMT
            Supported: timer,
             100rel
            Content-Type: application/sdp
            Content-Length: 3

            v=0""";

    private static final String COMPACT = """
            BYE sip:a@b SIP/2.0
            v: SIP/2.0/UDP a;branch=z9hG4bKb
            f: a <sip:a@b>;tag=1
            t: sip:c@d;tag=2
            i: x
            CSeq: 2 BYE
            l: 0

            """;

    @Override
    public String name() {
        return "SIP message";
    }

    @Override
    public List<byte[]> examples() {
        String lines = HEADERS.replace("\n", "\r\n");
        return Target.texts(
                "INVITE sip:+33123@198.51.100.1:5060;user=phone SIP/2.0\r\n" + lines,
                "SIP/2.0 200 OK\r\n" + lines,
                COMPACT.replace("\n", "\r\n"));
    }

    @Override
    public void parse(byte[] input) {
        written(SipParser.parse(input.clone()));
        written(SipParser.parse(input, true));
    }

    private static void written(Parsed parsed) {
        if (parsed instanceof Parsed.Understood(SipMessage message)) {
            byte[] bytes = SipEncoder.encode(message);
            if (bytes.length == 0) {
                throw new IllegalStateException("nothing was written");
            }
        }
    }
}
