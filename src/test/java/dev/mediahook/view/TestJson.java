package dev.mediahook.view;

import org.apache.camel.impl.DefaultCamelContext;

/** Views as the program writes them, for tests without a context of their own. */
public final class TestJson {

    public static final JsonText TEXT = new ViewDataFormat(new DefaultCamelContext());

    private TestJson() {}
}
