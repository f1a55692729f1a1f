package dev.sotto.gateway.rtp.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Protected sound, against the packets the reference library publishes, and against those who meddle with it. */
class SrtpTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The key and the packets of libsrtp's own validation. */
    private static final MasterKey KEY = key("e1f97a0d3e018be0d64fa32c06de41390ec675ad498afeebb6960b3aabe6");

    private static final String PLAIN = "800f1234decafbadcafebabe" + "ab".repeat(16);
    private static final String SEALED = "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb";
    private static final String PLAIN_REPORT = "81c8000bcafebabe" + "ab".repeat(16);
    private static final String SEALED_REPORT =
            "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798";

    private static MasterKey key(String hex) {
        return Objects.requireNonNull(MasterKey.parse(Base64.getEncoder().encodeToString(HEX.parseHex(hex))));
    }

    private static byte[] room(String hex) {
        return Arrays.copyOf(HEX.parseHex(hex), hex.length() / 2 + SrtpSender.MAX_ADDED);
    }

    private static SrtpReceiver receiver(CryptoSuite suite) {
        return new SrtpReceiver(suite, KEY);
    }

    private static byte[] packet(int sequence, int ssrc) {
        byte[] packet = room(PLAIN);
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        Packets.putInt(packet, 8, ssrc);
        return packet;
    }

    @Test
    void aPacketIsSealedAsTheReferenceLibrarySealsIt() {
        byte[] packet = room(PLAIN);
        int length = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY).protect(packet, PLAIN.length() / 2);
        assertThat(HEX.formatHex(packet, 0, length)).isEqualTo(SEALED);
    }

    @Test
    void aPacketOfTheReferenceLibraryIsOpened() {
        byte[] packet = HEX.parseHex(SEALED);
        int length = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80).open(packet, packet.length);
        assertThat(HEX.formatHex(packet, 0, length)).isEqualTo(PLAIN);
    }

    @Test
    void aReportOfTheReferenceLibraryIsOpened() {
        byte[] packet = HEX.parseHex(SEALED_REPORT);
        int length = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80).openRtcp(packet, packet.length);
        assertThat(HEX.formatHex(packet, 0, length)).isEqualTo(PLAIN_REPORT);
    }

    @ParameterizedTest
    @EnumSource(CryptoSuite.class)
    void whatIsSentIsOpenedOnceAndNeverAgain(CryptoSuite suite) {
        SrtpSender sender = new SrtpSender(suite, KEY);
        SrtpReceiver receiver = receiver(suite);
        for (int i = 65_500; i < 65_600; i++) {
            byte[] packet = packet(i & 0xFFFF, 7);
            int length = sender.protect(packet, PLAIN.length() / 2);
            byte[] again = packet.clone();
            assertThat(receiver.open(packet, length)).as("packet %d", i).isEqualTo(PLAIN.length() / 2);
            assertThat(HEX.formatHex(packet, 12, 28)).isEqualTo("ab".repeat(16));
            assertThat(receiver.open(again, length)).isEqualTo(SrtpReceiver.REFUSED);
        }
    }

    @Test
    void packetsThatOvertakeEachOtherAcrossARolloverAreOpened() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        byte[] before = packet(65_534, 7);
        byte[] last = packet(65_535, 7);
        byte[] first = packet(0, 7);
        int length = sender.protect(before, 28);
        sender.protect(last, 28);
        sender.protect(first, 28);
        SrtpReceiver receiver = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80);
        assertThat(receiver.open(before, length)).isEqualTo(28);
        assertThat(receiver.open(first, length)).isEqualTo(28);
        assertThat(receiver.open(last, length)).isEqualTo(28);
    }

    @Test
    void anotherSourceCountsItsOwnPackets() {
        SrtpReceiver receiver = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80);
        for (int ssrc = 1; ssrc <= 2; ssrc++) {
            byte[] packet = packet(9, ssrc);
            int length = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY).protect(packet, 28);
            assertThat(receiver.open(packet, length)).isEqualTo(28);
        }
    }

    @Test
    void whatIsTooOldForTheWindowIsRefused() {
        SrtpReceiver receiver = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80);
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, KEY);
        byte[] early = packet(1, 7);
        int length = sender.protect(early, 28);
        for (int i = 2; i < 80; i++) {
            byte[] packet = packet(i, 7);
            sender.protect(packet, 28);
            assertThat(receiver.open(packet, length)).isEqualTo(28);
        }
        assertThat(receiver.open(early, length)).isEqualTo(SrtpReceiver.REFUSED);
    }

    @Test
    void oneBitChangedAnywhereIsRefusedAndHarmsNothing() {
        Random random = new Random(3711);
        SrtpReceiver receiver = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80);
        for (int i = 0; i < 500; i++) {
            byte[] meddled = HEX.parseHex(SEALED);
            meddled[random.nextInt(meddled.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(receiver.open(meddled, meddled.length)).as("seed 3711").isEqualTo(SrtpReceiver.REFUSED);
        }
        byte[] whole = HEX.parseHex(SEALED);
        assertThat(receiver.open(whole, whole.length)).isEqualTo(28);
    }

    @Test
    void noNoiseEscapesAsAnException() {
        Random random = new Random(3711);
        SrtpReceiver receiver = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_32);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            assertThat(receiver.open(noise, noise.length)).isEqualTo(SrtpReceiver.REFUSED);
            assertThat(receiver.openRtcp(noise, noise.length)).isEqualTo(SrtpReceiver.REFUSED);
        }
    }

    @Test
    void reportsComeBackAsTheyWere() {
        SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_32, KEY);
        SrtpReceiver receiver = receiver(CryptoSuite.AES_CM_128_HMAC_SHA1_32);
        for (int i = 0; i < 3; i++) {
            byte[] report = room(PLAIN_REPORT);
            int length = sender.protectRtcp(report, PLAIN_REPORT.length() / 2);
            byte[] again = report.clone();
            int opened = receiver.openRtcp(report, length);
            assertThat(HEX.formatHex(report, 0, opened)).isEqualTo(PLAIN_REPORT);
            assertThat(receiver.openRtcp(again, length)).isEqualTo(SrtpReceiver.REFUSED);
        }
    }

    @Test
    void aKeyIsNeverShown() {
        assertThat(KEY.toString()).doesNotContain(KEY.base64());
    }
}
