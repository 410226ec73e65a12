package dev.mediahook.store.probe;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The size of an image, where its format's header says it. */
final class ImageHeader {

    private ImageHeader() {}

    static Dimensions png(FileBytes file) throws IOException {
        ByteBuffer header = file.at(16, 8);
        return Dimensions.image(header.getInt(), header.getInt());
    }

    static Dimensions gif(FileBytes file) throws IOException {
        ByteBuffer header = file.little(6, 4);
        return Dimensions.image(Short.toUnsignedInt(header.getShort()), Short.toUnsignedInt(header.getShort()));
    }

    /**
     * From segment to segment up to the one that begins the picture: those before may be long, content credentials
     * among them.
     */
    static Dimensions jpeg(FileBytes file) throws IOException {
        long at = 2;
        while (true) {
            ByteBuffer segment = file.at(at, 9);
            if (segment.get() != (byte) 0xff) {
                return Dimensions.UNKNOWN;
            }
            int marker = Byte.toUnsignedInt(segment.get());
            if (marker == 0xff) {
                at++;
            } else if (beginsPicture(marker)) {
                int height = Short.toUnsignedInt(segment.getShort(5));
                return Dimensions.image(Short.toUnsignedInt(segment.getShort(7)), height);
            } else {
                at += 2 + Short.toUnsignedInt(segment.getShort());
            }
        }
    }

    /** SOF0 to SOF15, among which C4, C8 and CC mean something else. */
    private static boolean beginsPicture(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** RFC 9649, section 2: the first chunk says which of three forms it is. */
    static Dimensions webp(FileBytes file) throws IOException {
        return switch (file.text(12, 4)) {
            case "VP8 " -> {
                ByteBuffer frame = file.little(26, 4);
                yield Dimensions.image(frame.getShort() & 0x3fff, frame.getShort() & 0x3fff);
            }
            case "VP8L" -> {
                int bits = file.little(21, 4).getInt();
                yield Dimensions.image((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
            }
            case "VP8X" -> {
                ByteBuffer canvas = file.little(24, 6);
                yield Dimensions.image((canvas.getInt(0) & 0xffffff) + 1, (canvas.getInt(2) >>> 8) + 1);
            }
            default -> Dimensions.UNKNOWN;
        };
    }
}
