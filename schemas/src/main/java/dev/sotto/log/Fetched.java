package dev.sotto.log;

/**
 * The key of a record, and in which term of its reader's assignment it was fetched. Between the consumer and the work
 * records wait in buffers, where a rebalance does not reach them: what was fetched in an earlier term is delivered again.
 */
record Fetched(String key, int term) {}
