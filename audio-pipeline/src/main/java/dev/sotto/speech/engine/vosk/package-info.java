/** Vosk in this process, with a model the operator provides. */
@NullMarked
package dev.sotto.speech.engine.vosk;

import org.jspecify.annotations.NullMarked;
