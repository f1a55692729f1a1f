/** Recognisers that run elsewhere: one wire format a page, one conversation for all that stream. */
@NullMarked
package dev.sotto.speech.engine.remote;

import org.jspecify.annotations.NullMarked;
