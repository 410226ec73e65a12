package dev.mediahook.store.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Makes the smallest files of each format that show their type, with the first bytes that encoders write. */
final class MediaBytes {

    private MediaBytes() {}

    /** A whole image, made by Java's own encoder: png, jpg or gif. */
    static byte[] image(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    /** The lossy form: a key frame's header, sizes of 14 bits. */
    static byte[] webpLossy(int width, int height) {
        ByteBuffer frame = little(26).put(hex("300100")).put(hex("9d012a"));
        frame.putShort((short) width).putShort((short) height);
        return riff("WEBP", chunk("VP8 ", bytes(frame)));
    }

    /** The lossless form: sizes less one, 14 bits each, after a signature byte. */
    static byte[] webpLossless(int width, int height) {
        ByteBuffer frame = little(26);
        frame.put((byte) 0x2f).putInt((width - 1) | ((height - 1) << 14));
        return riff("WEBP", chunk("VP8L", bytes(frame)));
    }

    /** The extended form (alpha, animation, metadata): sizes less one, 24 bits each. */
    static byte[] webpExtended(int width, int height) {
        ByteBuffer header = little(10).putInt(0x10);
        for (int size : new int[] {width - 1, height - 1}) {
            header.put((byte) size).put((byte) (size >> 8)).put((byte) (size >> 16));
        }
        return riff("WEBP", chunk("VP8X", bytes(header)));
    }

    /** A WAV file: PCM, 16 bits, two channels. */
    static byte[] wav(int samplesPerSecond, int millis) {
        int bytesPerSecond = samplesPerSecond * 4;
        ByteBuffer format = little(16).putShort((short) 1).putShort((short) 2).putInt(samplesPerSecond);
        format.putInt(bytesPerSecond).putShort((short) 4).putShort((short) 16);
        byte[] data = new byte[(int) ((long) bytesPerSecond * millis / 1000)];
        return riff("WAVE", join(chunk("fmt ", bytes(format)), chunk("LIST", new byte[5]), chunk("data", data)));
    }

    static byte[] flac(int samplesPerSecond, long samples) {
        ByteBuffer info = ByteBuffer.allocate(34).putLong(10, (long) samplesPerSecond << 44 | 0x01f0L << 32 | samples);
        return join("fLaC".getBytes(ISO_8859_1), hex("00000022"), info.array());
    }

    /** An ISO base media file. Its index comes before the data or, as with many encoders, after the data. */
    static byte[] iso(String brand, int timescale, long duration, boolean indexFirst) {
        ByteBuffer header = ByteBuffer.allocate(100).putInt(0).putInt(0).putInt(0);
        header.putInt(timescale).putInt((int) duration);
        byte[] index = box("moov", box("mvhd", bytes(header)));
        byte[] data = box("mdat", new byte[5000]);
        byte[] start = ftyp(brand);
        return indexFirst ? join(start, index, data) : join(start, box("free", new byte[0]), data, index);
    }

    static byte[] ftyp(String brand) {
        return box("ftyp", (brand + "\0\0\2\0" + brand + "mif1iso2").getBytes(ISO_8859_1));
    }

    /** A WebM or Matroska file as FFmpeg begins it: the document type comes after seven other fields. */
    static byte[] matroska(String type) {
        byte[] name = type.getBytes(ISO_8859_1);
        return join(
                hex("1a45dfa3010000000000001f4286810142f7810142f2810442f381084282"),
                new byte[] {(byte) (0x80 | name.length)},
                name,
                hex("42878104428581021853806701000000000000"),
                new byte[64]);
    }

    /** An Ogg page that begins one stream. */
    static byte[] ogg(String codecHeader) {
        byte[] header = hex(codecHeader);
        return join(
                hex("4f67675300020000000000000000f0c3a25d00000000e1f2a1c201"),
                new byte[] {(byte) (header.length + 22)},
                header,
                new byte[22],
                new byte[64]);
    }

    /** Frames of MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes each. */
    static byte[] mp3Frames(int firstFourBytes) {
        ByteBuffer frames = ByteBuffer.allocate(417 * 4);
        for (int frame = 0; frame < 4; frame++) {
            frames.putInt(frame * 417, firstFourBytes);
        }
        return frames.array();
    }

    static byte[] box(String type, byte[] content) {
        ByteBuffer box = ByteBuffer.allocate(8 + content.length).putInt(8 + content.length);
        return box.put(type.getBytes(ISO_8859_1)).put(content).array();
    }

    static byte[] join(byte[]... all) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] one : all) {
            joined.writeBytes(one);
        }
        return joined.toByteArray();
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] riff(String form, byte[] chunks) {
        return chunk("RIFF", join(form.getBytes(ISO_8859_1), chunks));
    }

    /** The whole buffer, including bytes that were not written. */
    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.rewind().get(bytes);
        return bytes;
    }

    private static byte[] chunk(String name, byte[] content) {
        ByteBuffer chunk = little(8 + content.length + content.length % 2);
        return bytes(chunk.put(name.getBytes(ISO_8859_1)).putInt(content.length).put(content));
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
