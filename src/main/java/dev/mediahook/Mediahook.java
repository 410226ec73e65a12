package dev.mediahook;

import org.apache.camel.main.Main;

/** The stand-alone program. */
public final class Mediahook {

    private Mediahook() {}

    public static void main(String[] args) throws Exception {
        System.exit(new Main(Mediahook.class).run(args));
    }
}
