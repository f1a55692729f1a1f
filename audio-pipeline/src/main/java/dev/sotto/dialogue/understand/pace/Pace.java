package dev.sotto.dialogue.understand.pace;

import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.Paced;
import dev.sotto.schemas.dialogue.PacedKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What was said of when dishes are made: "two soups now and the steaks later".
 *
 * @param certain whether nothing else can have been meant; what is only "for later" may be when a guest comes for it
 */
public record Pace(List<Wish> wishes, boolean certain) {
    public static final Pace NONE = new Pace(List.of(), true);

    /** What was named; dishes by everything their words may mean. */
    public sealed interface Named {
        record Everything() implements Named {}

        record Course(String courseId) implements Named {}

        record Dishes(List<String> itemIds) implements Named {
            public Dishes {
                itemIds = List.copyOf(itemIds);
            }
        }
    }

    /** One thing that was named, and whether it waits. */
    public record Wish(Named what, boolean waits) {}

    public Pace {
        wishes = List.copyOf(wishes);
    }

    public boolean isNone() {
        return wishes.isEmpty();
    }

    /** The wishes by id; where one dish is wanted both now and later, by the lines of the order as it is now. */
    public List<Paced> on(List<DraftLine> lines) {
        List<Paced> paced = new ArrayList<>();
        for (int index = 0; index < wishes.size(); index++) {
            Wish wish = wishes.get(index);
            switch (wish.what()) {
                case Named.Everything() -> paced.add(new Paced(PacedKind.EVERYTHING, "", wish.waits()));
                case Named.Course(String courseId) -> paced.add(new Paced(PacedKind.COURSE, courseId, wish.waits()));
                case Named.Dishes dishes -> paced.addAll(dishes(index, dishes, lines));
            }
        }
        return paced;
    }

    private List<Paced> dishes(int index, Named.Dishes dishes, List<DraftLine> lines) {
        boolean waits = wishes.get(index).waits();
        List<Wish> twins = wishes.stream().filter(wish -> means(wish, dishes)).toList();
        List<String> theirs = lines.stream()
                .filter(line -> dishes.itemIds().contains(line.itemId()))
                .map(DraftLine::lineId)
                .toList();
        boolean agree = twins.stream().allMatch(twin -> twin.waits() == waits);
        if (agree || theirs.size() < twins.size()) {
            return dishes.itemIds().stream()
                    .map(id -> new Paced(PacedKind.ITEM, id, waits))
                    .toList();
        }
        int before = (int) wishes.subList(0, index).stream()
                .filter(wish -> means(wish, dishes))
                .count();
        return List.of(new Paced(PacedKind.LINE, theirs.get(theirs.size() - twins.size() + before), waits));
    }

    private static boolean means(Wish wish, Named.Dishes dishes) {
        return wish.what() instanceof Named.Dishes(List<String> ids) && !Collections.disjoint(ids, dishes.itemIds());
    }
}
