/** Language models as colleagues: asked about hard turns, believed in nothing, and never waited for too long. */
@NullMarked
package dev.sotto.dialogue.colleague;

import org.jspecify.annotations.NullMarked;
