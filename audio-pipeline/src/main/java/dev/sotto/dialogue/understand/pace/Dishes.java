package dev.sotto.dialogue.understand.pace;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Meaning;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.dialogue.understand.ordering.Heads;
import dev.sotto.schemas.restaurant.Kitchen;
import dev.sotto.schemas.restaurant.KitchenCourse;
import dev.sotto.schemas.restaurant.MenuItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the dishes and the kitchen's courses that were named; a course by the name the restaurant's file gives it. */
final class Dishes {
    private final Carte carte;
    private final Language language;
    private final Heads heads;
    private final List<KitchenCourse> courses;

    Dishes(Carte carte, Language language) {
        this.carte = carte;
        this.language = language;
        this.heads = new Heads(carte, _ -> "");
        Kitchen kitchen = carte.config().kitchen();
        this.courses = kitchen == null ? List.of() : kitchen.courses();
    }

    /** All of them in the order they were said; none of them overlaps another or one of these words. */
    List<Target> in(List<Token> tokens, List<Mention> mentions, List<PaceWord> words) {
        List<Target> targets = new ArrayList<>();
        for (int index = 0; index < mentions.size(); index++) {
            Mention mention = mentions.get(index);
            boolean counted = index > 0 && mentions.get(index - 1).isAny(Cue.NUMBER, Cue.ANOTHER);
            boolean dish = mention.orderScore() > 0 && mention.orderScore() >= mention.modifierScore();
            if (dish) {
                targets.add(dish(mention, counted));
            }
        }
        for (int at = 0; at < tokens.size(); at++) {
            Target course = course(tokens, at);
            if (course != null && targets.stream().noneMatch(target -> isTaken(target, course))) {
                targets.removeIf(target -> overlaps(target, course.from(), course.to()));
                targets.add(course);
            }
        }
        targets.removeIf(target -> words.stream().anyMatch(word -> overlaps(target, word.from(), word.to())));
        targets.sort(Comparator.comparingInt(Target::from));
        return targets;
    }

    /** The place of its course among those of the kitchen; -1 where it is in none. */
    int course(Target target) {
        List<Integer> places = switch (target.what()) {
            case Pace.Named.Everything() -> List.<Integer>of();
            case Pace.Named.Course(String id) ->
                courses.stream()
                        .filter(course -> course.id().equals(id))
                        .map(courses::indexOf)
                        .toList();
            case Pace.Named.Dishes(List<String> ids) ->
                ids.stream().map(this::courseOf).distinct().toList();
        };
        return places.size() == 1 ? places.getFirst() : -1;
    }

    private int courseOf(String itemId) {
        String category = carte.item(itemId).map(MenuItem::category).orElse("");
        for (int index = 0; index < courses.size(); index++) {
            if (courses.get(index).categories().contains(category)) {
                return index;
            }
        }
        return -1;
    }

    private Target dish(Mention mention, boolean counted) {
        List<String> items = heads.itemsOf(mention);
        boolean kind = items.size() > 1
                && mention.readings().stream().anyMatch(reading -> reading.meaning() instanceof Meaning.Category);
        return new Target(new Pace.Named.Dishes(items), mention.from(), mention.to(), counted, kind);
    }

    private @Nullable Target course(List<Token> tokens, int from) {
        for (KitchenCourse course : courses) {
            List<String> name =
                    Token.of(course.name(), language).stream().map(Token::stem).toList();
            int to = from + name.size();
            boolean said = !name.isEmpty()
                    && to <= tokens.size()
                    && tokens.subList(from, to).stream()
                            .map(Token::stem)
                            .toList()
                            .equals(name);
            if (said) {
                return new Target(new Pace.Named.Course(course.id()), from, to, false, false);
            }
        }
        return null;
    }

    /** "Two soups" are ordered, and "tomato soup" is a dish, whatever a course is called. */
    private static boolean isTaken(Target dish, Target course) {
        boolean longer = dish.to() - dish.from() > course.to() - course.from();
        return overlaps(dish, course.from(), course.to()) && (dish.counted() || longer || dish.isCourse());
    }

    private static boolean overlaps(Target target, int from, int to) {
        return target.from() < to && from < target.to();
    }
}
