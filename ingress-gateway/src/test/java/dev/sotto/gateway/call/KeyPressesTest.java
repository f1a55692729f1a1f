package dev.sotto.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.schemas.call.DtmfMethod;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyPressesTest {

    private final KeyPresses keys = new KeyPresses();

    private boolean press(String key, DtmfMethod method, long atMillis) {
        return keys.isNew(key, method, TimeUnit.MILLISECONDS.toNanos(atMillis));
    }

    @Test
    void onePressThatComesBothWaysCountsOnce() {
        assertThat(press("5", DtmfMethod.RTP, 0)).isTrue();
        assertThat(press("5", DtmfMethod.INFO, 180)).isFalse();
        assertThat(press("5", DtmfMethod.RTP, 400)).as("the next press").isTrue();
        assertThat(press("5", DtmfMethod.INFO, 580)).isFalse();
    }

    @Test
    void pressesByOneWayAllCount() {
        assertThat(press("5", DtmfMethod.INFO, 0)).isTrue();
        assertThat(press("5", DtmfMethod.INFO, 300)).isTrue();
        assertThat(press("6", DtmfMethod.INFO, 400)).isTrue();
        assertThat(press("6", DtmfMethod.RTP, 5000)).isTrue();
    }
}
