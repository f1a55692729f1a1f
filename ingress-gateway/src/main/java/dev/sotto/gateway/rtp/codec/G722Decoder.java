package dev.sotto.gateway.rtp.codec;

/** G.722 at 64 kbit/s into 16 kHz: each byte holds six bits of the low band and two of the high (ITU-T G.722). */
final class G722Decoder implements VoiceDecoder {

    private final SubBand low = SubBand.low();
    private final SubBand high = SubBand.high();
    private final MirrorFilter filter = new MirrorFilter();
    private final int[] lows = new int[MirrorFilter.BLOCK];
    private final int[] highs = new int[MirrorFilter.BLOCK];

    @Override
    public int decode(byte[] bytes, int offset, int length, short[] into) {
        for (int done = 0; done < length; done += MirrorFilter.BLOCK) {
            int block = Math.min(length - done, MirrorFilter.BLOCK);
            for (int i = 0; i < block; i++) {
                int code = bytes[offset + done + i];
                lows[i] = lowSample(code & 0x3F);
                highs[i] = highSample((code >> 6) & 3);
            }
            filter.joined(lows, highs, block, into, 2 * done);
        }
        return 2 * length;
    }

    private int lowSample(int code) {
        int sample = low.reconstructed((low.step() * G722Tables.LOW_6_BITS[code]) >> 15);
        // Predictors follow the four leading bits only, so that the last two may be robbed on the way.
        int leading = code >> 2;
        int difference = (low.step() * G722Tables.LOW_4_BITS[leading]) >> 15;
        low.scale(G722Tables.LOW_GROWTH[leading]);
        low.adapt(difference);
        return sample;
    }

    private int highSample(int code) {
        int difference = (high.step() * G722Tables.HIGH_2_BITS[code]) >> 15;
        int sample = high.reconstructed(difference);
        high.scale(G722Tables.HIGH_GROWTH[code]);
        high.adapt(difference);
        return sample;
    }
}
