package dev.sotto.embedded.printer;

/**
 * One line of paper.
 *
 * @param loud whether some of it is white on black
 * @param height of its tallest letters, 1 to 8
 * @param width of its widest letters, 1 to 8
 */
public record PaperLine(String text, boolean loud, int height, int width) {}
