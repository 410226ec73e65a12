package dev.mediahook.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/**
 * The logger of all classes here. Each argument passes through {@link LogText}, so no caller has to remember which text
 * comes from outside. Text after {@code =} in the message is the value of a field and is quoted if necessary. A failure
 * that the message has a place for is shown there; otherwise it comes with its stack.
 */
public final class EventLog extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1;

    private final transient Logger log;

    private EventLog(Logger log) {
        this.log = log;
        this.name = log.getName();
    }

    public static Logger of(Class<?> logging) {
        return new EventLog(LoggerFactory.getLogger(logging));
    }

    /** The message with its arguments, as one line. */
    static String line(String message, @Nullable Object... arguments) {
        StringBuilder line = new StringBuilder(message.length() + 64);
        int from = 0;
        for (Object argument : arguments) {
            int at = message.indexOf("{}", from);
            if (at < 0) {
                break;
            }
            line.append(message, from, at);
            line.append(text(argument, at == 0 ? ' ' : message.charAt(at - 1)));
            from = at + 2;
        }
        return line.append(message, from, message.length()).toString();
    }

    private static String text(@Nullable Object argument, char before) {
        return switch (before) {
            case '=' -> LogText.field(argument);
            case '"' -> LogText.quoted(argument);
            default -> LogText.fields(argument);
        };
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        @Nullable Object[] shown = arguments == null ? new Object[0] : arguments;
        Throwable stack = failure;
        if (failure != null && message.split("\\{}", -1).length > shown.length + 1) {
            shown = Arrays.copyOf(shown, shown.length + 1);
            shown[shown.length - 1] = failure;
            stack = null;
        }
        boolean again = failure instanceof Logged || (failure != null && failure.getCause() instanceof Logged);
        // Passed as an argument; otherwise braces in an outside text would become placeholders.
        log.atLevel(again ? Level.DEBUG : level)
                .setCause(stack == null ? null : legible(stack))
                .log("{}", line(message, shown));
    }

    /** The same failure with the same stack, and each message on one line. */
    private static Throwable legible(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        Throwable below = null;
        for (int i = causes.size() - 1; i >= 0; i--) {
            below = new Legible(causes.get(i), below);
        }
        return below == null ? failure : below;
    }

    private static final class Legible extends Throwable {

        private static final long serialVersionUID = 1;

        Legible(Throwable failure, @Nullable Throwable cause) {
            super(LogText.fields(failure), cause, false, true);
            setStackTrace(failure.getStackTrace());
        }
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return EventLog.class.getName();
    }

    @Override
    public boolean isTraceEnabled() {
        return log.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }
}
