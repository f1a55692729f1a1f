package dev.sotto.orders.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.order.StoredEvent;
import dev.sotto.orders.receipt.Receipt.Cause;
import dev.sotto.orders.receipt.Receipt.Kind;
import dev.sotto.schemas.audio.AudioSource;
import dev.sotto.schemas.order.OrderAmended;
import dev.sotto.schemas.order.OrderEvent;
import dev.sotto.schemas.order.OrderLine;
import dev.sotto.schemas.order.OrderPlaced;
import dev.sotto.schemas.order.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {

    private final List<StoredEvent> events = new ArrayList<>();

    @Test
    void aPlacedOrderGetsOneReceiptAndWhatTheKitchenDoesGetsNone() {
        happens(1, placed(line("1", 2, 950, 1000), line("2", 1, 420, 1000)));
        happens(2, OrderLog.moved(OrderStatus.READY));

        Receipt receipt = papers().getFirst();
        assertThat(papers()).hasSize(1);
        assertThat(receipt.kind()).isEqualTo(Kind.RECEIPT);
        assertThat(receipt.totalMinor()).isEqualTo(2320);
        assertThat(receipt.taxes()).containsExactly(new Tax(1000, 2109, 211, 2320));
    }

    /** Each rate is rounded once, on all that was sold at it: line by line, three of 3.35 would make a cent of difference. */
    @Test
    void eachRateIsToldByItselfAndRoundedOnce() {
        happens(
                1,
                placed(
                        line("1", 1, 335, 550),
                        line("2", 1, 335, 550),
                        line("3", 1, 335, 550),
                        line("4", 2, 950, 1000),
                        line("5", 1, 500, 2000),
                        line("6", 1, 100, 0)));

        assertThat(papers().getFirst().taxes())
                .containsExactly(
                        new Tax(0, 100, 0, 100),
                        new Tax(550, 953, 52, 1005),
                        new Tax(1000, 1727, 173, 1900),
                        new Tax(2000, 417, 83, 500));
        assertThat(papers().getFirst().totalMinor()).isEqualTo(3505);
    }

    @Test
    void withoutARateNoTaxIsGuessed() {
        happens(1, placed(line("1", 2, 950, null)));

        assertThat(papers().getFirst().taxes()).isEmpty();
    }

    @Test
    void whatIsGivenBackIsACreditNoteThatRefersToTheReceipt() {
        happens(1, placed(line("1", 2, 950, 1000), line("2", 1, 420, null)));
        happens(2, OrderLog.refunded("1", 950));

        Receipt credit = papers().getLast();
        assertThat(credit.kind()).isEqualTo(Kind.CREDIT_NOTE);
        assertThat(credit.refersTo()).isEqualTo(1);
        assertThat(credit.cause()).isEqualTo(Cause.REFUND);
        assertThat(credit.reason()).isEqualTo("cold");
        assertThat(credit.totalMinor()).isEqualTo(950);
        assertThat(credit.lines().getFirst().quantity()).isEqualTo(1);
    }

    @Test
    void inHoweverManyPartsItGoesBackItsTaxIsThatOfTheReceipt() {
        happens(1, placed(line("1", 1, 1001, 550)));
        for (int part = 0; part < 7; part++) {
            happens(2 + part, OrderLog.refunded("1", 143));
        }

        List<Receipt> papers = papers();
        assertThat(papers).hasSize(8);
        long taken = papers.stream()
                .filter(paper -> paper.kind() == Kind.CREDIT_NOTE)
                .mapToLong(paper -> paper.taxes().getFirst().taxMinor())
                .sum();
        assertThat(taken).isEqualTo(papers.getFirst().taxes().getFirst().taxMinor());
    }

    @Test
    void neverMoreGoesBackThanWasPaidWhateverEventsSay() {
        happens(1, placed(line("1", 1, 1000, null)));
        happens(2, OrderLog.refunded("1", 700));
        happens(2, OrderLog.refunded("1", 700));
        happens(3, OrderLog.refunded("1", 700));
        happens(4, OrderLog.refunded("no such line", 700));

        assertThat(papers()).extracting(Receipt::totalMinor).containsExactly(1000L, 700L, 300L);
    }

    @Test
    void anAmendedOrderIsReceiptedAnewAndWhatWasGivenBackStaysGivenBack() {
        happens(1, placed(line("1", 1, 1000, null), line("2", 1, 500, null)));
        happens(2, OrderLog.refunded("1", 400));
        happens(3, new OrderAmended(List.of(line("1", 1, 1000, null), line("3", 1, 300, null)), 1300));

        assertThat(papers()).extracting(Receipt::totalMinor).containsExactly(1500L, 400L, 1100L, 1300L, 400L);
        assertThat(papers())
                .extracting(Receipt::cause)
                .containsExactly(null, Cause.REFUND, Cause.AMENDMENT, null, Cause.REFUND);
        assertThat(papers().getLast().refersTo()).isEqualTo(4);
    }

    @Test
    void aCancelledOrderTakesItsReceiptBack() {
        happens(1, placed(line("1", 2, 950, null)));
        happens(2, OrderLog.refunded("1", 400));
        happens(3, OrderLog.cancelled());
        happens(4, OrderLog.refunded("1", 400));

        assertThat(papers()).extracting(Receipt::totalMinor).containsExactly(1900L, 400L, 1500L);
        assertThat(papers().getLast().cause()).isEqualTo(Cause.CANCELLATION);
        assertThat(papers().getLast().reason())
                .as("a guest's words, which may have to be forgotten")
                .isNull();
    }

    @Test
    void anEventThatWaitedForItsPredecessorCountsWhenThatComes() {
        happens(1, placed(line("1", 2, 950, null)));
        happens(3, OrderLog.refunded("1", 950));
        assertThat(papers()).hasSize(1);

        happens(2, OrderLog.moved(OrderStatus.READY));
        assertThat(papers()).hasSize(2);
        assertThat(papers().getLast().position()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatWasIssuedIsNeverChangedByWhatComesLaterAndTheSumsAreWhatTheGuestOwes(long seed) {
        Random random = new Random(seed);
        List<Receipt> before = List.of();
        happens(1, placed(line("1", 2, 950, 1000), line("2", 3, 333, 550)));
        for (int n = 0; n < 40; n++) {
            happens(2 + random.nextInt(n + 2), anything(random));
            List<Receipt> now = papers();
            assertThat(now.subList(0, before.size())).as("seed %d", seed).isEqualTo(before);
            assertThat(owed(now)).as("seed %d", seed).isNotNegative();
            before = now;
        }
    }

    private static OrderEvent anything(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new OrderAmended(List.of(line("1", 1 + random.nextInt(3), 950, 1000)), 0);
            case 1 -> new OrderAmended(List.of(line("1", 2, 950, 1000), line("2", 1, 333, 550)), 0);
            case 2 -> OrderLog.moved(OrderStatus.PREPARING);
            case 3 -> random.nextInt(9) == 0 ? OrderLog.cancelled() : OrderLog.moved(OrderStatus.READY);
            default -> OrderLog.refunded(Integer.toString(1 + random.nextInt(2)), random.nextInt(1200) - 100);
        };
    }

    private static long owed(List<Receipt> papers) {
        return papers.stream()
                .mapToLong(paper -> paper.kind() == Kind.RECEIPT ? paper.totalMinor() : -paper.totalMinor())
                .sum();
    }

    private List<Receipt> papers() {
        return Receipts.of(events);
    }

    private void happens(long version, OrderEvent event) {
        long position = events.size() + 1L;
        events.add(new StoredEvent("r1", "o1", version, position, null, Instant.ofEpochSecond(position), event));
    }

    private static OrderPlaced placed(OrderLine... lines) {
        return new OrderPlaced(AudioSource.PHONE, null, null, null, "en", List.of(lines), 0, "EUR");
    }

    private static OrderLine line(
            String id, int quantity, long unit, @org.jspecify.annotations.Nullable Integer taxBasisPoints) {
        return new OrderLine(
                id,
                "dish-" + id,
                "Dish " + id,
                "oven",
                quantity,
                unit,
                unit * quantity,
                List.of(),
                List.of(),
                List.of(),
                null,
                taxBasisPoints);
    }
}
