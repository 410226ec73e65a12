package dev.mediahook.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** What leads to a server, and can be cut, or fall silent while its connections stay open. */
final class Wire implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket();
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean silent;
    private volatile boolean cut;

    Wire(int to) throws IOException {
        this.to = to;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Nothing passes any more, and nobody is told. */
    void fallSilent() {
        silent = true;
    }

    /** Every connection ends, and new ones end at once. */
    void cut() throws IOException {
        cut = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    void mend() {
        silent = false;
        cut = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(near);
                open.add(far);
                threads.execute(() -> pass(near, far));
                threads.execute(() -> pass(far, near));
            } catch (IOException closed) {
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private void pass(Socket from, Socket into) {
        byte[] buffer = new byte[1 << 14];
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                while (silent) {
                    LockSupport.parkNanos(10_000_000);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            open.remove(from);
        } finally {
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        listening.close();
        threads.shutdownNow();
    }
}
