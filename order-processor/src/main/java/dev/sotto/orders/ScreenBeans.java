package dev.sotto.orders;

import dev.sotto.log.EventLog;
import dev.sotto.log.StateTable;
import dev.sotto.log.Topics;
import dev.sotto.orders.ai.AiRoutes;
import dev.sotto.orders.api.DocumentRoutes;
import dev.sotto.orders.api.OrderCommandRoutes;
import dev.sotto.orders.api.OrderRoutes;
import dev.sotto.orders.command.OrderCommands;
import dev.sotto.orders.erasure.ErasureRoutes;
import dev.sotto.orders.erasure.Erasures;
import dev.sotto.orders.evidence.AlbumKeeper;
import dev.sotto.orders.evidence.EvidenceKey;
import dev.sotto.orders.evidence.EvidenceRoutes;
import dev.sotto.orders.kitchen.KitchenRoutes;
import dev.sotto.orders.kitchen.PressRoutes;
import dev.sotto.orders.kitchen.Restaurants;
import dev.sotto.orders.kitchen.Restaurants.Greeting;
import dev.sotto.orders.kitchen.TicketFeed;
import dev.sotto.orders.lines.Gateways;
import dev.sotto.orders.lines.LineRoutes;
import dev.sotto.orders.manager.Book;
import dev.sotto.orders.manager.BookRoutes;
import dev.sotto.orders.manager.LiveFeed;
import dev.sotto.orders.manager.ManagerRoutes;
import dev.sotto.orders.menu.Edits;
import dev.sotto.orders.menu.MenuRoutes;
import dev.sotto.orders.menu.Stock;
import dev.sotto.orders.menu.StockRoutes;
import dev.sotto.orders.pairing.DeviceRoutes;
import dev.sotto.orders.pairing.PairingPages;
import dev.sotto.orders.pairing.PairingRoutes;
import dev.sotto.orders.printer.PrintQueue;
import dev.sotto.orders.printer.PrintRoom;
import dev.sotto.orders.printer.PrinterRoutes;
import dev.sotto.orders.printer.Troubles;
import dev.sotto.orders.problem.ProblemAnswers;
import dev.sotto.orders.receipt.ReceiptRoutes;
import dev.sotto.orders.store.Bell;
import dev.sotto.orders.store.Postgres;
import dev.sotto.orders.store.Remembered;
import dev.sotto.orders.store.Tickets;
import dev.sotto.orders.webhook.Postman;
import dev.sotto.orders.webhook.WebhookRoutes;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import tools.jackson.databind.ObjectMapper;

/** From the tables to the screens. */
@Configuration(proxyBeanMethods = false)
class ScreenBeans {

    /** A screen that has not taken a single write for this long is not being looked at. */
    private static final int CUT_SLOW_CLIENTS_AFTER_SECONDS = 20;

    @Bean
    StateTable<RestaurantConfig> configured(EventLog log) {
        return log.table(Topics.RESTAURANTS_CONFIG);
    }

    @Bean
    Restaurants restaurants(StateTable<RestaurantConfig> configured) {
        return id -> {
            RestaurantConfig config = configured.get(id);
            return config == null ? Greeting.unknown(id) : Greeting.of(config);
        };
    }

    @Bean
    TicketFeed ticketFeed(
            Tickets tickets,
            Bell bell,
            Restaurants restaurants,
            Troubles troubles,
            MeterRegistry registry,
            Clock clock) {
        return new TicketFeed(tickets, bell, restaurants, troubles::of, registry, clock);
    }

    @Bean
    Book book(Postgres postgres) {
        return new Book(postgres);
    }

    @Bean
    LiveFeed liveFeed(Book book, Bell bell, StateTable<RestaurantConfig> configured, Clock clock) {
        return new LiveFeed(book, bell, configured, clock);
    }

    @Bean
    WebhookRoutes webhookRoutes(Postgres postgres, OrdersSettings settings, Clock clock) {
        return new WebhookRoutes(postgres, settings.webhooks(), clock);
    }

    @Bean
    Postman postman(
            Postgres postgres,
            Bell bell,
            OrdersSettings settings,
            EvidenceKey evidence,
            MeterRegistry registry,
            Clock clock) {
        return new Postman(postgres, bell, settings.webhooks(), evidence, registry, clock);
    }

    @Bean
    EvidenceKey evidenceKey(Postgres postgres, OrdersSettings settings) {
        return new EvidenceKey(postgres, settings.evidence());
    }

    @Bean
    EvidenceRoutes evidenceRoutes(Postgres postgres, EvidenceKey evidence, Clock clock) {
        return new EvidenceRoutes(postgres, evidence, clock);
    }

    @Bean
    AlbumKeeper albumKeeper(Postgres postgres, OrdersSettings settings, Clock clock) {
        return new AlbumKeeper(postgres, settings.evidence(), clock);
    }

    @Bean
    PrintQueue printQueue(
            Postgres postgres,
            StateTable<RestaurantConfig> configured,
            OrdersSettings settings,
            ObjectMapper json,
            Clock clock) {
        return new PrintQueue(postgres, configured, settings.printers(), json, clock);
    }

    @Bean
    PrintRoom printRoom(
            Postgres postgres,
            StateTable<RestaurantConfig> configured,
            PrintQueue queue,
            OrdersSettings settings,
            ObjectMapper json,
            MeterRegistry registry,
            Clock clock) {
        return new PrintRoom(postgres, configured, queue, settings.printers(), json, registry, clock);
    }

    @Bean
    Troubles troubles(Postgres postgres, StateTable<RestaurantConfig> configured) {
        return new Troubles(postgres, configured);
    }

    @Bean
    PrinterRoutes printerRoutes(Postgres postgres, Edits edits, OrdersSettings settings, Clock clock) {
        return new PrinterRoutes(postgres, edits, settings.printers(), clock);
    }

    @Bean
    RouterFunction<ServerResponse> routes(
            Postgres postgres,
            Remembered remembered,
            TicketFeed feed,
            OrderCommands commands,
            Restaurants restaurants,
            Edits edits,
            Book book,
            LiveFeed live,
            WebhookRoutes webhooks,
            EvidenceRoutes evidence,
            PairingRoutes pairing,
            DeviceRoutes devices,
            PrinterRoutes printers,
            Erasures erasures,
            Gateways gateways) {
        return new OrderRoutes(Tickets.looking(postgres), remembered)
                .routes()
                .and(new OrderCommandRoutes(commands).routes())
                .and(new ReceiptRoutes(postgres).routes())
                .and(new StockRoutes(new Stock(edits)).routes())
                .and(new MenuRoutes(edits).routes())
                .and(new BookRoutes(book).routes())
                .and(new AiRoutes(postgres).routes())
                .and(new ManagerRoutes(live).routes())
                .and(webhooks.routes())
                .and(evidence.routes())
                .and(pairing.routes())
                .and(devices.routes())
                .and(printers.routes())
                .and(new ErasureRoutes(erasures).routes())
                .and(new LineRoutes(gateways).routes())
                .and(PairingPages.routes())
                .and(DocumentRoutes.routes())
                .and(new KitchenRoutes(feed).routes())
                .and(new PressRoutes(commands, restaurants).routes());
    }

    @Bean
    ProblemAnswers problemAnswers(ObjectMapper json, OrderIntake intake) {
        return new ProblemAnswers(json, intake::tablesAreThere);
    }

    @Bean
    NettyServerCustomizer cutsSlowClients() {
        return server -> server.doOnConnection(connection ->
                connection.addHandlerFirst(new WriteTimeoutHandler(CUT_SLOW_CLIENTS_AFTER_SECONDS, TimeUnit.SECONDS)));
    }

    /** Event loops of our own: the shared ones would be taken from every other server of this JVM when we stop. */
    @Bean
    ReactorResourceFactory eventLoops() {
        ReactorResourceFactory loops = new ReactorResourceFactory();
        loops.setUseGlobalResources(false);
        return loops;
    }

    /** The server waits for its requests to end before it stops; the screens' requests end only when told. */
    @Bean
    ApplicationListener<ContextClosedEvent> endsTheScreens(Bell bell) {
        return closed -> bell.announceClosing();
    }
}
