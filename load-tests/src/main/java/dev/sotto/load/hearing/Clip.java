package dev.sotto.load.hearing;

import java.nio.file.Path;

/** A recording of somebody who says a sentence, under a condition that has a name. */
record Clip(Path file, String condition, Sentence sentence) {}
