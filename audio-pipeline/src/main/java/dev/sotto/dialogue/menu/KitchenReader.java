package dev.sotto.dialogue.menu;

import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenAgeing;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.KitchenPrinter;
import dev.sotto.schemas.restaurant.KitchenStation;
import java.util.Objects;
import java.util.Set;

/** The part of a restaurant's file that says how its kitchen works. */
final class KitchenReader {
    private static final Set<String> SERVICES = Set.of("pickup", "delivery", "dine_in");
    private static final int USUAL_WARNING = 5;
    private static final int LONGEST = 24 * 60;

    private final Problems problems;

    KitchenReader(Problems problems) {
        this.problems = problems;
    }

    Kitchen read(Fields fields) {
        return new Kitchen(
                fields.flag("expo", false),
                fields.list("stations", this::station),
                fields.list("courses", this::course),
                fields.list("ageing", this::ageing),
                fields.list("printers", KitchenReader::printer));
    }

    private static KitchenPrinter printer(Fields fields) {
        return new KitchenPrinter(
                fields.text("id"),
                fields.text("name"),
                fields.text("address"),
                fields.texts("stations"),
                Objects.requireNonNullElse(fields.countOrNull("columns"), KitchenPrinter.USUAL_COLUMNS),
                Objects.requireNonNullElse(fields.textOrNull("characters"), KitchenPrinter.USUAL_CHARACTERS));
    }

    private KitchenStation station(Fields fields) {
        return new KitchenStation(fields.text("id"), fields.text("name"));
    }

    private KitchenCourse course(Fields fields) {
        return new KitchenCourse(
                fields.text("id"), fields.text("name"), fields.texts("categories"), fields.flag("held", false));
    }

    private KitchenAgeing ageing(Fields fields) {
        String service = fields.text("service");
        if (!service.isEmpty() && !SERVICES.contains(service)) {
            problems.add(fields.at("service"), "must be pickup, delivery or dine_in, not \"" + service + "\"", "");
        }
        int warn = Objects.requireNonNullElse(fields.countOrNull("warnMinutes"), USUAL_WARNING);
        int late = Objects.requireNonNullElse(fields.countOrNull("lateMinutes"), 2 * warn);
        if (warn < 1 || late <= warn || late > LONGEST) {
            problems.add(fields.at("lateMinutes"), "must be more than warnMinutes and at most a day", "");
        }
        return new KitchenAgeing(service, warn, late);
    }
}
