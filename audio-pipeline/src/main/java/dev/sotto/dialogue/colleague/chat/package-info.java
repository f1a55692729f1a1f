/** How a model that runs elsewhere is spoken to. */
@NullMarked
package dev.sotto.dialogue.colleague.chat;

import org.jspecify.annotations.NullMarked;
