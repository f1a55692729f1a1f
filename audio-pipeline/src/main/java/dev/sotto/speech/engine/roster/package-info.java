/** Who hears whom: the engines of this process, in the order each restaurant and language wants them. */
@NullMarked
package dev.sotto.speech.engine.roster;

import org.jspecify.annotations.NullMarked;
