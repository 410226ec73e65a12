package dev.mediahook.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server that sends exactly what a test wants and then hangs up. */
final class RawServer implements AutoCloseable {

    private final ServerSocket server;

    interface Talk {
        void to(Socket socket) throws IOException;
    }

    RawServer(Talk talk) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    talk.to(socket);
                } catch (IOException hungUp) {
                    // the client has what it came for, or the test is over
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    static void answer(Socket socket, String text) throws IOException {
        String ignored = request(socket);
        send(socket, text);
    }

    static String request(Socket socket) throws IOException {
        byte[] buffer = new byte[4096];
        int read = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    static void readQuietly(Socket socket) throws IOException {
        try {
            if (socket.getInputStream().read() < 0) {
                socket.close();
            }
        } catch (SocketTimeoutException nothing) {
            // a pause between two bytes
        }
    }
}
