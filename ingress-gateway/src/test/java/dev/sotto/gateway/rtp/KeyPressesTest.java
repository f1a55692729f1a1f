package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One press is one key, however often it is sent. */
class KeyPressesTest {

    private final List<String> pressed = new ArrayList<>();
    private final KeyPresses keys = new KeyPresses(pressed::add);

    private void packet(int event, boolean end, int duration, int timestamp) {
        byte[] payload = {(byte) event, (byte) (end ? 0x8A : 0x0A), (byte) (duration >> 8), (byte) duration};
        keys.packet(new RtpPacket(101, false, 0, timestamp, 1, payload, 0, payload.length));
    }

    private void press(int event, int timestamp) {
        for (int duration = 160; duration <= 800; duration += 160) {
            packet(event, false, duration, timestamp);
        }
        for (int i = 0; i < 3; i++) {
            packet(event, true, 960, timestamp);
        }
    }

    @Test
    void aPressOfManyPacketsIsToldOnce() {
        press(5, 1000);
        assertThat(pressed).containsExactly("5");
    }

    @Test
    void theSameKeyAgainIsAnotherPress() {
        press(5, 1000);
        press(5, 4000);
        press(11, 8000);
        press(12, 12_000);
        assertThat(pressed).containsExactly("5", "5", "#", "A");
    }

    @Test
    void aPressOfWhichOnlyTheEndCameIsToldAllTheSame() {
        packet(10, true, 960, 1000);
        assertThat(pressed).containsExactly("*");
    }

    @Test
    void aLongPressIsNotSeveral() {
        packet(1, false, 0xFFFF, 1000);
        packet(1, false, 160, 1000 + 0xFFFF);
        packet(1, true, 320, 1000 + 0xFFFF);
        assertThat(pressed).containsExactly("1");
    }

    @Test
    void whatIsNoKeyIsPassedOver() {
        packet(16, true, 960, 1000);
        packet(200, true, 960, 2000);
        keys.packet(new RtpPacket(101, false, 0, 3000, 1, new byte[] {1, 2}, 0, 2));
        assertThat(pressed).isEmpty();
    }
}
