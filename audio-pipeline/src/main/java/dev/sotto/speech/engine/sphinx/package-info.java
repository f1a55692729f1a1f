/** CMU PocketSphinx in this process, with a language model made of a restaurant's menu. */
@NullMarked
package dev.sotto.speech.engine.sphinx;

import org.jspecify.annotations.NullMarked;
