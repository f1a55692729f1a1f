package dev.sotto.speech.engine.remote;

import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.engine.Heard.HeardWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a provider has told of one turn so far: parts it will not change any more, and one it may. */
final class Transcript {
    /** For providers that do not say how sure they are: more than a doubt, less than a certainty. */
    static final double UNTOLD = 0.8;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’.,:][\\p{L}\\p{N}]+)*");

    private final List<HeardWord> settled = new ArrayList<>();
    private List<HeardWord> open = List.of();
    private boolean endsSettled;
    private final CompletableFuture<Heard> whole = new CompletableFuture<>();

    synchronized void settle(List<HeardWord> words) {
        settled.addAll(words);
        open = List.of();
        endsSettled = true;
    }

    synchronized void guess(List<HeardWord> words) {
        open = List.copyOf(words);
        endsSettled = false;
    }

    /** Nothing more will come. */
    void complete() {
        whole.complete(heard());
    }

    /** Whether the last thing told was one that will not change. */
    synchronized boolean endsSettled() {
        return endsSettled;
    }

    void fail(RemoteFailure failure) {
        whole.completeExceptionally(failure);
    }

    CompletableFuture<Heard> whole() {
        return whole;
    }

    /** Null while nothing is known. */
    synchronized @Nullable Heard soFar() {
        return settled.isEmpty() && open.isEmpty() ? null : heard();
    }

    private synchronized Heard heard() {
        List<HeardWord> words = new ArrayList<>(settled);
        words.addAll(open);
        double confidence =
                words.stream().mapToDouble(HeardWord::confidence).average().orElse(0);
        return new Heard(words, confidence);
    }

    /** Words of a text without times of their own: lower case, without punctuation. */
    static List<HeardWord> words(String text, double confidence) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT).replace('’', '\''))
                .results()
                .map(word -> new HeardWord(word.group(), confidence, 0, 0, false))
                .toList();
    }

    /** One word with its times in seconds; punctuation around it is left out. */
    static List<HeardWord> word(String text, double confidence, double startSeconds, double endSeconds) {
        return words(text, confidence).stream()
                .map(word -> new HeardWord(
                        word.text(),
                        Math.clamp(confidence, 0, 1),
                        (int) Math.round(startSeconds * 1000),
                        (int) Math.round(endSeconds * 1000),
                        false))
                .toList();
    }
}
