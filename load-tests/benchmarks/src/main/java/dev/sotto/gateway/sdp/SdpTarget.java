package dev.sotto.gateway.sdp;

import dev.sotto.fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A caller's session description. */
public final class SdpTarget implements Target {

    @Override
    public String name() {
        return "SDP";
    }

    @Override
    public List<byte[]> examples() {
        return Target.texts("""
                v=0
                o=peer 1 1 IN IP4 192.0.2.7
                s=-
                c=IN IP4 192.0.2.7/127/2
                t=0 0
                m=audio 40000/2 RTP/SAVP 0 8 9 111 101
                a=rtpmap:111 opus/48000/2
                a=fmtp:111 maxplaybackrate=16000;useinbandfec=1
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj|2^20|1:32
                a=ptime:20
                a=maxptime:60
                a=rtcp:53020 IN IP4 126.16.64.4
                a=rtcp-mux
                a=sendonly
                m=video 0 RTP/AVP 31
                """.replace("\n", "\r\n"), """
                v=0
                o=- 0 0 IN IP6 ::1
                s=-
                c=IN IP6 2001:db8::7
                t=0 0
                m=audio 9 RTP/AVP 0
                a=inactive
                """);
    }

    @Override
    public void parse(byte[] input) {
        SdpParser.parse(new String(input, StandardCharsets.UTF_8));
    }
}
