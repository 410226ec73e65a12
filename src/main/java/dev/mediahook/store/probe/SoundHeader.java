package dev.mediahook.store.probe;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The length of sound, where its format's header says it. */
final class SoundHeader {

    private SoundHeader() {}

    /** Bytes of data by bytes a second; a data chunk whose size was never filled in reaches to the file's end. */
    static Dimensions wav(FileBytes file) throws IOException {
        long bytesPerSecond = 0;
        long at = 12;
        while (true) {
            String chunk = file.text(at, 4);
            long size = Integer.toUnsignedLong(file.little(at + 4, 4).getInt());
            if (chunk.equals("fmt ")) {
                bytesPerSecond = Integer.toUnsignedLong(file.little(at + 16, 4).getInt());
            } else if (chunk.equals("data")) {
                return Dimensions.sound(Math.min(size, file.size() - at - 8), bytesPerSecond);
            }
            at += 8 + size + size % 2;
        }
    }

    /** RFC 9639, 8.2: 20 bits of samples a second, 8 bits of other things, 36 bits of samples. */
    static Dimensions flac(FileBytes file) throws IOException {
        ByteBuffer info = file.at(18, 8);
        long bits = info.getLong();
        return Dimensions.sound(bits & 0xfffffffffL, bits >>> 44);
    }
}
