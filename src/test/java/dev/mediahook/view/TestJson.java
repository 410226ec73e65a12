package dev.mediahook.view;

import org.apache.camel.impl.DefaultCamelContext;

/** Writes views as the program does, for tests without their own Camel context. */
public final class TestJson {

    public static final JsonText TEXT = new ViewDataFormat(new DefaultCamelContext());

    private TestJson() {}
}
