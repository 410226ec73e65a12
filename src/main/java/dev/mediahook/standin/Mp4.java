package dev.mediahook.standin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A real MP4 file of one second that shows one JPEG picture (ISO/IEC 14496-12 and -14, object type 0x6C). */
final class Mp4 {

    private static final int TIMESCALE = 1000;
    private static final int[] MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

    private Mp4() {}

    static byte[] of(byte[] jpeg, int side) {
        byte[] brand = box("ftyp", text("mp42"), ints(0), text("mp42isom"));
        // The index holds the picture's position in the file, so it is made twice: first to learn its length.
        int place = brand.length + movie(jpeg.length, side, 0).length + 8;
        return joined(brand, movie(jpeg.length, side, place), box("mdat", jpeg));
    }

    static byte[] box(String type, byte[]... parts) {
        byte[] content = joined(parts);
        return ByteBuffer.allocate(content.length + 8)
                .putInt(content.length + 8)
                .put(text(type))
                .put(content)
                .array();
    }

    private static byte[] movie(int size, int side, int place) {
        byte[] movieHeader = box(
                "mvhd",
                ints(0, 0, 0, TIMESCALE, TIMESCALE, 0x10000, 0x1000000, 0, 0),
                ints(MATRIX),
                new byte[24],
                ints(2));
        byte[] trackHeader =
                box("tkhd", ints(7, 0, 0, 1, 0, TIMESCALE, 0, 0, 0, 0), ints(MATRIX), ints(side << 16, side << 16));
        byte[] samples = box(
                "stbl",
                box("stsd", ints(0, 1), picture(side)),
                box("stts", ints(0, 1, 1, TIMESCALE)),
                box("stsc", ints(0, 1, 1, 1, 1)),
                box("stsz", ints(0, 0, 1, size)),
                box("stco", ints(0, 1, place)));
        byte[] media = box(
                "mdia",
                box("mdhd", ints(0, 0, 0, TIMESCALE, TIMESCALE, 0x55C40000)),
                box("hdlr", ints(0, 0), text("vide"), ints(0, 0, 0), new byte[1]),
                box(
                        "minf",
                        box("vmhd", ints(1, 0, 0)),
                        box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))),
                        samples));
        return box("moov", movieHeader, box("trak", trackHeader, media));
    }

    private static byte[] picture(int side) {
        byte[] size = ByteBuffer.allocate(4)
                .putShort((short) side)
                .putShort((short) side)
                .array();
        byte[] tail =
                ByteBuffer.allocate(4).putShort((short) 24).putShort((short) -1).array();
        // ES_Descriptor{DecoderConfigDescriptor{0x6C = JPEG}, SLConfigDescriptor}
        byte[] decoder = {4, 13, 0x6C, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] stream = joined(new byte[] {3, (byte) (3 + decoder.length + 3), 0, 1, 0}, decoder, new byte[] {6, 1, 2});
        return box(
                "mp4v",
                ints(0, 1, 0, 0, 0, 0),
                size,
                ints(0x480000, 0x480000, 0),
                new byte[] {0, 1},
                new byte[32],
                tail,
                box("esds", ints(0), stream));
    }

    private static byte[] ints(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4);
        for (int value : values) {
            buffer.putInt(value);
        }
        return buffer.array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
