package dev.mediahook.bench.dispatch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.locks.Lock;
import javax.sql.DataSource;

/** A data source with one connection, which its borrowers can't close. */
final class OneConnection {
    private OneConnection() {}

    /** A source for a caller that is inside its own transaction. */
    static DataSource keptOpen(Connection connection) {
        return source(borrowed(connection, () -> {}), () -> {});
    }

    /** A source for callers that take turns: a borrower takes the lock, and releases it by closing the connection. */
    static DataSource inTurns(Connection connection, Lock turn) {
        return source(borrowed(connection, turn::unlock), turn::lock);
    }

    private static DataSource source(Connection connection, Runnable onBorrow) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
            }
            onBorrow.run();
            return connection;
        });
    }

    private static Connection borrowed(Connection connection, Runnable onClose) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                onClose.run();
                return null;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
