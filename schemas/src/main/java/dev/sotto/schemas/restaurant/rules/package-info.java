/** What makes a menu one that can be sold, whoever wrote it and wherever. */
@NullMarked
package dev.sotto.schemas.restaurant.rules;

import org.jspecify.annotations.NullMarked;
