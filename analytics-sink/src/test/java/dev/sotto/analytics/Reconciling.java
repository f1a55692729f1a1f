package dev.sotto.analytics;

import dev.sotto.analytics.lake.LakeDoor;
import dev.sotto.analytics.lake.LakeSettings;
import dev.sotto.analytics.query.Asking;
import dev.sotto.analytics.query.Questions;
import dev.sotto.analytics.reconcile.Comparison;
import dev.sotto.analytics.reconcile.Period;
import dev.sotto.analytics.reconcile.ReconcileSettings;
import dev.sotto.analytics.reconcile.Reconciler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Both sides, and whoever holds one against the other. */
final class Reconciling implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final LakeSettings settings;
    private final LakeDoor door;
    private final Questions questions;
    private final List<Reconciler> started = new ArrayList<>();

    final BothSides sides;

    Reconciling(LakeSettings settings, Path folder) throws SQLException, IOException {
        this.settings = settings;
        this.sides = new BothSides(settings);
        this.door = new LakeDoor(settings);
        this.questions = new Questions(Asking.settings(folder, List.of()), door.lake(), new SimpleMeterRegistry());
    }

    /** One that is not started yet. */
    Reconciler reconciler(Duration lakeWithin, Duration callsAfter, SimpleMeterRegistry meters) {
        ReconcileSettings every = new ReconcileSettings(
                settings.catalogUrl(),
                settings.catalogUser(),
                "",
                "sotto_auditor",
                "public",
                Duration.ofMillis(100),
                Duration.ofDays(30),
                callsAfter,
                lakeWithin);
        Reconciler reconciler = new Reconciler(
                door, SinkSettings.hot(settings.catalogUrl(), settings.catalogUser()), every, questions, meters);
        started.add(reconciler);
        return reconciler;
    }

    /** What comes of comparing the last week. */
    Comparison compared(Duration lakeWithin) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return Objects.requireNonNull(reconciler(lakeWithin, Duration.ZERO, new SimpleMeterRegistry())
                .compare(Period.of(today.minusDays(7), today))
                .block(LIMIT));
    }

    @Override
    public void close() throws SQLException {
        started.forEach(Reconciler::stop);
        questions.close();
        door.close();
        sides.close();
    }
}
