package dev.sotto.gateway.rtp.codec;

/** 16 kHz into G.722 at 64 kbit/s: two samples become one byte (ITU-T G.722). */
final class G722Encoder implements VoiceEncoder {

    /** [QUANTH] Between a small and a large step of the high band. */
    private static final int HIGH_DECISION = 564;

    private final SubBand low = SubBand.low();
    private final SubBand high = SubBand.high();
    private final MirrorFilter filter = new MirrorFilter();
    private final int[] lows = new int[MirrorFilter.BLOCK];
    private final int[] highs = new int[MirrorFilter.BLOCK];

    @Override
    public int encode(short[] samples, int offset, int count, byte[] into, int at) {
        int bytes = count / 2;
        for (int done = 0; done < bytes; done += MirrorFilter.BLOCK) {
            int block = Math.min(bytes - done, MirrorFilter.BLOCK);
            filter.split(samples, offset + 2 * done, block, lows, highs);
            for (int i = 0; i < block; i++) {
                into[at + done + i] = (byte) (lowCode(lows[i]) | (highCode(highs[i]) << 6));
            }
        }
        return bytes;
    }

    private int lowCode(int sample) {
        int error = SubBand.saturated(sample - low.predicted());
        int magnitude = error >= 0 ? error : ~error;
        int level = G722Tables.lowLevel(magnitude, low.step());
        int code = error < 0 ? G722Tables.LOW_NEGATIVE[level] : G722Tables.LOW_POSITIVE[level];
        int leading = code >> 2;
        int difference = (low.step() * G722Tables.LOW_4_BITS[leading]) >> 15;
        low.scale(G722Tables.LOW_GROWTH[leading]);
        low.adapt(difference);
        return code;
    }

    private int highCode(int sample) {
        int error = SubBand.saturated(sample - high.predicted());
        int magnitude = error >= 0 ? error : ~error;
        boolean large = magnitude >= (HIGH_DECISION * high.step()) >> 12;
        int code = (error < 0 ? 0 : 2) | (large ? 0 : 1);
        int difference = (high.step() * G722Tables.HIGH_2_BITS[code]) >> 15;
        high.scale(G722Tables.HIGH_GROWTH[code]);
        high.adapt(difference);
        return code;
    }
}
