package dev.sotto.dialogue.conversation.wording;

import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything we say, in one language. Every method gives whole sentences or, where its name says so, a part of one. */
public interface Wording {

    static Wording of(String language) {
        return language.startsWith("fr") ? new FrenchWording() : new EnglishWording();
    }

    boolean french();

    String greeting(String restaurant);

    String closedNow(String restaurant);

    String noOrdersHere();

    String whatWouldYouLike();

    String anythingElse();

    String noted(String lines);

    String recap(String lines, String total);

    String shallIPlaceIt();

    String terseRecap(@Nullable String table, String lines);

    String send();

    String confirmed(@Nullable Integer minutes);

    String terseConfirmed(@Nullable String table);

    String goodbye();

    String whatToChange();

    String cancelled();

    String terseCancelled();

    String notUnderstood();

    String areYouThere();

    String sayAgain();

    String callBack();

    /** Nobody here understands this language; nothing is ordered. */
    String notByVoice();

    String noPersonHere();

    String weServe(String categories);

    String soFar(String total);

    String nothingYet();

    /** "Soup is four euros." */
    String costs(String name, String amount);

    /** What is in it, or empty, and the allergens the file names, or empty. */
    String contains(String name, String recipe, String allergens);

    String alwaysOpen();

    String openFrom(String spans);

    /** A part: "monday to friday from 11:30 to 23:00". */
    String span(List<DayOfWeek> days, String opens, String closes);

    String waiting(@Nullable Integer minutes);

    String unknownDish(String said);

    String nearest(String names);

    String whichItem(String said, String names);

    String whichValue(String group, String item, String names);

    String soldOut(String name);

    String atMost(int most, String item);

    /** What was both wanted and refused. */
    String withOrWithout(String name);

    String notOffered(String item, String said);

    String noHalves(String item);

    String tooExpensive(String most);

    /** A part: "two large fries without salt". */
    String line(SpokenLine line);

    /** A part: "a, b and c". */
    String and(List<String> parts);

    /** One half of a piece; its name may be empty, where it is only made otherwise. */
    String half(String name, List<String> with, List<String> without);

    /** A part: "a, b or c". */
    String or(List<String> parts);

    /** A part: how an extra portion is named. */
    String extra(String name, String amount);
}
