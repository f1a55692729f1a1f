package dev.sotto.dialogue.understand.hearing;

import java.util.regex.Pattern;

/** How a word sounds, roughly and alike in English and French: what a recogniser or a bad speller mixes up is equal. */
public final class Sound {
    private static final Pattern VOWELS = Pattern.compile("(?<=.)[aeiouyh]+");
    private static final Pattern SOFT_C = Pattern.compile("c(?=[eiy])");
    private static final Pattern SOFT_G = Pattern.compile("g(?=[eiy])");
    /** Vowels at the beginning, and a mute h, are one sound. */
    private static final Pattern FIRST = Pattern.compile("^(?:[aeiouy]+|h)");

    private static final Pattern SILENT = Pattern.compile("(?<=[^aeiouy])h");
    private static final Pattern DOUBLED = Pattern.compile("(.)\\1+");

    private Sound() {}

    public static String of(String plain) {
        String sound = FIRST.matcher(classes(plain)).replaceAll("a");
        return DOUBLED.matcher(VOWELS.matcher(sound).replaceAll("")).replaceAll("$1");
    }

    /** The same with its vowels: how it would be written if every sound had one letter. */
    static String spelled(String plain) {
        return DOUBLED.matcher(SILENT.matcher(classes(plain)).replaceAll("")).replaceAll("$1");
    }

    private static String classes(String plain) {
        String written = plain.replace("ph", "f")
                .replace("qu", "k")
                .replace("ck", "k")
                .replace("sch", "x")
                .replace("sh", "x")
                .replace("tch", "x")
                .replace("ch", "x")
                .replace("gh", "");
        String softened =
                SOFT_G.matcher(SOFT_C.matcher(written).replaceAll("s")).replaceAll("j");
        return softened.replace("dg", "j")
                .replace('c', 'k')
                .replace('q', 'k')
                .replace('z', 's')
                .replace('w', 'v')
                .replace('v', 'f')
                .replace('d', 't')
                .replace('b', 'p')
                .replace('g', 'k')
                .replace('n', 'm')
                .replace('j', 'x');
    }
}
