package dev.mediahook.store.probe;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the formats keep a manifest: C2PA 2.1, appendix A.3, "Embedding manifests into assets". */
final class ManifestPlaces {

    private static final int JPEG_APP11 = 0xeb;
    private static final int JPEG_SCAN = 0xda;

    /** {@code caBX} and {@code IEND}; a long picture has thousands of chunks, so each is read once. */
    private static final int PNG_MANIFEST = 0x63614258;

    private static final int PNG_END = 0x49454e44;

    /** D8FEC3D6-1B0E-483C-9297-5828877EC481. */
    private static final long BOX_HIGH = 0xD8FEC3D61B0E483CL;

    private static final long BOX_LOW = 0x92975828877EC481L;

    private final FileBytes file;

    ManifestPlaces(FileBytes file) {
        this.file = file;
    }

    /** Segments APP11 before the picture, the first of which begins a JUMBF box of the type {@code c2pa}. */
    boolean inJpeg() throws IOException {
        long at = 2;
        while (true) {
            ByteBuffer segment = file.at(at, 4);
            if (segment.get() != (byte) 0xff) {
                throw new EOFException("no segment");
            }
            int marker = Byte.toUnsignedInt(segment.get());
            if (marker == JPEG_SCAN) {
                return false;
            }
            int length = Short.toUnsignedInt(segment.getShort());
            if (marker == JPEG_APP11 && isJumbf(at + 4, length - 2)) {
                return true;
            }
            at += marker == 0xff ? 1 : 2 + length;
        }
    }

    /** ISO 19566-5, D.2: {@code JP}, two numbers, then the box with its description, whose type says what it holds. */
    private boolean isJumbf(long at, int length) throws IOException {
        if (length < 36 || !file.text(at, 2).equals("JP")) {
            return false;
        }
        long box = at + 8;
        long content = box + (file.at(box, 4).getInt() == 1 ? 16 : 8);
        return file.text(box + 4, 4).equals("jumb")
                && file.text(content + 4, 4).equals("jumd")
                && file.text(content + 8, 4).equals("c2pa");
    }

    boolean inPng() throws IOException {
        long at = 8;
        while (true) {
            ByteBuffer head = file.at(at, 8);
            long length = Integer.toUnsignedLong(head.getInt());
            int type = head.getInt();
            if (type == PNG_MANIFEST || type == PNG_END) {
                return type == PNG_MANIFEST;
            }
            at += 12 + length;
        }
    }

    /** Chunks begin at even offsets. */
    boolean inRiff() throws IOException {
        if (!file.text(0, 4).equals("RIFF")) {
            throw new EOFException("sizes of 64 bits");
        }
        long at = 12;
        while (at + 8 <= file.size()) {
            if (file.text(at, 4).equals("C2PA")) {
                return true;
            }
            long length = Integer.toUnsignedLong(file.little(at + 4, 4).getInt());
            at += 8 + length + (length & 1);
        }
        return false;
    }

    /** The manifest is in a {@code uuid} box at the top level. */
    boolean inIsoMedia() throws IOException {
        long at = 0;
        while (at + 8 <= file.size()) {
            long size = Integer.toUnsignedLong(file.at(at, 4).getInt());
            long head = size == 1 ? 16 : 8;
            long length = size == 1 ? file.at(at + 8, 8).getLong() : size == 0 ? file.size() - at : size;
            if (length < head || length > file.size() - at) {
                throw new EOFException("no box");
            }
            if (file.text(at + 4, 4).equals("uuid") && length >= head + 16 && isManifest(file.at(at + head, 16))) {
                return true;
            }
            at += length;
        }
        return false;
    }

    private static boolean isManifest(ByteBuffer type) {
        return type.getLong() == BOX_HIGH && type.getLong() == BOX_LOW;
    }
}
