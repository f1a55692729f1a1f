package dev.sotto.dialogue.colleague.chat;

/**
 * What a model is asked: what it has to know stands apart from what a stranger said.
 *
 * @param briefing instructions and menu, the same for every turn of a restaurant
 * @param turn the order so far and the guest's words, as JSON
 * @param tools the acts it may propose, as JSON
 */
public record ChatQuestion(String briefing, String turn, String tools) {
    /** A token is some four letters in most languages. */
    private static final int LETTERS_IN_A_TOKEN = 4;

    public long estimatedTokens() {
        return ((long) briefing.length() + turn.length() + tools.length()) / LETTERS_IN_A_TOKEN;
    }
}
