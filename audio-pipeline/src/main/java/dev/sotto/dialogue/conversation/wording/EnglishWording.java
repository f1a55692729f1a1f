package dev.sotto.dialogue.conversation.wording;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What we say in English. */
record EnglishWording() implements Wording {
    @Override
    public boolean french() {
        return false;
    }

    @Override
    public String greeting(String restaurant) {
        return "Hello, this is " + restaurant + ". What would you like to order?";
    }

    @Override
    public String closedNow(String restaurant) {
        return "Hello, this is " + restaurant + ". We are closed at the moment. Please call again later. Goodbye.";
    }

    @Override
    public String noOrdersHere() {
        return "Sorry, we cannot take orders at this number right now. Goodbye.";
    }

    @Override
    public String whatWouldYouLike() {
        return "What would you like to order?";
    }

    @Override
    public String anythingElse() {
        return "Anything else?";
    }

    @Override
    public String noted(String lines) {
        return capital(lines) + ".";
    }

    @Override
    public String recap(String lines, String total) {
        return "That's " + lines + ", " + total + " in total.";
    }

    @Override
    public String shallIPlaceIt() {
        return "Shall I place the order?";
    }

    @Override
    public String terseRecap(@Nullable String table, String lines) {
        return (table == null ? "" : "Table " + table + ": ") + lines + ".";
    }

    @Override
    public String send() {
        return "Send it?";
    }

    @Override
    public String confirmed(@Nullable Integer minutes) {
        return minutes == null
                ? "Thank you, your order is confirmed."
                : "Thank you, your order is confirmed. It will be ready in about " + minutes + " minutes.";
    }

    @Override
    public String terseConfirmed(@Nullable String table) {
        return table == null ? "Sent." : "Table " + table + " sent.";
    }

    @Override
    public String goodbye() {
        return "Goodbye.";
    }

    @Override
    public String whatToChange() {
        return "What would you like to change?";
    }

    @Override
    public String cancelled() {
        return "All right, nothing is ordered. Goodbye.";
    }

    @Override
    public String terseCancelled() {
        return "Cancelled.";
    }

    @Override
    public String notUnderstood() {
        return "Sorry, I did not get that.";
    }

    @Override
    public String areYouThere() {
        return "Are you still there?";
    }

    @Override
    public String sayAgain() {
        return "Say again?";
    }

    @Override
    public String notByVoice() {
        return "I am sorry, I cannot take orders by voice at the moment. Nothing is ordered. Goodbye.";
    }

    @Override
    public String callBack() {
        return "I am sorry, I cannot hear you well. Nothing is ordered. Please call again. Goodbye.";
    }

    @Override
    public String noPersonHere() {
        return "Nobody can come to the phone right now, but I can take your order.";
    }

    @Override
    public String weServe(String categories) {
        return "We have " + categories + ".";
    }

    @Override
    public String soFar(String total) {
        return "That is " + total + " so far.";
    }

    @Override
    public String nothingYet() {
        return "Nothing is ordered yet.";
    }

    @Override
    public String costs(String name, String amount) {
        return capital(name) + " is " + amount + ".";
    }

    @Override
    public String contains(String name, String recipe, String allergens) {
        String what = recipe.isEmpty() ? "" : "In the " + name + " there is " + recipe + ". ";
        return what
                + (allergens.isEmpty()
                        ? "Our menu names no allergens for it; please ask the kitchen if you have an allergy."
                        : "It contains these allergens: " + allergens + ".");
    }

    @Override
    public String alwaysOpen() {
        return "We take orders at any time.";
    }

    @Override
    public String openFrom(String spans) {
        return "We are open " + spans + ".";
    }

    @Override
    public String span(List<DayOfWeek> days, String opens, String closes) {
        return Days.named(days, Locale.ENGLISH, "to") + " from " + opens + " to " + closes;
    }

    @Override
    public String waiting(@Nullable Integer minutes) {
        return minutes == null
                ? "The kitchen will tell you when you collect it."
                : "It takes about " + minutes + " minutes.";
    }

    @Override
    public String unknownDish(String said) {
        return "Sorry, I do not find " + said + " on our menu.";
    }

    @Override
    public String nearest(String names) {
        return "We have " + names + ".";
    }

    @Override
    public String withOrWithout(String name) {
        return "With " + name + " or without?";
    }

    @Override
    public String whichItem(String said, String names) {
        return "Which " + said + " would you like: " + names + "?";
    }

    @Override
    public String whichValue(String group, String item, String names) {
        return "Which " + group + " for the " + item + ": " + names + "?";
    }

    @Override
    public String soldOut(String name) {
        return "Sorry, " + name + " is sold out today.";
    }

    @Override
    public String atMost(int most, String item) {
        return "I can take at most " + most + " of " + item + " in one order.";
    }

    @Override
    public String notOffered(String item, String said) {
        return "Sorry, we cannot do " + said + " with the " + item + ".";
    }

    @Override
    public String noHalves(String item) {
        return "Sorry, we do not make half and half of the " + item + ".";
    }

    @Override
    public String tooExpensive(String most) {
        return "I can take orders up to " + most + " by phone. Please take something off.";
    }

    @Override
    public String line(SpokenLine line) {
        return EnglishLine.of(line);
    }

    @Override
    public String half(String name, List<String> with, List<String> without) {
        return "half" + (name.isEmpty() ? "" : " " + name)
                + (with.isEmpty() ? "" : " with " + and(with))
                + (without.isEmpty() ? "" : " without " + or(without));
    }

    @Override
    public String and(List<String> parts) {
        return joined(parts, " and ");
    }

    @Override
    public String or(List<String> parts) {
        return joined(parts, " or ");
    }

    @Override
    public String extra(String name, String amount) {
        return switch (amount) {
            case "normal" -> name;
            case "extra" -> "extra " + name;
            default -> amount + " portions of " + name;
        };
    }

    static String joined(List<String> parts, String last) {
        int size = parts.size();
        return size < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, size - 1)) + last + parts.get(size - 1);
    }

    static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
