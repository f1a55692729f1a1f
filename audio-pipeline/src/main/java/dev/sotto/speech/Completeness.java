package dev.sotto.speech;

import dev.sotto.speech.engine.Expectation;
import dev.sotto.speech.engine.Heard;
import dev.sotto.speech.turn.Patience;
import java.util.List;
import java.util.Set;

/** How likely it is that more follows, by the words so far: nobody stops after "and", few go on after "please". */
final class Completeness {
    private static final Set<String> LEADS_ON = words("""
            and or with without a an the of for to from in on extra some any plus also but then my your i i'd i'll
            like want have get can could may would is are do does how much what which um uh er maybe add make it's
            just another more let me be we we'd either
            et ou avec sans un une le la les l d de du des au aux pour en dans aussi mais alors puis je j j'ai
            voudrais veux prends est c'est que qui euh ma mon mes quel quelle""");

    private static final Set<String> COUNTS = words("""
            one two three four five six seven eight nine ten eleven twelve couple dozen
            deux trois quatre cinq six sept huit neuf dix onze douze douzaine""");

    private static final Set<String> LAST_WORDS = words("""
            please thanks you all it everything goodbye bye go correct right
            plait merci tout revoir voila""");

    private static final Set<String> ANSWERS = words("""
            yes yeah yep sure okay ok correct right perfect exactly absolutely no nope cancel stop nothing else that's
            is it that please thanks sounds good fine forget never mind
            oui ouais non exact exactement parfait d'accord rien annuler annulez stop c'est bon""");

    private static final Set<String> ASKS = words("what how do does is are can could which where when who");

    /** "Can you add", "could I have", "may we get": a question in form, a request in fact. */
    private static final Set<String> MAY = words("can could may might would will");

    private static final Set<String> WHO = words("i we you");

    private Completeness() {}

    static Patience of(Heard heard, Expectation expectation) {
        List<String> said = heard.words().stream().map(Heard.HeardWord::text).toList();
        if (said.isEmpty()) {
            return Patience.UNSURE;
        }
        String last = said.getLast();
        if (expectation == Expectation.NUMBER) {
            return Patience.UNFINISHED;
        }
        if (ANSWERS.containsAll(said) || (said.size() > 1 && LAST_WORDS.contains(last))) {
            return Patience.ANSWERED;
        }
        boolean counts = COUNTS.contains(last) && (said.size() > 2 || expectation == Expectation.ORDER);
        if (LEADS_ON.contains(last) || counts || (last.equals("no") && said.size() > 1)) {
            return Patience.UNFINISHED;
        }
        if (isQuestion(said) || heard.words().getLast().outsideMenu()) {
            return Patience.UNSURE;
        }
        return Patience.ORDERED;
    }

    private static boolean isQuestion(List<String> said) {
        boolean requests = said.size() > 2 && MAY.contains(said.getFirst()) && WHO.contains(said.get(1));
        return ASKS.contains(said.getFirst()) && !requests;
    }

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.strip().split("\\s+", -1)));
    }
}
