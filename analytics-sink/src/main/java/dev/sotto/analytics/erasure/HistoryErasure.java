package dev.sotto.analytics.erasure;

import dev.sotto.analytics.hot.HotRow;
import dev.sotto.analytics.hot.HotStore;
import dev.sotto.analytics.lake.Lake;
import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.TableShape;
import dev.sotto.analytics.query.Questions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every place of the history in which somebody's words may lie: rows not committed yet, files of all ages, copies of files. */
public final class HistoryErasure {

    /** A younger file may be about to be committed; whoever writes it knows already whom to leave out. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(30);

    private final LakeDoor door;
    private final HotStore hot;
    private final Questions questions;
    private final JsonMapper json = JsonMapper.shared();

    public HistoryErasure(LakeDoor door, HotStore hot, Questions questions) {
        this.door = door;
        this.hot = hot;
        this.questions = questions;
    }

    /** How many rows were left without words, by table. */
    Mono<Map<String, Long>> rows(Subject subject) {
        return door.lake()
                .flatMap(lake -> Mono.fromCallable(() -> rows(lake, subject)).subscribeOn(Schedulers.boundedElastic()));
    }

    private Map<String, Long> rows(Lake lake, Subject subject) {
        Map<String, Long> changed = new LinkedHashMap<>();
        long shown = shown(subject);
        if (shown > 0) {
            changed.put("hot rows", shown);
        }
        changed.putAll(new LakeErasure(lake).erase(subject));
        return changed;
    }

    /** Removes the files that held the words, and whatever was made of them; says what stays, empty for nothing. */
    Mono<String> bytes() {
        return door.lake()
                .flatMap(lake -> Mono.fromCallable(() -> {
                            LakeErasure erasure = new LakeErasure(lake);
                            erasure.forgetThePast();
                            hot.scrub();
                            questions.forget();
                            long left = erasure.leftBehind(Instant.now().minus(IN_FLIGHT));
                            return left == 0
                                    ? ""
                                    : left
                                            + " files of writers that died, which no table names, until upkeep finds them"
                                            + " (analytics.upkeep.orphans-after)";
                        })
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private long shown(Subject subject) {
        long replaced = 0;
        List<TableShape> speaking = TableShape.ALL.stream()
                .filter(shape -> !shape.guestWords().isEmpty())
                .toList();
        for (Map.Entry<TableShape, List<HotRow>> table :
                hot.read(speaking, subject.restaurantId()).entrySet()) {
            List<HotRow> less = table.getValue().stream()
                    .map(row -> without(row, table.getKey(), subject))
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList();
            replaced += less.isEmpty() ? 0 : hot.replace(table.getKey(), less);
        }
        return replaced;
    }

    /** Null when nothing is to be taken from it. */
    private @Nullable HotRow without(HotRow row, TableShape shape, Subject subject) {
        ObjectNode content = (ObjectNode) json.readTree(row.content());
        boolean his = subject.isHis(column -> column.equals("restaurant_id")
                ? row.restaurantId()
                : content.path(column).asString(""));
        if (!his || shape.guestWords().stream().noneMatch(content::has)) {
            return null;
        }
        shape.guestWords().forEach(content::remove);
        return new HotRow(row.partition(), row.offset(), row.nth(), row.restaurantId(), content.toString());
    }
}
