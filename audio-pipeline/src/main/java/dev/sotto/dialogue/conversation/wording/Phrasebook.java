package dev.sotto.dialogue.conversation.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Fills in the sentences of one language; adding a language is adding a sentence file. A missing sentence stops the start. */
public final class Phrasebook {
    private static final Phrasebook ENGLISH = new Phrasebook("en");
    private static final Phrasebook FRENCH = new Phrasebook("fr");

    private final boolean french;
    private final Map<Say, String> sentences = new EnumMap<>(Say.class);

    private Phrasebook(String language) {
        this.french = language.equals("fr");
        String file = language + ".sentences";
        try (InputStream stream =
                Objects.requireNonNull(Phrasebook.class.getResourceAsStream(file), () -> "missing " + file)) {
            new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(this::remember);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
        for (Say say : Say.values()) {
            if (!sentences.containsKey(say)) {
                throw new IllegalStateException(file + " does not hold " + say);
            }
        }
    }

    public static Phrasebook of(String language) {
        return language.startsWith("fr") ? FRENCH : ENGLISH;
    }

    /** What is filled in is never read as a place to fill in. */
    public String say(Say which, String... parts) {
        StringBuilder text = new StringBuilder();
        String sentence = Objects.requireNonNull(sentences.get(which));
        int at = 0;
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', at)) {
            text.append(sentence, at, open).append(parts[sentence.charAt(open + 1) - '0']);
            at = open + 3;
        }
        return text.append(sentence, at, sentence.length()).toString();
    }

    /** The last two digits, one by one: 7 7. */
    public static String ending(String number) {
        String digits = number.replaceAll("\\D", "");
        return digits.chars()
                .skip(Math.max(0, digits.length() - 2))
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" "));
    }

    /** As a clock is read: 7:30 pm, 19 heures 30. */
    public String clock(LocalTime time) {
        int minute = time.getMinute();
        if (french) {
            return time.getHour() + " heures" + (minute == 0 ? "" : " " + minute);
        }
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        String minutes = minute == 0 ? "" : minute < 10 ? ":0" + minute : ":" + minute;
        return hour + minutes + (time.getHour() < 12 ? " am" : " pm");
    }

    /** As a day is said: Saturday 28 November, samedi 28 novembre. */
    public String day(LocalDate day) {
        Locale locale = french ? Locale.FRENCH : Locale.ENGLISH;
        return DateTimeFormatter.ofPattern("EEEE d MMMM", locale).format(day);
    }

    private void remember(String line) {
        int colon = line.indexOf(':');
        sentences.put(
                Say.valueOf(line.substring(0, colon)), line.substring(colon + 1).strip());
    }
}
