package dev.mediahook.receive.vertx;

/** Whether requests are let in: from the moment that the program is ready to the first sign of its end. */
public final class Gate {

    private volatile boolean open;

    public void open() {
        open = true;
    }

    public void close() {
        open = false;
    }

    public boolean isOpen() {
        return open;
    }
}
