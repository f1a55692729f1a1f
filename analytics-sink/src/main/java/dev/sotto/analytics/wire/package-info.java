/** PostgreSQL's wire protocol, version 3, so that tools which speak it ask the history as they are. */
@NullMarked
package dev.sotto.analytics.wire;

import org.jspecify.annotations.NullMarked;
