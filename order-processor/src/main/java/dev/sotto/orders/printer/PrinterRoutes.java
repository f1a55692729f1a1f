package dev.sotto.orders.printer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.menu.EditAnswer;
import dev.sotto.orders.menu.EditAnswer.Complaint;
import dev.sotto.orders.menu.Editing;
import dev.sotto.orders.menu.Edits;
import dev.sotto.orders.printer.line.Destination;
import dev.sotto.orders.printer.line.Outcome;
import dev.sotto.orders.printer.line.PrinterLine;
import dev.sotto.orders.printer.line.PrinterLine.Printer;
import dev.sotto.orders.printer.line.PrinterSettings;
import dev.sotto.orders.printer.line.Trouble;
import dev.sotto.orders.printer.slip.Layout;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Postgres;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a manager says which printers there are, sees how they stand, and tries one. */
public final class PrinterRoutes {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Editing EDITING = new Editing("printers");

    private final Edits edits;
    private final PrinterBook book;
    private final Spool spool;
    private final Destination destination;
    private final PrinterLine line;
    private final List<String> networks;
    private final Clock clock;

    public PrinterRoutes(Postgres postgres, Edits edits, PrinterSettings settings, Clock clock) {
        this.edits = edits;
        this.book = new PrinterBook(postgres);
        this.spool = new Spool(postgres, settings, clock);
        this.destination = new Destination(settings, InetAddress::getAllByName);
        this.line = new PrinterLine(destination, settings);
        this.networks = settings.networks();
        this.clock = clock;
    }

    public RouterFunction<ServerResponse> routes() {
        String own = "/api/restaurants/{restaurantId}/printers";
        return RouterFunctions.route()
                .GET(own, this::list)
                .PUT(own, this::write)
                .POST(own + "/{printerId}/test", this::test)
                .build();
    }

    /** @param standing what became of it so far; null where nothing was ever to come out of it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(
            String id,
            String name,
            String address,
            List<String> stations,
            int columns,
            String characters,
            @Nullable JsonNode standing) {}

    record Listing(List<Listed> printers, List<String> networks) {}

    private Mono<ServerResponse> list(ServerRequest request) {
        String restaurantId = Visitor.of(request).restaurantId();
        return book.standing(restaurantId)
                .flatMap(standing -> edits.current(restaurantId)
                        .flatMap(config -> ServerResponse.ok()
                                .eTag(Long.toString(config.revision()))
                                .bodyValue(new Listing(listed(config, STRICT.readTree(standing)), networks))))
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok().bodyValue(new Listing(List.of(), networks))));
    }

    private static List<Listed> listed(RestaurantConfig config, JsonNode standing) {
        return Printers.of(config).stream()
                .map(each -> new Listed(
                        each.id(),
                        each.name(),
                        each.address(),
                        each.stations(),
                        each.columns(),
                        each.characters(),
                        standing.get(each.id())))
                .toList();
    }

    /** All printers, as they shall be. */
    record Wanted(@Nullable List<WantedPrinter> printers) {}

    record WantedPrinter(
            @Nullable String id,
            @Nullable String name,
            @Nullable String address,
            @Nullable List<String> stations,
            @Nullable Integer columns,
            @Nullable String characters) {

        KitchenPrinter printer() {
            return new KitchenPrinter(
                    Objects.requireNonNullElse(id, ""),
                    Objects.requireNonNullElse(name, ""),
                    Objects.requireNonNullElse(address, ""),
                    Objects.requireNonNullElse(stations, List.of()),
                    Objects.requireNonNullElse(columns, KitchenPrinter.USUAL_COLUMNS),
                    Objects.requireNonNullElse(characters, KitchenPrinter.USUAL_CHARACTERS));
        }
    }

    private Mono<ServerResponse> write(ServerRequest request) {
        Visitor visitor = Visitor.of(request);
        return EDITING.over(request, revision -> write(request, visitor, revision));
    }

    private Mono<ServerResponse> write(ServerRequest request, Visitor visitor, long revision) {
        return request.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .mapNotNull(PrinterRoutes::wanted)
                .flatMap(wanted -> write(visitor, revision, wanted))
                .switchIfEmpty(Mono.defer(() -> Problem.badRequest(
                                "Send {\"printers\": [{\"id\", \"name\", \"address\", \"stations\", \"columns\","
                                        + " \"characters\"}]}, all printers as they shall be.")
                        .response()));
    }

    private static @Nullable List<KitchenPrinter> wanted(byte[] body) {
        try {
            Wanted wanted = STRICT.readValue(body, Wanted.class);
            List<WantedPrinter> printers = wanted == null ? null : wanted.printers();
            return printers == null || printers.stream().anyMatch(Objects::isNull)
                    ? null
                    : printers.stream().map(WantedPrinter::printer).toList();
        } catch (JacksonException | NullPointerException torn) {
            return null;
        }
    }

    private Mono<ServerResponse> write(Visitor visitor, long revision, List<KitchenPrinter> printers) {
        return edits.current(visitor.restaurantId())
                .flatMap(now -> unreachable(printers, Printers.of(now)))
                .flatMap(complaints -> complaints.isEmpty()
                        ? edits.edit(visitor.restaurantId(), revision, visitor.role(), now -> with(now, printers))
                        : Mono.just(new EditAnswer.Senseless(complaints)))
                .flatMap(EDITING::answer)
                .switchIfEmpty(none());
    }

    private static RestaurantConfig with(RestaurantConfig now, List<KitchenPrinter> printers) {
        Kitchen kitchen = Objects.requireNonNullElse(now.kitchen(), Kitchen.PLAIN);
        return printers.equals(kitchen.printers())
                ? now
                : now.withKitchen(kitchen.withPrinters(printers), now.envelope());
    }

    /** Told at once where it may not be reached today; looked at again each time it is. */
    private Mono<List<Complaint>> unreachable(List<KitchenPrinter> printers, List<KitchenPrinter> known) {
        return Mono.fromCallable(() -> {
                    List<Complaint> complaints = new ArrayList<>();
                    for (int nth = 0; nth < printers.size(); nth++) {
                        String address = printers.get(nth).address();
                        if (known.stream().noneMatch(each -> each.address().equals(address))) {
                            complain(address, "kitchen.printers[" + nth + "].address", complaints);
                        }
                    }
                    return List.copyOf(complaints);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private void complain(String address, String field, List<Complaint> complaints) {
        try {
            destination.resolve(address);
        } catch (Destination.Refused refused) {
            complaints.add(new Complaint(field, String.valueOf(refused.getMessage()), ""));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tried(boolean printed, @Nullable Trouble trouble, String says) {}

    /** At once and once, past whatever waits. */
    private Mono<ServerResponse> test(ServerRequest request) {
        String restaurantId = Visitor.of(request).restaurantId();
        String printerId = request.pathVariable("printerId");
        return edits.current(restaurantId)
                .flatMap(config -> Mono.justOrEmpty(Printers.of(config, printerId))
                        .flatMap(printer -> spool.hold(restaurantId, printerId)
                                .flatMap(held -> trial(config, printer, held))
                                .defaultIfEmpty(new Tried(false, null, "It is printing something else. Try again."))))
                .flatMap(tried -> ServerResponse.ok().bodyValue(tried))
                .switchIfEmpty(none());
    }

    private Mono<Tried> trial(RestaurantConfig restaurant, KitchenPrinter printer, Spool.Held held) {
        byte[] slip = new Layout(restaurant, printer).sample(clock.instant());
        return line.print(new Printer(printer.address(), held.answers()), slip, Mono.empty())
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Printed(boolean confirmed) ->
                        spool.works(held, confirmed)
                                .then(spool.release(held))
                                .thenReturn(new Tried(
                                        true,
                                        null,
                                        confirmed
                                                ? "It says that it has printed it."
                                                : "It took it, and says nothing of itself: look whether it came out."));
                    case Outcome.NotReady(Trouble trouble, String says) ->
                        spool.release(held).thenReturn(new Tried(false, trouble, says));
                    case Outcome.Unsure(Trouble trouble, String says) ->
                        spool.release(held).thenReturn(new Tried(false, trouble, says));
                });
    }

    private static Mono<ServerResponse> none() {
        return Mono.defer(
                () -> Problem.notFound("This restaurant has no such printer.").response());
    }
}
