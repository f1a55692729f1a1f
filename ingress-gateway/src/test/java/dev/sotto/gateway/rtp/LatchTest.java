package dev.sotto.gateway.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Whose sound is believed. */
class LatchTest {

    private static final InetAddress CALLER = InetAddress.ofLiteral("192.0.2.7");
    private static final InetSocketAddress SIGNALLED = new InetSocketAddress(CALLER, 4000);
    private static final InetSocketAddress MOVED = new InetSocketAddress(CALLER, 61_000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.1"), 4000);

    private int sequence;

    private boolean accepts(Latch latch, InetSocketAddress source) {
        return accepts(latch, source, 1, sequence++);
    }

    private static boolean accepts(Latch latch, InetSocketAddress source, int ssrc, int sequence) {
        return latch.accepts(source, new RtpPacket(0, false, sequence & 0xFFFF, 0, ssrc, new byte[0], 0, 0));
    }

    private boolean isTakenAfterAWhile(Latch latch, InetSocketAddress source) {
        boolean taken = false;
        for (int i = 0; i < 2 * Latch.UNLIKELY_PACKETS; i++) {
            taken = accepts(latch, source);
        }
        return taken;
    }

    @Test
    void aPacketFromWhereHeSaysHeIsSettlesItAtOnce() {
        Latch latch = new Latch(SIGNALLED, CALLER);
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
        assertThat(accepts(latch, SIGNALLED)).isTrue();
        assertThat(latch.excludes(STRANGER)).isTrue();
        assertThat(isTakenAfterAWhile(latch, STRANGER)).isFalse();
        assertThat(isTakenAfterAWhile(latch, MOVED)).isFalse();
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void aStrangerWhoIsFirstIsNeverTaken() {
        Latch latch = new Latch(SIGNALLED, CALLER);
        assertThat(isTakenAfterAWhile(latch, STRANGER)).isFalse();
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void aCallerWhosePortWasChangedOnTheWayIsTakenWhenHeKeepsSendingOneStream() {
        Latch latch = new Latch(SIGNALLED, CALLER);
        for (int i = 1; i < Latch.UNLIKELY_PACKETS; i++) {
            assertThat(accepts(latch, MOVED)).isFalse();
        }
        assertThat(accepts(latch, MOVED)).isTrue();
        assertThat(latch.destination()).isEqualTo(MOVED);
    }

    @Test
    void theSignalledAddressWinsOverOneThatOnlyCameFirst() {
        Latch latch = new Latch(SIGNALLED, CALLER);
        assertThat(isTakenAfterAWhile(latch, MOVED)).isTrue();
        assertThat(accepts(latch, SIGNALLED)).isTrue();
        assertThat(accepts(latch, MOVED)).isFalse();
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void strayPacketsDoNotMakeAStream() {
        Latch latch = new Latch(SIGNALLED, CALLER);
        for (int i = 0; i < 50; i++) {
            assertThat(accepts(latch, MOVED, i, 100))
                    .as("another source each time")
                    .isFalse();
            assertThat(accepts(latch, MOVED, 7, i * 1000)).as("leaping numbers").isFalse();
        }
    }

    @Test
    void behindNatHeIsTakenFromWhereverHeReallyIs() {
        InetSocketAddress outside = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.9"), 61_000);
        Latch latch = new Latch(new InetSocketAddress("10.0.0.4", 4000), CALLER);
        assertThat(isTakenAfterAWhile(latch, outside)).isTrue();
        assertThat(latch.destination()).isEqualTo(outside);
        assertThat(isTakenAfterAWhile(latch, STRANGER)).isFalse();
    }

    @Test
    void behindNatHeIsTakenSoonFromWhereHisSignallingComesFrom() {
        Latch latch = new Latch(new InetSocketAddress("10.0.0.4", 4000), CALLER);
        for (int i = 1; i < Latch.LIKELY_PACKETS; i++) {
            assertThat(accepts(latch, MOVED)).isFalse();
        }
        assertThat(accepts(latch, MOVED)).isTrue();
    }

    @Test
    void inTheSameNetworkHeIsAtTheAddressHeSaysAndNowhereElse() {
        InetAddress near = InetAddress.ofLiteral("192.168.1.20");
        InetSocketAddress neighbour = new InetSocketAddress(InetAddress.ofLiteral("192.168.1.21"), 4000);
        Latch latch = new Latch(new InetSocketAddress(near, 4000), near);
        assertThat(isTakenAfterAWhile(latch, neighbour)).isFalse();
        assertThat(accepts(latch, new InetSocketAddress(near, 4000))).isTrue();
        assertThat(isTakenAfterAWhile(latch, new InetSocketAddress(near, 4002))).isFalse();
    }

    @Test
    void inTheSameNetworkHeMaySendFromAnotherPortThanHeListensOn() {
        InetAddress near = InetAddress.ofLiteral("192.168.1.20");
        InetSocketAddress other = new InetSocketAddress(near, 4002);
        Latch latch = new Latch(new InetSocketAddress(near, 4000), near);
        for (int i = 1; i < Latch.UNLIKELY_PACKETS; i++) {
            assertThat(accepts(latch, other)).isFalse();
        }
        assertThat(accepts(latch, other)).isTrue();
        assertThat(latch.destination()).isEqualTo(other);
        assertThat(accepts(latch, new InetSocketAddress(near, 4000)))
                .as("the signalled port still wins")
                .isTrue();
        assertThat(accepts(latch, other)).isFalse();
    }

    @Test
    void onTheLoopbackThePortAloneTellsOneFromAnother() {
        InetAddress here = InetAddress.getLoopbackAddress();
        Latch latch = new Latch(new InetSocketAddress(here, 4000), here);
        assertThat(isTakenAfterAWhile(latch, new InetSocketAddress(here, 4002))).isFalse();
        assertThat(accepts(latch, new InetSocketAddress(here, 4000))).isTrue();
    }

    @Test
    void oneWhoDrownsTheCallerInPacketsIsNotTakenForHim() {
        Latch latch = new Latch(new InetSocketAddress("10.0.0.4", 4000), CALLER);
        boolean stranger = false;
        boolean caller = false;
        for (int i = 0; i < 100 && !caller; i++) {
            caller = accepts(latch, MOVED, 1, i);
            stranger |= accepts(latch, STRANGER, 2, i);
        }
        assertThat(caller).isTrue();
        assertThat(stranger).isFalse();
    }

    @Test
    void signallingOpensItAgainForHimWhoMovedAndFirstOfAllForWhereHeWas() {
        Latch latch = new Latch(SIGNALLED, CALLER);
        assertThat(isTakenAfterAWhile(latch, MOVED)).isTrue();
        Latch again = latch.reopened();
        assertThat(again.destination()).isEqualTo(MOVED);
        assertThat(accepts(again, MOVED)).isTrue();
        InetSocketAddress elsewhere = new InetSocketAddress(CALLER, 62_000);
        assertThat(isTakenAfterAWhile(latch.reopened(), elsewhere)).isTrue();
    }
}
