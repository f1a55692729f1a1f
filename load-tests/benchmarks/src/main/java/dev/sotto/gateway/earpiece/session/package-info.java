/** What an operation on a session costs; in their package, to leave out what only the log adds. */
@NullMarked
package dev.sotto.gateway.earpiece.session;

import org.jspecify.annotations.NullMarked;
