/** Media in a bucket: the one place that knows the AWS SDK, which may be missing if no bucket is used. Internal. */
@NullMarked
package dev.mediahook.store.s3;

import org.jspecify.annotations.NullMarked;
