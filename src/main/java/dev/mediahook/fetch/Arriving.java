package dev.mediahook.fetch;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * What is watched while a medium arrives.
 *
 * @param bytes told of each few that are the medium's
 * @param onTheWire how many bytes the transfer has brought, with all that stands around the medium's
 */
record Arriving(IntConsumer bytes, LongSupplier onTheWire) {}
