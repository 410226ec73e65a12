/**
 * The other direction: what we ask of a sender's own API. Beside the flow; poll and api use it.
 * Internal but for what docs/api.txt lists.
 */
@NullMarked
package dev.mediahook.submit;

import org.jspecify.annotations.NullMarked;
