package dev.sotto.speech.engine.sphinx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Turns the International Phonetic Alphabet, as the synthesiser prints it, into the recogniser's forty American phones.
 * Sounds English lacks take their nearest neighbour.
 */
final class LetterToSound {
    private static final Map<String, String> PHONES = phones();
    private static final int LONGEST = 3;
    private static final char SYLLABIC = '\u0329';

    private final UnaryOperator<String> transcriber;

    /** {@code transcriber}: one word in, its IPA out, an empty string when it cannot. */
    LetterToSound(UnaryOperator<String> transcriber) {
        this.transcriber = transcriber;
    }

    /** One pronunciation, or none. */
    List<String> phones(String word) {
        List<String> phones = fromIpa(transcriber.apply(word));
        return phones.isEmpty() ? List.of() : List.of(String.join(" ", phones));
    }

    static List<String> fromIpa(String ipa) {
        List<String> phones = new ArrayList<>();
        int at = 0;
        while (at < ipa.length()) {
            int length = Math.min(LONGEST, ipa.length() - at);
            while (length > 0 && !PHONES.containsKey(ipa.substring(at, at + length))) {
                length--;
            }
            if (length == 0) {
                if (ipa.charAt(at) == SYLLABIC && !phones.isEmpty()) {
                    phones.add(phones.size() - 1, "AH");
                }
                at++;
            } else {
                phones.addAll(List.of(
                        PHONES.getOrDefault(ipa.substring(at, at + length), "").split(" ", -1)));
                at += length;
            }
        }
        return phones;
    }

    private static Map<String, String> phones() {
        Map<String, String> phones = new TreeMap<>();
        String table = """
                iː=IY i=IY ɪ=IH ᵻ=IH ɨ=IH ɛ=EH ɛː=EH e=EH eː=EY eɪ=EY æ=AE a=AA aː=AA ɑ=AA ɑː=AA ɒ=AA ɔ=AO ɔː=AO o=OW oː=AO
                oʊ=OW əʊ=OW ʊ=UH u=UW uː=UW ʌ=AH ə=AH ɐ=AH ɚ=ER ɝ=ER ɜ=ER ɜː=ER aɪ=AY aʊ=AW ɔɪ=OY y=UW yː=UW ø=ER øː=ER
                œ=ER œː=ER p=P b=B t=T d=D k=K ɡ=G g=G f=F v=V θ=TH ð=DH s=S z=Z ʃ=SH ʒ=ZH h=HH tʃ=CH dʒ=JH m=M n=N ŋ=NG
                l=L ɫ=L ɬ=L r=R ɹ=R ʁ=R ʀ=R j=Y w=W ɾ=T ʔ=T x=K ç=HH ɲ=N+Y ʎ=L+Y β=B ɣ=G ɟ=G c=K q=K ʋ=V ɥ=W ts=T+S""";
        for (String pair : table.split("\\s+", -1)) {
            int equals = pair.indexOf('=');
            phones.put(pair.substring(0, equals), pair.substring(equals + 1).replace('+', ' '));
        }
        return phones;
    }
}
