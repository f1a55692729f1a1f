package dev.sotto.benchmarks;

import java.nio.charset.StandardCharsets;

/** What a carrier's trunk really sends: a call with its session description, and the answer to one. */
final class SipMessages {

    private static final String SDP = """
            v=0
            o=- 3928471 3928471 IN IP4 198.51.100.20
            s=-
            c=IN IP4 198.51.100.20
            t=0 0
            m=audio 41234 RTP/AVP 8 0 9 101
            a=rtpmap:8 PCMA/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:9 G722/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            a=sendrecv
            """.replace("\n", "\r\n");

    private static final String REST = """
            From: "Alice Martin" <sip:+33612345678@carrier.example.net;user=phone>;tag=8f3a9c21
            To: <sip:+33123456789@sotto.example.com;user=phone>TAG
            Call-ID: 5b7c1e0a-93d1-4c0b-9d55-0a4c1f6b2f3e@198.51.100.10
            CSeq: 31862 INVITE
            Contact: <sip:+33612345678@198.51.100.10:5060;transport=udp>
            Max-Forwards: 68
            Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, PRACK, INFO
            Supported: 100rel, timer, replaces
            Session-Expires: 1800;refresher=uac
            Min-SE: 90
            P-Asserted-Identity: <sip:+33612345678@carrier.example.net>
            User-Agent: Carrier SBC 9.2
            Content-Type: application/sdp
            Content-Length: LENGTH

            """;

    private static final String VIAS = """
            Via: SIP/2.0/UDP 198.51.100.10:5060;branch=z9hG4bK74bf9c1d2;rport
            Via: SIP/2.0/UDP 203.0.113.77:5060;branch=z9hG4bKnashds8;received=192.0.2.4
            """;

    private SipMessages() {}

    static byte[] invite() {
        return message("INVITE sip:+33123456789@sotto.example.com:5060;user=phone SIP/2.0\n", "");
    }

    static byte[] ok() {
        return message("SIP/2.0 200 OK\n", ";tag=a6c85cf");
    }

    private static byte[] message(String startLine, String toTag) {
        String head = startLine + VIAS + REST.replace("TAG", toTag).replace("LENGTH", Integer.toString(SDP.length()));
        return (head.replace("\n", "\r\n") + SDP).getBytes(StandardCharsets.UTF_8);
    }
}
