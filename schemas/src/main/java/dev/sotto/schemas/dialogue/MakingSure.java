package dev.sotto.schemas.dialogue;

/**
 * One thing said of one line was not heard well, and was said back as a question.
 *
 * @param group the choice it answers; empty where it is none
 * @param id what was understood: an id of the menu, or the number
 */
public record MakingSure(String lineId, OrderSlot slot, String group, String id) implements DialoguePhase {}
