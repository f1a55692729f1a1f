package dev.sotto.speech.voice;

import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes out what is written to be seen: prices, times, telephone numbers and signs, as a person at the telephone says
 * them. Menus and greetings are written by people, and every synthesiser reads "€12.50" differently.
 */
final class ReadAloud {
    private static final Pattern PRICE_AFTER = Pattern.compile("(\\d+)(?:[.,](\\d{2}))?\\s?([€$£])");
    private static final Pattern PRICE_BEFORE = Pattern.compile("([€$£])\\s?(\\d+)(?:[.,](\\d{2}))?");
    private static final Pattern TIME = Pattern.compile("\\b([01]?\\d|2[0-3])[:h]([0-5]\\d)\\b");
    private static final Pattern TELEPHONE = Pattern.compile("\\+?\\d(?:[ .-]?\\d){6,14}");
    private static final Pattern PERCENT = Pattern.compile("(\\d)\\s?%");
    private static final Map<String, String> ENGLISH = Map.of("€", "euro", "$", "dollar", "£", "pound");
    private static final Map<String, String> FRENCH = Map.of("€", "euro", "$", "dollar", "£", "livre");

    private final boolean french;

    private ReadAloud(boolean french) {
        this.french = french;
    }

    static String of(String text, String language) {
        return new ReadAloud(language.toLowerCase(Locale.ROOT).startsWith("fr")).read(text);
    }

    private String read(String text) {
        String read = PRICE_BEFORE.matcher(text).replaceAll(at -> price(at.group(1), at.group(2), at.group(3)));
        read = PRICE_AFTER.matcher(read).replaceAll(at -> price(at.group(3), at.group(1), at.group(2)));
        read = TIME.matcher(read).replaceAll(this::time);
        read = TELEPHONE.matcher(read).replaceAll(ReadAloud::digits);
        read = PERCENT.matcher(read).replaceAll(french ? "$1 pour cent" : "$1 percent");
        read = read.replace("&", french ? " et " : " and ").replace("w/", "with ");
        return read.replaceAll("\\s+", " ").strip();
    }

    private String price(String sign, String whole, String small) {
        String unit = (french ? FRENCH : ENGLISH).getOrDefault(sign, sign);
        long units = Long.parseLong(whole);
        int cents = small == null ? 0 : Integer.parseInt(small);
        String coin = sign.equals("£") ? "pence" : french && sign.equals("€") ? "centimes" : "cents";
        if (units == 0 && cents > 0) {
            return cents + " " + coin;
        }
        boolean one = units == 1 || (french && units == 0);
        String units1 = units + " " + unit + (one ? "" : "s");
        if (cents == 0) {
            return units1;
        }
        // "1 euro 5" would be heard as 1.50.
        return cents < 10 ? units1 + (french ? " et " : " and ") + cents + " " + coin : units1 + " " + cents;
    }

    private String time(MatchResult at) {
        int hour = Integer.parseInt(at.group(1));
        int minute = Integer.parseInt(at.group(2));
        if (french) {
            return hour + (hour <= 1 ? " heure" : " heures") + (minute == 0 ? "" : " " + minute);
        }
        String half = hour < 12 ? "a m" : "p m";
        int twelve = hour % 12 == 0 ? 12 : hour % 12;
        String minutes = minute == 0 ? "" : minute < 10 ? " oh " + minute : " " + minute;
        return twelve + minutes + " " + half;
    }

    /** Digit by digit, with a breath where it was written in groups. */
    private static String digits(MatchResult at) {
        StringBuilder said = new StringBuilder();
        for (char sign : at.group().toCharArray()) {
            if (Character.isDigit(sign)) {
                said.append(sign).append(' ');
            } else if (sign != '+' && !said.isEmpty()) {
                said.setCharAt(said.length() - 1, ',');
                said.append(' ');
            }
        }
        return said.toString().strip();
    }
}
