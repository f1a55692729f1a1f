/** How well a running system, or any recogniser, hears: who may interrupt it, and how many words are wrong. */
@NullMarked
package dev.sotto.load.hearing;

import org.jspecify.annotations.NullMarked;
