package dev.sotto.orders.menu;

import dev.sotto.orders.problem.Problem;
import java.util.List;

/** What becomes of a wish to change a restaurant. */
public sealed interface EditAnswer {

    /** It is certain; running calls know it when they have this revision. */
    record Accepted(long revision) implements EditAnswer {}

    record Refused(Problem problem) implements EditAnswer {}

    /** The restaurant would not make sense: everything that is wrong, at once. */
    record Senseless(List<Complaint> complaints) implements EditAnswer {

        public Senseless {
            complaints = List.copyOf(complaints);
        }
    }

    /** One thing that is wrong, as MenuRules says it. */
    record Complaint(String field, String what, String suggestion) {}
}
