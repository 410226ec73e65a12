package dev.mediahook.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** A data source that records every statement that goes through it, with its last arguments. */
final class RecordedStatements {

    /** Statements that read or write rows of the program's tables. */
    private static final Pattern EXPLAINED =
            Pattern.compile("(?s)(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*\\bmediahook_.*");

    private final DataSource behind;
    private final Map<String, Map<Integer, Argument>> statements = new ConcurrentSkipListMap<>();

    private record Argument(Method setter, Object[] values) {}

    RecordedStatements(DataSource behind) {
        this.behind = behind;
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                behind,
                (method, arguments, result) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (!method.getName().equals("prepareStatement")) {
                return result;
            }
            Map<Integer, Argument> bound = new TreeMap<>();
            String sql = String.valueOf(arguments[0]);
            return proxy(PreparedStatement.class, (PreparedStatement) result, (setter, values, nothing) -> {
                if (setter.getName().startsWith("set") && values != null && values.length > 1) {
                    bound.put((Integer) values[0], new Argument(setter, values));
                } else if (setter.getName().startsWith("execute")) {
                    statements.put(sql, Map.copyOf(bound));
                }
                return nothing;
            });
        });
    }

    /**
     * The statements, each with the plan that the database makes for it.
     *
     * @param before SQL that is executed first
     * @param explain the prefix that asks for a plan
     */
    Map<String, List<String>> plans(String before, String explain) throws SQLException {
        Map<String, List<String>> plans = new TreeMap<>();
        try (Connection connection = behind.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(before);
            }
            for (Map.Entry<String, Map<Integer, Argument>> statement : statements.entrySet()) {
                if (EXPLAINED.matcher(statement.getKey()).matches()) {
                    plans.put(statement.getKey(), plan(connection, explain, statement.getKey(), statement.getValue()));
                }
            }
            connection.rollback();
        }
        return plans;
    }

    private static List<String> plan(
            Connection connection, String explain, String sql, Map<Integer, Argument> arguments) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(explain + sql)) {
            for (Argument argument : arguments.values()) {
                invoke(argument.setter(), statement, argument.values());
            }
            try (var rows = statement.executeQuery()) {
                int text = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    lines.add(rows.getString(text));
                }
            }
        }
        return lines;
    }

    void fill(List<String> sql) throws SQLException {
        try (Connection connection = behind.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private interface After {
        Object after(Method method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T behind, After after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> after.after(method, arguments, invoke(method, behind, arguments))));
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof SQLException own) {
                throw own;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
    }
}
