/** Takes a guest's words out of the history, from every file of every tier. */
@NullMarked
package dev.sotto.analytics.erasure;

import org.jspecify.annotations.NullMarked;
