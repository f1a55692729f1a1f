package dev.sotto.schemas.restaurant;

import java.util.List;

/** What callers often ask, known by any of these phrases, with what they are told. */
public record FrequentQuestion(List<String> asks, String answer) {

    public FrequentQuestion {
        asks = List.copyOf(asks);
    }
}
