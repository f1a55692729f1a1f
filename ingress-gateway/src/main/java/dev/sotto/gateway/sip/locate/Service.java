package dev.sotto.gateway.sip.locate;

import dev.sotto.gateway.sip.transport.Protocol;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An NAPTR record (RFC 3403 §4.1): by which protocol a domain wants to be reached, and where that is told. */
record Service(int order, int preference, Protocol protocol, String replacement) {

    /** Null for what is no SIP service of a kind we speak, or leads on by a regular expression (RFC 3263 §4.1). */
    static @Nullable Service read(ByteBuf content) {
        ByteBuf in = content.duplicate();
        int order = in.readUnsignedShort();
        int preference = in.readUnsignedShort();
        String flags = text(in);
        Protocol protocol = switch (text(in).toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Protocol.UDP;
            case "SIP+D2T" -> Protocol.TCP;
            case "SIPS+D2T" -> Protocol.TLS;
            default -> null;
        };
        text(in);
        String replacement = DefaultDnsRecordDecoder.decodeName(in);
        boolean leadsToSrv = flags.equalsIgnoreCase("s") && !replacement.equals(".");
        return protocol == null || !leadsToSrv ? null : new Service(order, preference, protocol, replacement);
    }

    private static String text(ByteBuf in) {
        return in.readCharSequence(in.readUnsignedByte(), StandardCharsets.US_ASCII)
                .toString();
    }
}
