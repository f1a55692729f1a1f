package dev.sotto.gateway.rtp;

import dev.sotto.gateway.rtp.codec.Codec;
import dev.sotto.gateway.rtp.codec.RateChange;
import dev.sotto.gateway.rtp.codec.VoiceDecoder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way in: packets → in order → key presses aside → decoded → the rate of the stream → 20 ms frames. */
final class VoiceReceiver implements JitterBuffer.Output {

    private final RtpStatistics statistics = new RtpStatistics();
    private final JitterBuffer jitter = new JitterBuffer(statistics, this);
    private final FrameCutter cutter;
    private final KeyPresses keys;
    private final short[] samples = new short[2 * VoiceDecoder.MAX_SAMPLES];
    private RtpAgreement.@Nullable PayloadTypes types;
    private @Nullable Codec codec;
    private @Nullable VoiceDecoder decoder;
    private @Nullable RateChange rate;
    private boolean held;
    private int lostUntold;
    private long now;

    VoiceReceiver(int sampleRateHz, Consumer<VoiceFrame> heard, Consumer<String> keyPressed) {
        this.cutter = new FrameCutter(sampleRateHz, heard);
        this.keys = new KeyPresses(keyPressed);
    }

    /** The rate of the stream, before anything came. */
    void tune(int sampleRateHz) {
        cutter.tune(sampleRateHz);
    }

    void agree(RtpAgreement agreed, int sampleRateHz) {
        types = agreed.types();
        if (held && agreed.maySend()) {
            // The time he was away is neither silence nor loss.
            lostUntold = 0;
            cutter.sourceChanged();
        }
        held = !agreed.maySend();
        if (codec != agreed.codec()) {
            codec = agreed.codec();
            decoder = agreed.codec().decoder();
            int decoded = agreed.codec().sampleRateHz();
            rate = decoded == sampleRateHz ? null : RateChange.between(decoded, sampleRateHz);
            cutter.clock(agreed.codec().clockRateHz());
            statistics.clock(agreed.codec().clockRateHz());
        }
    }

    void offer(RtpPacket packet, long nowNanos) {
        now = nowNanos;
        boolean voice = types != null && packet.payloadType() == types.received();
        statistics.countReceived(packet, nowNanos, voice);
        jitter.offer(packet, nowNanos);
    }

    /** Gives up holes that are too old and hears a silent caller's silence. */
    void elapse(long nowNanos) {
        now = nowNanos;
        jitter.release(nowNanos);
        cutter.elapse(nowNanos);
    }

    /** No more will come; what waited behind a hole comes out now. */
    void flush() {
        jitter.flush();
    }

    @Override
    public void packet(RtpPacket packet, int lostBefore) {
        lostUntold += lostBefore;
        RtpAgreement.PayloadTypes agreed = types;
        VoiceDecoder decoding = decoder;
        // What a caller plays to us while he holds us is music, and not his order.
        if (agreed == null || decoding == null || held) {
            return;
        }
        if (packet.payloadType() == agreed.received()) {
            voice(packet, decoding);
        } else if (packet.payloadType() == agreed.keyTones()) {
            keys.packet(packet);
        } else if (packet.payloadType() == agreed.comfortNoise() && packet.length() > 0) {
            cutter.silence(packet.timestamp(), packet.bytes()[packet.offset()], now);
        }
    }

    private void voice(RtpPacket packet, VoiceDecoder decoding) {
        int count = packet.length() > RtpSession.MAX_DATAGRAM
                ? 0
                : decoding.decode(packet.bytes(), packet.offset(), packet.length(), samples);
        if (count > 0 && rate != null) {
            count = rate.convert(samples, count);
        }
        if (count > 0) {
            cutter.packet(packet.timestamp(), samples, count, lostUntold, now);
            lostUntold = 0;
        }
    }

    @Override
    public void sourceChanged() {
        lostUntold = 0;
        statistics.sourceChanged();
        cutter.sourceChanged();
        keys.sourceChanged();
    }

    RtpStatistics statistics() {
        return statistics;
    }

    long nextSequence() {
        return cutter.nextSequence();
    }
}
