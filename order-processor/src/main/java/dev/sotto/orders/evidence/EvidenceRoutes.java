package dev.sotto.orders.evidence;

import dev.sotto.orders.access.Visitor;
import dev.sotto.orders.problem.Problem;
import dev.sotto.orders.store.Postgres;
import dev.sotto.shipped.ShippedFiles;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Where a guest sends pictures with nothing but his link, and where his restaurant's manager sees them. */
public final class EvidenceRoutes {

    private static final ShippedFiles FILES = new ShippedFiles(EvidenceRoutes.class, "");

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    /** Of all pages only this one sends a form. */
    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; " + "frame-ancestors 'none'";

    /** What a stranger sent is a picture or nothing: it may load, run and embed nothing. */
    private static final String PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final Album album;
    private final Arrivals arrivals;
    private final EvidenceKey key;
    private final Clock clock;

    public EvidenceRoutes(Postgres postgres, EvidenceKey key, Clock clock) {
        this.album = new Album(postgres, clock);
        this.arrivals = new Arrivals(album);
        this.key = key;
        this.clock = clock;
    }

    /** What a manager is told: a link that he may send himself while it is good, and what has come. */
    record Told(@Nullable String link, @Nullable Instant closesAt, List<Album.Entry> pictures) {}

    public RouterFunction<ServerResponse> routes() {
        String claim = "/api/restaurants/{restaurantId}/claims/{claimId}";
        return RouterFunctions.route()
                .GET("/evidence/{token}", this::ask)
                .POST("/evidence/{token}", this::take)
                .GET("/assets/evidence/page.css", request -> style())
                .GET(claim + "/evidence", this::sheet)
                .GET(claim + "/pictures/{pictureId}", this::picture)
                .build();
    }

    private Mono<ServerResponse> ask(ServerRequest request) {
        return behind(request, claim -> page(HttpStatus.OK, page(claim).asking(claim)))
                .switchIfEmpty(Mono.defer(() -> invalid(request)));
    }

    private Mono<ServerResponse> take(ServerRequest request) {
        boolean form = request.headers()
                .contentType()
                .filter(MediaType.MULTIPART_FORM_DATA::isCompatibleWith)
                .isPresent();
        return behind(request, claim -> form ? taken(request, claim) : told(claim, List.of()))
                .switchIfEmpty(Mono.defer(() -> request.bodyToFlux(DataBuffer.class)
                        .doOnNext(DataBufferUtils::release)
                        .then(Mono.defer(() -> invalid(request)))));
    }

    private Mono<ServerResponse> taken(ServerRequest request, Case claim) {
        return arrivals.of(claim, request.bodyToFlux(PartEvent.class)).flatMap(arrived -> told(claim, arrived));
    }

    private Mono<ServerResponse> told(Case claim, List<Arrival> arrived) {
        boolean good = !arrived.isEmpty() && arrived.stream().allMatch(Arrival.KEPT::equals);
        HttpStatus status = good ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
        return album.find(claim.claimId())
                .flatMap(now -> page(status, page(claim).answering(claim, arrived, now.pictures())));
    }

    /** Empty for a link that is not ours, is too old, or whose guest was forgotten. */
    private Mono<ServerResponse> behind(ServerRequest request, Function<Case, Mono<ServerResponse>> then) {
        return key.links().flatMap(links -> {
            String claimId = links.claim(request.pathVariable("token"));
            return claimId == null
                    ? Mono.empty()
                    : album.find(claimId)
                            .filter(claim -> !claim.erased() && clock.instant().isBefore(links.closes(claim.opened())))
                            .flatMap(then);
        });
    }

    private static EvidencePage page(Case claim) {
        return EvidencePage.in(claim.language());
    }

    private static Mono<ServerResponse> invalid(ServerRequest request) {
        String language = request.headers().acceptLanguage().stream()
                .map(Locale.LanguageRange::getRange)
                .findFirst()
                .orElse("en");
        return page(HttpStatus.NOT_FOUND, EvidencePage.in(language).invalid());
    }

    private static Mono<ServerResponse> page(HttpStatus status, String html) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .header("Content-Security-Policy", PAGE_POLICY)
                .bodyValue(html);
    }

    private static Mono<ServerResponse> style() {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType("text/css"))
                .cacheControl(CacheControl.noCache())
                .bodyValue(FILES.require("page.css"));
    }

    private Mono<ServerResponse> sheet(ServerRequest request) {
        String claimId = request.pathVariable("claimId");
        return key.links()
                .zipWith(album.sheet(Visitor.of(request).restaurantId(), claimId))
                .flatMap(known -> ServerResponse.ok().bodyValue(told(claimId, known.getT2(), known.getT1())))
                .switchIfEmpty(Mono.defer(EvidenceRoutes::none));
    }

    private Told told(String claimId, Album.Sheet sheet, EvidenceLinks links) {
        Instant closes = links.closes(sheet.opened());
        boolean open = sheet.asked() && clock.instant().isBefore(closes);
        return new Told(open ? links.link(claimId) : null, open ? closes : null, sheet.pictures());
    }

    private Mono<ServerResponse> picture(ServerRequest request) {
        return album.picture(
                        Visitor.of(request).restaurantId(),
                        request.pathVariable("claimId"),
                        request.pathVariable("pictureId"))
                .flatMap(EvidenceRoutes::shown)
                .switchIfEmpty(Mono.defer(EvidenceRoutes::none));
    }

    private static Mono<ServerResponse> shown(Picture picture) {
        return ServerResponse.ok()
                .contentType(MediaType.parseMediaType(picture.kind().type()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"" + picture.id() + "."
                                + picture.kind().ending() + "\"")
                .header("Content-Security-Policy", PICTURE_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .bodyValue(picture.bytes());
    }

    private static Mono<ServerResponse> none() {
        return Problem.notFound("This restaurant has no such claim or picture.").response();
    }
}
