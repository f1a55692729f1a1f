package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.doubt.Contradictions;
import dev.sotto.dialogue.understand.doubt.Doubts;
import dev.sotto.dialogue.understand.doubt.Gaps;
import dev.sotto.dialogue.understand.doubt.Unknowns;
import dev.sotto.dialogue.understand.draft.Act;
import dev.sotto.dialogue.understand.draft.Dictation;
import dev.sotto.dialogue.understand.draft.Draft;
import dev.sotto.dialogue.understand.draft.Focus;
import dev.sotto.dialogue.understand.guest.GivenName;
import dev.sotto.dialogue.understand.guest.Inquiry;
import dev.sotto.dialogue.understand.guest.Intent;
import dev.sotto.dialogue.understand.guest.Intents;
import dev.sotto.dialogue.understand.guest.Particulars;
import dev.sotto.dialogue.understand.guest.SpokenOf;
import dev.sotto.dialogue.understand.guest.SpokenVisit;
import dev.sotto.dialogue.understand.hearing.CountedSizes;
import dev.sotto.dialogue.understand.hearing.Cue;
import dev.sotto.dialogue.understand.hearing.Hearing;
import dev.sotto.dialogue.understand.hearing.Language;
import dev.sotto.dialogue.understand.hearing.Lexicon;
import dev.sotto.dialogue.understand.hearing.Mention;
import dev.sotto.dialogue.understand.hearing.Misnamed;
import dev.sotto.dialogue.understand.hearing.Names;
import dev.sotto.dialogue.understand.hearing.Nearest;
import dev.sotto.dialogue.understand.hearing.SplitVerbs;
import dev.sotto.dialogue.understand.hearing.Token;
import dev.sotto.dialogue.understand.hearing.Utterance;
import dev.sotto.dialogue.understand.hearing.WordCertainty;
import dev.sotto.dialogue.understand.ordering.Heads;
import dev.sotto.dialogue.understand.ordering.Reader;
import dev.sotto.dialogue.understand.ordering.Twofold;
import dev.sotto.dialogue.understand.pace.Pacing;
import dev.sotto.dialogue.understand.phrase.Offer;
import dev.sotto.dialogue.understand.phrase.Phrase;
import dev.sotto.dialogue.understand.phrase.Phrases;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a guest said into changes of the order, grounded in one restaurant's menu: words become mentions of the
 * menu, mentions become clauses, clauses change the draft. Immutable and thread-safe; build one per menu and language.
 */
public final class Understander {
    /** What one word that is not understood takes from the confidence. */
    private static final double UNKNOWN_WORD = 0.93;

    /** How sure a checked proposal of somebody else is; a guest confirms it like everything. */
    private static final double SECOND_OPINION = 0.9;

    private final Carte carte;
    private final Language language;
    private final Lexicon lexicon;
    private final Nearest nearest;
    private final CountedSizes counted;
    private final Twofold twofold;
    private final WordCertainty certainty;

    public Understander(RestaurantConfig config, String language) {
        this.carte = new Carte(config);
        this.language = Language.of(language);
        this.lexicon = new Names(config.menu(), this.language).lexicon();
        this.counted = new CountedSizes(config.menu(), this.language);
        this.nearest = new Nearest(config.menu(), this.language);
        this.twofold = new Twofold(carte);
        this.certainty = new WordCertainty(lexicon, this.language);
    }

    public Carte carte() {
        return carte;
    }

    /**
     * Reads one utterance.
     *
     * @param lines the order before it
     * @param linesEver how many lines were ever opened, which names the next one
     * @param focus the question just asked, or null
     */
    public Understood understand(String text, List<DraftLine> lines, int linesEver, @Nullable Focus focus) {
        return understand(Utterance.written(text), null, "", lines, linesEver, focus);
    }

    /** @param asked what the house said before, in its own words, or null: a yes takes what it offered */
    public Understood understand(
            Utterance said, @Nullable String asked, List<DraftLine> lines, int linesEver, @Nullable Focus focus) {
        return understand(said, asked, asked == null ? "" : asked, lines, linesEver, focus);
    }

    /** @param before what the house said, which may have named a dish; it offers nothing that a yes would take */
    public Understood reply(
            Utterance said, String before, List<DraftLine> lines, int linesEver, @Nullable Focus focus) {
        return understand(said, null, before, lines, linesEver, focus);
    }

    private Understood understand(
            Utterance said,
            @Nullable String asked,
            String before,
            List<DraftLine> lines,
            int linesEver,
            @Nullable Focus focus) {
        Pacing.Found paced = Pacing.in(said.tokens(language), language, lexicon, carte, lines);
        List<Token> all = paced.rest();
        Particulars.Found told = Particulars.in(all, language, lexicon);
        List<Token> tokens = told.rest();
        Heads heads = new Heads(carte, spans -> said(tokens, spans));
        List<Mention> heard = SplitVerbs.joined(
                Misnamed.outOf(Hearing.hear(tokens, lexicon, language), tokens, lexicon, language, heads::has));
        List<Mention> mentions = twofold.settled(heard, lines);
        Draft draft = new Draft(carte, lines, linesEver);
        Reader reader =
                new Reader(carte, language, counted, draft, focus, people(mentions), spans -> said(tokens, spans));
        Supplier<@Nullable String> spokenOf = () -> SpokenOf.in(before, lexicon, language, heads);
        Intent wish = Intents.of(mentions, false);
        boolean ordering =
                wish != Intent.CANCEL && wish != Intent.HUMAN && wish != Intent.REPEAT && wish != Intent.HELP;
        List<Phrase> phrases = Phrases.of(withoutTalk(mentions, tokens));
        if (ordering && asked != null && Offer.isTaken(mentions)) {
            reader.take(Offer.of(asked, lexicon, language));
        }
        if (ordering) {
            reader.read(phrases, () -> orderable(spokenOf.get(), lines));
        }
        boolean changed = !draft.lines().equals(lines);
        List<Concern> concerns = new ArrayList<>(reader.concerns());
        if (ordering) {
            concerns.addAll(new Contradictions(spans -> said(tokens, spans)).find(phrases));
            concerns.addAll(new Gaps(tokens, mentions).find());
            concerns = new Unknowns(tokens, mentions, language, spans -> said(tokens, spans), nearest).and(concerns);
        }
        return new Understood(
                draft.lines(),
                draft.linesEver(),
                changed,
                Intents.of(mentions, changed),
                concerns,
                told.context(),
                changed ? null : Inquiry.in(tokens, mentions, language, heads, it(spokenOf.get(), lines)),
                language.notesIn(all),
                paced.pace(),
                Offer.isTaken(mentions),
                confidence(mentions),
                new Doubts(
                                mentions,
                                mention -> certainty.of(mention, tokens),
                                mention -> certainty.isSeveral(mention, tokens) && !counted.isOfPieces(mention))
                        .of(lines, draft.lines()));
    }

    private static int people(List<Mention> mentions) {
        return mentions.stream()
                .filter(mention -> mention.is(Cue.PEOPLE))
                .mapToInt(mention -> mention.number(Cue.PEOPLE))
                .max()
                .orElse(0);
    }

    private @Nullable String orderable(@Nullable String itemId, List<DraftLine> lines) {
        boolean can = itemId != null
                && carte.isAvailable(itemId)
                && lines.stream().noneMatch(line -> line.itemId().equals(itemId));
        return can ? itemId : null;
    }

    /** The dish that "it" is: the only one the house just named, else the last one ordered. */
    private static @Nullable String it(@Nullable String spokenOf, List<DraftLine> lines) {
        return spokenOf != null || lines.isEmpty() ? spokenOf : lines.getLast().itemId();
    }

    /** What somebody else makes of an utterance: a reading of it, or why there is none. */
    public sealed interface Second {
        record Reading(Understood understood) implements Second {}

        /** The reason is a sentence without anything that was said or proposed. */
        record Refused(String reason) implements Second {}
    }

    /**
     * Reads an utterance as somebody proposes to read it, who is no authority: by the same rules as our own reading, on the
     * order before it, and quoting nobody but the guest.
     *
     * @param own our own reading of the same words
     */
    public Second second(Understood own, List<Act> acts, String text, List<DraftLine> lines, int linesEver) {
        Draft draft = new Draft(carte, lines, linesEver);
        Dictation dictation = new Dictation(carte, draft, nearest, quoted -> says(text, quoted));
        String refusal = dictation.write(acts);
        if (refusal != null) {
            return new Second.Refused(refusal);
        }
        boolean changed = !draft.lines().equals(lines);
        return new Second.Reading(own.read(draft, changed, dictation.concerns(), SECOND_OPINION));
    }

    /** What kinds of thing are said beside dishes. */
    public Set<Cue> notes(String text) {
        return language.notesIn(Token.of(text, language));
    }

    /** Whether somebody names this number, written in digits. */
    public boolean counts(String text, String number) {
        return Hearing.hear(Token.of(text, language), lexicon, language).stream()
                .anyMatch(mention -> mention.is(Cue.NUMBER)
                        && String.valueOf(mention.number()).equals(number));
    }

    /** Whether somebody says that he would like something. */
    public boolean wants(String text) {
        return Hearing.hear(Token.of(text, language), lexicon, language).stream()
                .anyMatch(mention -> mention.is(Cue.WANT));
    }

    /** A day and a number of guests; today is the restaurant's. */
    public SpokenVisit visit(String text, LocalDate today, boolean askedHowMany) {
        return SpokenVisit.in(text, language, today, askedHowMany);
    }

    /** Whether a phrase stands in what was said, whatever its spelling of accents and capitals. */
    public boolean says(String text, String phrase) {
        List<String> said = Token.of(text, language).stream().map(Token::stem).toList();
        List<String> wanted =
                Token.of(phrase, language).stream().map(Token::stem).toList();
        return !wanted.isEmpty() && Collections.indexOfSubList(said, wanted) >= 0;
    }

    /** The name in an answer that is expected to be one; null where there is none. */
    public @Nullable String name(String text) {
        return GivenName.in(text, language);
    }

    /** Ordinary talk orders nothing and parts nothing; a pause in front of it stays one. */
    private List<Mention> withoutTalk(List<Mention> mentions, List<Token> tokens) {
        List<Mention> kept = new ArrayList<>();
        boolean broken = false;
        boolean stopped = false;
        for (Mention mention : mentions) {
            broken |= mention.afterBreak();
            stopped |= mention.afterStop();
            if (!mention.isUnknown() || !language.isTalk(tokens.get(mention.from()))) {
                kept.add(new Mention(
                        mention.from(), mention.to(), broken, stopped, mention.readings(), mention.apart()));
                broken = false;
                stopped = false;
            }
        }
        return kept;
    }

    private static String said(List<Token> tokens, List<Mention> spans) {
        Set<Integer> covered = new HashSet<>();
        List<String> words = new ArrayList<>();
        for (Mention span : spans) {
            for (int index = span.from(); index < span.to(); index++) {
                if (covered.add(index)) {
                    words.add(tokens.get(index).said());
                }
            }
        }
        return String.join(" ", words);
    }

    private static double confidence(List<Mention> mentions) {
        double confidence = 1;
        for (Mention mention : mentions) {
            if (mention.isUnknown()) {
                confidence *= UNKNOWN_WORD;
            } else if (mention.isMenu()) {
                confidence = Math.min(confidence, Math.max(mention.orderScore(), mention.modifierScore()));
            }
        }
        return mentions.isEmpty() ? 0 : confidence;
    }
}
