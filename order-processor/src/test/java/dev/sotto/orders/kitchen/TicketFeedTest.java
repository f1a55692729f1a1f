package dev.sotto.orders.kitchen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sotto.orders.OrderLog;
import dev.sotto.orders.kitchen.Restaurants.Greeting;
import dev.sotto.orders.printer.Troubles.Troubled;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.FreshDatabase;
import dev.sotto.orders.store.Ticket;
import dev.sotto.schemas.order.OrderStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

class TicketFeedTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final FreshDatabase database = new FreshDatabase();

    private final OrderLog log = new OrderLog(0);
    private volatile List<Troubled> troubled = List.of();
    private Bell bell;
    private TicketFeed feed;

    @BeforeEach
    void open() {
        bell = new Bell(database.postgres());
        bell.start();
        feed = new TicketFeed(
                database.tickets(),
                bell,
                Greeting::unknown,
                restaurant -> troubled,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        bell.stop();
    }

    @Test
    void aPrinterThatDoesNotPrintIsToldToCooksAndNotToGuests() {
        troubled = List.of(new Troubled("hot", "Hot", "PAPER_OUT", Instant.EPOCH, 3));
        ScreenEvent told = Objects.requireNonNull(feed.follow("r1", null)
                .filter(event -> "printers".equals(event.name()))
                .blockFirst(SOON));
        assertThat(told.value()).isEqualTo(troubled);
        assertThat(feed.followForGuests("r1", null)
                        .take(5)
                        .map(ScreenEvent::name)
                        .collectList()
                        .block(SOON))
                .doesNotContain("printers");
    }

    @Test
    void aNewScreenIsGreetedAndShownWhatIsOpenAndWhatMayComeBack() {
        place(1, 6);
        move("o2", 2, OrderStatus.READY);
        move("o6", 2, OrderStatus.READY);
        write();
        database.run("update orders set changed_at = now() - interval '1 hour' where order_id = 'o6'");

        List<ScreenEvent> told = Objects.requireNonNull(feed.follow("r1", null)
                .takeUntil(event -> "caught-up".equals(event.name()))
                .filter(event -> !"beat".equals(event.name()))
                .collectList()
                .block(SOON));

        assertThat(told.getFirst().value()).isEqualTo(Greeting.unknown("r1"));
        assertThat(told).extracting(ScreenEvent::name).endsWith("caught-up");
        assertThat(tickets(told)).extracting(Ticket::orderId).containsExactly("o1", "o3", "o4", "o5", "o2");
        assertThat(tickets(told)).extracting(Ticket::phone).containsOnlyNulls();
    }

    @Test
    void aTicketThatWasDoneWhileTheScreenWasAwayIsToldToIt() {
        place(1, 3);
        write();
        move("o2", 2, OrderStatus.READY);
        write();

        List<Ticket> told = read(3L, 1);

        assertThat(told.getFirst().orderId()).isEqualTo("o2");
        assertThat(told.getFirst().status()).isEqualTo(dev.sotto.orders.order.TicketStatus.READY);
    }

    @Test
    void aBacklogLongerThanAPageComesWholeAndInOrder() {
        place(1, 350);
        write();

        List<Ticket> told = read(null, 350);

        assertThat(told)
                .extracting(Ticket::number)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(350);
    }

    @Test
    void aScreenThatKnowsAPositionFromBeforeARestoreBeginsAnew() {
        place(1, 2);
        write();

        List<ScreenEvent> told = Objects.requireNonNull(feed.follow("r1", 9_000L)
                .takeUntil(event -> "caught-up".equals(event.name()))
                .collectList()
                .block(SOON));

        assertThat(told).extracting(ScreenEvent::name).contains("reset");
        assertThat(tickets(told)).extracting(Ticket::orderId).containsExactly("o1", "o2");
    }

    @Test
    void ticketsOfOtherRestaurantsNeverArrive() {
        log.append(OrderLog.order("r2", "foreign", 1, OrderLog.placed("regina")));
        place(1, 2);
        write();

        assertThat(read(null, 2)).extracting(Ticket::restaurantId).containsOnly("r1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 11})
    void aScreenThatKeepsReconnectingMissesNoTicketAndSeesNoneTwice(long seed) {
        int orders = 150;
        Random random = new Random(seed);
        CompletableFuture<Void> kitchen = CompletableFuture.runAsync(() -> {
            Random sizes = new Random(seed + 1);
            for (int placed = 0; placed < orders; ) {
                int batch = Math.min(orders - placed, 1 + sizes.nextInt(7));
                place(placed + 1, batch);
                write();
                placed += batch;
            }
        });

        List<Ticket> seen = new ArrayList<>();
        Long last = null;
        while (seen.size() < orders) {
            List<Ticket> some = read(last, Math.min(orders - seen.size(), 1 + random.nextInt(40)));
            seen.addAll(some);
            // A stream may also end by itself on a slow machine; then the screen comes back as it was.
            last = some.isEmpty() ? last : Long.valueOf(some.getLast().position());
        }

        kitchen.join();
        assertThat(seen).extracting(Ticket::orderId).doesNotHaveDuplicates().hasSize(orders);
        assertThat(seen).extracting(Ticket::position).isSorted();
        assertThat(seen).extracting(Ticket::number).isSorted();
    }

    @Test
    void whatIsToldIsWrittenAsAnEventStreamAndOnceForAllScreens() {
        place(1, 1);
        write();

        ScreenEvent ticket = Objects.requireNonNull(feed.follow("r1", null)
                .filter(event -> "ticket".equals(event.name()))
                .blockFirst(SOON));
        assertThat(ticket.written(DefaultDataBufferFactory.sharedInstance).toString(StandardCharsets.UTF_8))
                .startsWith("id:1\nevent:ticket\ndata:{\"restaurantId\":\"r1\",\"orderId\":\"o1\"")
                .endsWith("}\n\n")
                .satisfies(text -> assertThat(text.lines()).hasSize(4));

        CompletableFuture<@Nullable List<ScreenEvent>> screens = Flux.merge(
                        live("r1"), live("r1"), feed.follow("r1", 1L).filter(event -> "o2".equals(orderOf(event))))
                .take(3)
                .collectList()
                .toFuture();
        await().until(() -> feed.screens() == 3);
        place(2, 1);
        write();
        assertThat(screens).succeedsWithin(SOON);
        assertThat(screens.join()).extracting(TicketFeedTest::orderOf).containsOnly("o2");
    }

    private Flux<ScreenEvent> live(String restaurantId) {
        return feed.follow(restaurantId, null).filter(event -> "o2".equals(orderOf(event)));
    }

    private static String orderOf(ScreenEvent event) {
        return event.value() instanceof Ticket ticket ? ticket.orderId() : "";
    }

    @Test
    void theGuestsBoardIsToldNumbersAndNothingOfThePeople() {
        place(1, 2);
        write();
        database.run("update orders set customer_name = 'Marguerite', customer_phone = '+33612345678'");

        String told = Objects.requireNonNull(feed.followForGuests("r1", null)
                .takeUntil(event -> "caught-up".equals(event.name()))
                .map(event ->
                        event.written(DefaultDataBufferFactory.sharedInstance).toString(StandardCharsets.UTF_8))
                .reduce("", String::concat)
                .block(SOON));

        assertThat(told).contains("\"number\":1", "\"number\":2", "\"status\":\"RECEIVED\"");
        assertThat(told).doesNotContain("Marguerite", "phoneEnding", "margherita", "lineId");
    }

    @Test
    void everyScreenEndsWhenTheServiceCloses() {
        CompletableFuture<@Nullable List<ScreenEvent>> screen =
                feed.follow("r1", null).collectList().toFuture();

        bell.announceClosing();

        assertThat(screen).succeedsWithin(SOON);
        assertThat(feed.screens()).isZero();
    }

    private List<Ticket> read(@Nullable Long last, int count) {
        return Objects.requireNonNull(feed.follow("r1", last)
                .filter(event -> event.value() instanceof Ticket)
                .map(event -> (Ticket) event.value())
                .take(count)
                .collectList()
                .block(SOON));
    }

    private static List<Ticket> tickets(List<ScreenEvent> told) {
        return told.stream()
                .map(ScreenEvent::value)
                .filter(Ticket.class::isInstance)
                .map(Ticket.class::cast)
                .toList();
    }

    private void place(int from, int count) {
        for (int n = from; n < from + count; n++) {
            log.append(OrderLog.order("r1", "o" + n, 1, OrderLog.placed("margherita")));
        }
    }

    private void move(String orderId, long version, OrderStatus to) {
        log.append(OrderLog.order("r1", orderId, version, OrderLog.moved(to)));
    }

    private int written;

    private void write() {
        database.ledger().write(log.from(written, log.all().size())).block(SOON);
        written = log.all().size();
    }
}
