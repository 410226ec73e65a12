package dev.mediahook.store.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Size and length of an MP4 or QuickTime movie, from its index: ISO/IEC 14496-12, boxes moov, mvhd and tkhd. */
final class MovieHeader {

    private static final String INDEX = "moov";

    private final FileBytes file;

    MovieHeader(FileBytes file) {
        this.file = file;
    }

    /** The content of one box. */
    private record Box(long from, long to) {}

    Dimensions dimensions() throws IOException {
        Box index = find(INDEX, new Box(0, file.size()));
        if (index == null) {
            return Dimensions.UNKNOWN;
        }
        Box header = find("mvhd", index);
        // The index of a fragmented movie does not count its fragments.
        Long millis = header == null || find("mvex", index) != null ? null : millis(header);
        for (Box track = find("trak", index); track != null; track = find("trak", new Box(track.to(), index.to()))) {
            Box of = find("tkhd", track);
            Dimensions picture = of == null ? Dimensions.UNKNOWN : size(of);
            if (picture.width() != null) {
                return new Dimensions(picture.width(), picture.height(), millis);
            }
        }
        return new Dimensions(null, null, millis);
    }

    private @Nullable Box find(String type, Box within) throws IOException {
        long at = within.from();
        while (at + 8 <= within.to()) {
            long size = Integer.toUnsignedLong(file.at(at, 4).getInt());
            long head = size == 1 ? 16 : 8;
            long length = size == 1 ? file.at(at + 8, 8).getLong() : size == 0 ? within.to() - at : size;
            if (length < head || length > within.to() - at) {
                return null;
            }
            if (file.text(at + 4, 4).equals(type)) {
                return new Box(at + head, at + length);
            }
            at += length;
        }
        return null;
    }

    /** Version 1 counts in 64 bits; a duration of all ones, or of nothing, is not known. */
    private @Nullable Long millis(Box header) throws IOException {
        boolean wide = file.at(header.from(), 1).get() == 1;
        ByteBuffer times = file.at(header.from() + (wide ? 20 : 12), 12);
        long unitsPerSecond = Integer.toUnsignedLong(times.getInt());
        long units = wide ? times.getLong() : times.getInt();
        boolean known = unitsPerSecond > 0 && units != -1 && units != 0;
        return known ? Dimensions.millis(wide ? units : units & 0xffffffffL, unitsPerSecond) : null;
    }

    /** The last eight bytes: width and height, each of 16.16 bits; none for sound. */
    private Dimensions size(Box trackHeader) throws IOException {
        ByteBuffer size = file.at(trackHeader.to() - 8, 8);
        return Dimensions.image(size.getInt() >>> 16, size.getInt() >>> 16);
    }
}
