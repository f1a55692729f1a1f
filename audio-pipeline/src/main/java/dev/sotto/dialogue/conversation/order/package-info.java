/** Taking an order: what is in hand, what is asked, what a yes places or changes. */
@NullMarked
package dev.sotto.dialogue.conversation.order;

import org.jspecify.annotations.NullMarked;
