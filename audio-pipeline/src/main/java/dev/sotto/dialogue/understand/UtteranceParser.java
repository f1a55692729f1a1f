package dev.sotto.dialogue.understand;

import dev.sotto.dialogue.menu.Carte;
import dev.sotto.schemas.dialogue.DraftLine;
import dev.sotto.schemas.restaurant.OptionGroup;
import dev.sotto.schemas.restaurant.RestaurantConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Understands utterances outside a call, one a line: plain text, {@code {"id","text"}} or {@code {"id","turns"}}. For
 * each it writes one line of JSON that names everything by the ids of the menu file.
 */
public final class UtteranceParser {
    private static final JsonMapper JSON = JsonMapper.shared();

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
            return understood(String.valueOf(number), List.of(line));
        }
        try {
            JsonNode node = JSON.readTree(line);
            return understood(node.path("id").asString(String.valueOf(number)), guestTurns(node));
        } catch (JacksonException broken) {
            return JSON.createObjectNode()
                    .put("id", String.valueOf(number))
                    .put("error", "line " + number + " is not JSON: " + broken.getOriginalMessage());
        }
    }

    private static List<String> guestTurns(JsonNode node) {
        if (!node.path("turns").isArray()) {
            return List.of(node.path("text").asString(""));
        }
        List<String> turns = new ArrayList<>();
        for (JsonNode turn : node.path("turns")) {
            if (turn.path(0).asString("").toLowerCase(Locale.ROOT).equals("user")) {
                turns.add(turn.path(1).asString(""));
            }
        }
        return turns;
    }

    private ObjectNode understood(String id, List<String> turns) {
        List<DraftLine> lines = List.of();
        int linesEver = 0;
        List<Concern> concerns = new ArrayList<>();
        double confidence = turns.isEmpty() ? 0 : 1;
        Intent intent = Intent.NONE;
        for (String turn : turns) {
            Focus focus = Interpreter.open(understander.carte(), lines);
            Understood understood = understander.understand(turn, lines, linesEver, focus);
            lines = understood.lines();
            linesEver = understood.linesEver();
            concerns.addAll(understood.concerns());
            confidence = Math.min(confidence, understood.confidence());
            intent = understood.intent();
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.put("id", id);
        ArrayNode order = answer.putArray("order");
        lines.forEach(line -> write(order.addObject(), line));
        answer.putObject("context");
        ArrayNode unknown = answer.putArray("unknown");
        concerns.forEach(concern -> {
            if (concern instanceof Concern.Unknown words) {
                unknown.add(words.text());
            }
        });
        answer.put("intent", intent.name().toLowerCase(Locale.ROOT));
        answer.put("confidence", Math.round(confidence * 1000) / 1000.0);
        ArrayNode questions = answer.putArray("questions");
        questions(concerns, lines).forEach(questions::add);
        return answer;
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
        line.added().keySet().forEach(add::add);
        ArrayNode remove = json.putArray("remove");
        line.removed().forEach(remove::add);
        ObjectNode amounts = json.putObject("amounts");
        line.added().forEach((ingredient, portions) -> {
            if (portions > 1) {
                amounts.put(ingredient, portions);
            }
        });
        json.put("note", line.note());
    }

    private List<String> questions(List<Concern> concerns, List<DraftLine> lines) {
        Carte carte = understander.carte();
        List<String> questions = new ArrayList<>();
        for (Concern concern : concerns) {
            switch (concern) {
                case Concern.Unknown unknown -> questions.add("not on the menu: " + unknown.text());
                case Concern.WhichItem which ->
                    questions.add("which " + which.text() + "? " + String.join(", ", which.itemIds()));
                case Concern.WhichValue which ->
                    questions.add("which " + which.groupId() + "? " + String.join(", ", which.valueIds()));
                case Concern.SoldOut soldOut -> questions.add("sold out: " + soldOut.name());
                case Concern.TooMany many ->
                    questions.add("at most " + many.most() + " of " + many.itemId() + ", not " + many.asked());
                case Concern.NotOffered not -> questions.add(not.itemId() + " is not offered with " + not.text());
            }
        }
        lines.forEach(line -> carte.missing(line)
                .ifPresent(group -> questions.add("which " + group.id() + " for " + line.itemId() + "?")));
        return questions;
    }
}
