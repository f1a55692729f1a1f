/** What callers say to a restaurant, drawn from patterns and its menu: the material of language models. */
@NullMarked
package dev.sotto.speech.engine.wording;

import org.jspecify.annotations.NullMarked;
