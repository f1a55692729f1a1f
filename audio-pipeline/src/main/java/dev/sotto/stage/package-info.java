/** What every stage of the pipeline is: something that runs from the start of the process to its end. */
@NullMarked
package dev.sotto.stage;

import org.jspecify.annotations.NullMarked;
