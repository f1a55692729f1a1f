package dev.sotto.gateway.rtp;

import dev.sotto.gateway.rtp.srtp.SrtpKeys;
import dev.sotto.gateway.rtp.srtp.SrtpReceiver;
import dev.sotto.gateway.rtp.srtp.SrtpSender;
import org.jspecify.annotations.Nullable;

/** Seals what leaves and opens what comes, when keys were agreed on; both in place, telling the new length. */
final class Protection {

    static final Protection NONE = new Protection(null, null, null);

    private final @Nullable SrtpKeys keys;
    private final @Nullable SrtpSender sender;
    private final @Nullable SrtpReceiver receiver;

    private Protection(@Nullable SrtpKeys keys, @Nullable SrtpSender sender, @Nullable SrtpReceiver receiver) {
        this.keys = keys;
        this.sender = sender;
        this.receiver = receiver;
    }

    /** A key that stays keeps its counters: counting from nought again would send two packets under one key stream. */
    Protection changedTo(@Nullable SrtpKeys wanted) {
        if (wanted == null) {
            return NONE;
        }
        boolean ours =
                keys != null && keys.suite() == wanted.suite() && keys.ours().equals(wanted.ours());
        boolean theirs =
                keys != null && keys.suite() == wanted.suite() && keys.theirs().equals(wanted.theirs());
        return new Protection(
                wanted,
                ours ? sender : new SrtpSender(wanted.suite(), wanted.ours()),
                theirs ? receiver : new SrtpReceiver(wanted.suite(), wanted.theirs()));
    }

    /** Negative for what is not to be believed. */
    int open(byte[] packet, int length) {
        return receiver == null ? length : receiver.open(packet, length);
    }

    int openReport(byte[] packet, int length) {
        return receiver == null ? length : receiver.openRtcp(packet, length);
    }

    int protect(byte[] packet, int length) {
        return sender == null ? length : sender.protect(packet, length);
    }

    int protectReport(byte[] packet, int length) {
        return sender == null ? length : sender.protectRtcp(packet, length);
    }
}
