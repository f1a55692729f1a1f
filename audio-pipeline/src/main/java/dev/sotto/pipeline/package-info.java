/** The application that hears, understands and answers: speech and dialogue in one process. */
@NullMarked
package dev.sotto.pipeline;

import org.jspecify.annotations.NullMarked;
