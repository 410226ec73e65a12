package dev.mediahook.standin;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small real media, drawn once. Each name gives a file of its own; the same name always gives the same bytes. */
final class SampleMedia {

    private static final int SIDE = 64;
    private static final int PNG_TRAILER = 12;
    private static final int JPEG_START = 2;

    private final byte[] png = drawn("png");
    private final byte[] jpeg = drawn("jpg");
    private final byte[] mp4 = Mp4.of(jpeg, SIDE);

    byte[] bytes(MediaKind kind, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return switch (kind) {
            case PNG -> inserted(png, png.length - PNG_TRAILER, pngText(text));
            case JPEG -> inserted(jpeg, JPEG_START, jpegComment(text));
            case MP4 -> inserted(mp4, mp4.length, Mp4.box("free", text));
        };
    }

    private static byte[] drawn(String format) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, SIDE, SIDE, Color.BLUE));
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] pngText(byte[] text) {
        byte[] keyed = inserted("tEXtComment\0".getBytes(StandardCharsets.US_ASCII), 12, text);
        CRC32 crc = new CRC32();
        crc.update(keyed);
        return ByteBuffer.allocate(keyed.length + 8)
                .putInt(keyed.length - 4)
                .put(keyed)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] jpegComment(byte[] text) {
        return ByteBuffer.allocate(text.length + 4)
                .putShort((short) 0xFFFE)
                .putShort((short) (text.length + 2))
                .put(text)
                .array();
    }

    private static byte[] inserted(byte[] into, int at, byte[] what) {
        return ByteBuffer.allocate(into.length + what.length)
                .put(into, 0, at)
                .put(what)
                .put(Arrays.copyOfRange(into, at, into.length))
                .array();
    }
}
