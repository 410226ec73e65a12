/** Types that all packages share: a delivery, its bytes, its id and its proof, and how to read JSON in it. Internal. */
@NullMarked
package dev.mediahook.delivery;

import org.jspecify.annotations.NullMarked;
