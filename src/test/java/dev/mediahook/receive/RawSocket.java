package dev.mediahook.receive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A client that sends any bytes, or none. */
public final class RawSocket implements AutoCloseable {

    private static final String SILENT = "nothing in time";

    private final Socket socket;

    private RawSocket(Socket socket) {
        this.socket = socket;
    }

    public static RawSocket to(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(15_000);
            return new RawSocket(socket);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends one request, and reads the answer until the server closes or sends nothing more for a moment. */
    public static String answer(int port, String request) {
        try (RawSocket socket = to(port)) {
            return socket.send(request).read();
        }
    }

    public RawSocket send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends this side: the server reads the end, and may still answer. */
    public RawSocket end() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All bytes until the server closes, or sends nothing more in time. */
    public String readToTheEnd() {
        StringBuilder all = new StringBuilder();
        for (String some = read(); !some.isEmpty(); some = read()) {
            all.append(some);
            if (some.equals(SILENT)) {
                break;
            }
        }
        return all.toString();
    }

    /** The next bytes of the answer; empty if the server closed. */
    public String read() {
        byte[] some = new byte[20_000];
        try {
            int read = socket.getInputStream().read(some);
            return new String(some, 0, Math.max(0, read), ISO_8859_1);
        } catch (SocketTimeoutException silent) {
            return SILENT;
        } catch (IOException reset) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
