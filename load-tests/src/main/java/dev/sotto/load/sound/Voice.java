package dev.sotto.load.sound;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Who speaks: voices that Debian packages bring, each named with its program. Only text reaches them, by standard input. */
public enum Voice {
    SLT("flite", "slt"),
    RMS("flite", "rms"),
    AWB("flite", "awb"),
    KAL("flite", "kal16"),
    /** A man no voice of flite is made of (festvox-kdlpc16k). */
    KED("festival", "ked_diphone"),
    /** Made of the woman of {@link #SLT} by another method (festvox-us-slt-hts). */
    SLT_HTS("festival", "cmu_us_slt_arctic_hts"),
    ESPEAK_ENGLISH("espeak-ng", "en-us"),
    ESPEAK_FRENCH("espeak-ng", "fr-fr");

    private final String program;
    private final String name;

    Voice(String program, String name) {
        this.program = program;
        this.name = name;
    }

    /** A natural voice of the language ("fr", "en", "fr-FR" …); what is not French is spoken in English. */
    public static Voice speaking(String language) {
        return language.toLowerCase(Locale.ROOT).startsWith("fr") ? ESPEAK_FRENCH : SLT;
    }

    /** The program's Debian package. */
    String packaged() {
        return program;
    }

    /** What is started. */
    String program() {
        return program.equals("festival") ? "text2wave" : program;
    }

    List<String> command(String programPath, Path wav) {
        return switch (this) {
            case SLT, RMS, AWB, KAL -> List.of(programPath, "-voice", name, "-f", "/dev/stdin", "-o", wav.toString());
            case KED, SLT_HTS ->
                List.of(programPath, "-eval", "(voice_" + name + ")", "-o", wav.toString(), "/dev/stdin");
            case ESPEAK_ENGLISH, ESPEAK_FRENCH ->
                List.of(programPath, "-v", name, "-b", "1", "-w", wav.toString(), "--stdin");
        };
    }
}
