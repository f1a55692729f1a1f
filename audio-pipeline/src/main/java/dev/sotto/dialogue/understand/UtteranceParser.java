package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.dialogue.understand.doubt.Concern;
import dev.sotto.dialogue.understand.doubt.Doubt;
import dev.sotto.dialogue.understand.guest.Context;
import dev.sotto.dialogue.understand.hearing.Utterance;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.dialogue.LinePart;
import dev.sotto.schemas.restaurant.MenuItem;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import dev.sotto.schemas.speech.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Understands utterances outside a call, one a line: plain text, {@code {"id","text"}}, which may have {@code
 * "words":[{"text","confidence"}]}, or {@code {"id","turns"}}. For each it writes one line of JSON that names everything by the ids of the menu file.
 */
public final class UtteranceParser {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> GUESTS = Set.of("user", "guest", "caller", "customer", "waiter", "client");

    private final Understander understander;

    public UtteranceParser(RestaurantConfig config, String language) {
        this.understander = new Understander(config, language);
    }

    /** Answers each line until the end, flushed at once; returns how many lines were refused because they are broken. */
    public int parse(Reader in, Writer out) throws IOException {
        BufferedReader lines = new BufferedReader(in);
        int refused = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                ObjectNode answer = answer(line, number);
                refused += answer.has("error") ? 1 : 0;
                out.write(answer.toString());
                out.write('\n');
                out.flush();
            }
        }
        return refused;
    }

    /** The number of a line stands in for an id where it has none. */
    private ObjectNode answer(String line, int number) {
        if (!line.stripLeading().startsWith("{")) {
            Listening listening = new Listening(understander);
            listening.guest(line);
            return understood(String.valueOf(number), listening);
        }
        try {
            JsonNode node = JSON.readTree(line);
            return understood(node.path("id").asString(String.valueOf(number)), listen(node));
        } catch (JacksonException broken) {
            return JSON.createObjectNode()
                    .put("id", String.valueOf(number))
                    .put("error", "line " + number + " is not JSON: " + broken.getOriginalMessage());
        }
    }

    /** Hears the turns of both sides; a turn is [speaker, text], and whoever is not the user or guest is the house. */
    private Listening listen(JsonNode node) {
        Listening listening = new Listening(understander);
        if (!node.path("turns").isArray()) {
            listening.guest(new Utterance(node.path("text").asString(""), words(node)));
            return listening;
        }
        for (JsonNode turn : node.path("turns")) {
            String speaker =
                    turn.path(0).asString(turn.path("speaker").asString("")).toLowerCase(Locale.ROOT);
            String text = turn.path(1).asString(turn.path("text").asString(""));
            if (GUESTS.contains(speaker)) {
                listening.guest(text);
            } else {
                listening.house(text);
            }
        }
        return listening;
    }

    /** Words with their confidence, as {@code ./sotto transcribe --json} writes them. */
    private static List<Word> words(JsonNode node) {
        List<Word> words = new ArrayList<>();
        for (JsonNode word : node.path("words")) {
            words.add(new Word(
                    word.path("text").asString(""), word.path("confidence").asDouble(1), 0, 0));
        }
        return words;
    }

    private ObjectNode understood(String id, Listening listening) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", id);
        ArrayNode order = answer.putArray("order");
        listening.lines().forEach(line -> write(order.addObject(), line));
        write(answer.putObject("context"), listening.context());
        if (!listening.paced().isEmpty()) {
            ArrayNode paced = answer.putArray("paced");
            listening
                    .paced()
                    .forEach(one -> paced.addObject()
                            .put("kind", one.kind().name().toLowerCase(Locale.ROOT))
                            .put("id", one.id())
                            .put("waits", one.waits()));
        }
        ArrayNode unknown = answer.putArray("unknown");
        listening.concerns().stream().distinct().forEach(concern -> {
            if (concern instanceof Concern.Unknown words) {
                unknown.add(words.text());
            }
        });
        answer.put("intent", listening.intent().name().toLowerCase(Locale.ROOT));
        answer.put("confidence", Math.round(listening.confidence() * 1000) / 1000.0);
        ArrayNode questions = answer.putArray("questions");
        listening.doubts().forEach(doubt -> questions.add(question(doubt)));
        questions(listening.concerns(), listening.lines()).forEach(questions::add);
        return answer;
    }

    private static void write(ObjectNode json, Context context) {
        json.put("table", context.table());
        json.put("seat", context.seat());
        json.put("name", context.name());
        json.put("phone", context.phone());
        json.put("time", context.time());
        json.put("service", context.service());
    }

    private void write(ObjectNode json, DraftLine line) {
        json.put("item", line.itemId());
        json.put("quantity", line.quantity());
        ObjectNode options = json.putObject("options");
        line.options().forEach((group, values) -> {
            boolean multiple = understander
                    .carte()
                    .group(line.itemId(), group)
                    .map(OptionGroup::multiple)
                    .orElse(false);
            if (multiple) {
                ArrayNode list = options.putArray(group);
                values.forEach(list::add);
            } else {
                options.put(group, values.getFirst());
            }
        });
        ArrayNode add = json.putArray("add");
        line.added().keySet().stream()
                .filter(id -> !understander.carte().recipeHolds(line.itemId(), id))
                .forEach(add::add);
        ArrayNode remove = json.putArray("remove");
        line.removed().forEach(remove::add);
        ObjectNode amounts = json.putObject("amounts");
        line.amounts().forEach((id, amount) -> {
            if (Character.isDigit(amount.charAt(0))) {
                amounts.put(id, Integer.parseInt(amount));
            } else {
                amounts.put(id, amount);
            }
        });
        ArrayNode parts = json.putArray("parts");
        line.parts().forEach(part -> write(parts.addObject(), part));
        json.put("note", line.note());
    }

    private static void write(ObjectNode json, LinePart part) {
        json.put("share", "half");
        json.put("item", part.itemId());
        ArrayNode add = json.putArray("add");
        part.added().forEach(add::add);
        ArrayNode remove = json.putArray("remove");
        part.removed().forEach(remove::add);
    }

    private static String question(Doubt doubt) {
        String asked = doubt.group().isEmpty() ? doubt.slot().name().toLowerCase(Locale.ROOT) : doubt.group();
        return "did you say " + doubt.id() + "? (" + asked + ")";
    }

    private List<String> questions(List<Concern> concerns, List<DraftLine> lines) {
        Carte carte = understander.carte();
        List<String> questions = new ArrayList<>();
        for (Concern concern : new LinkedHashSet<>(concerns)) {
            switch (concern) {
                case Concern.Unknown unknown -> questions.add("not on the menu: " + unknown.text());
                case Concern.WhichItem which ->
                    questions.add("which " + which.text() + "? " + String.join(", ", which.itemIds()));
                case Concern.WhichValue which ->
                    questions.add("which " + which.groupId() + "? " + String.join(", ", which.valueIds()));
                case Concern.SoldOut soldOut -> questions.add("sold out: " + soldOut.name());
                case Concern.TooMany many ->
                    questions.add("at most " + many.most() + " of " + many.itemId() + ", not " + many.asked());
                case Concern.Contradiction both -> questions.add("with or without " + both.text() + "?");
                case Concern.Missed around -> questions.add("a word was not heard around: " + around.text());
                case Concern.NoHalves whole -> questions.add(whole.itemId() + " is not made in halves");
                case Concern.NotOffered not -> questions.add(not.itemId() + " is not offered with " + not.text());
            }
        }
        for (DraftLine line : lines) {
            MenuItem kind = carte.generic(line);
            if (kind != null) {
                questions.add("which " + kind.id() + "? " + String.join(", ", carte.kinds(kind)));
            }
        }
        lines.stream()
                .filter(Carte::lacksHalf)
                .forEach(line -> questions.add(
                        "which other half for " + line.itemId() + "? " + String.join(", ", carte.otherHalves(line))));
        lines.forEach(line -> carte.missing(line)
                .ifPresent(group -> questions.add("which " + group.id() + " for " + line.itemId() + "?")));
        return questions;
    }
}
