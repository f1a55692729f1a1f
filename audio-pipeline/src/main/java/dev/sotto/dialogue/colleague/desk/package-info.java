/** Who is served when, how much may be asked, and what it may cost. */
@NullMarked
package dev.sotto.dialogue.colleague.desk;

import org.jspecify.annotations.NullMarked;
