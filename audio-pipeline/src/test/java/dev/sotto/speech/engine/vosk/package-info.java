@NullMarked
package dev.sotto.speech.engine.vosk;

import org.jspecify.annotations.NullMarked;
