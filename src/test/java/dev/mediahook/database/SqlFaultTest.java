package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log says about a fault of the database: enough to act on, and no value of a row. */
class SqlFaultTest {

    @Test
    void leavesOutWhatTheDatabaseSays() {
        assertThat(SqlFault.describe(new SQLException("Key (id)=(a-secret) already exists.", "23505")))
                .isEqualTo("state=23505");
    }

    /** PostgreSQL answers like this if a pooler gives each transaction another session. */
    @ParameterizedTest
    @ValueSource(strings = {"42P05", "26000"})
    void namesThePoolerThatSharesSessions(String state) {
        assertThat(SqlFault.describe(new SQLException("prepared statement \"S_2\" already exists", state)))
                .contains("state=" + state, "have it pool sessions");
    }

    @ParameterizedTest
    @CsvSource({
        "25006, read-only",
        "53100, 'disk, memory or connections used up'",
        "53300, 'disk, memory or connections used up'",
        "28P01, user or password refused",
        "3D000, no such database",
        "57P03, away",
        "08006, away",
        "55P03, locked"
    })
    void putsPostgresqlsStatesIntoWords(String state, String words) {
        assertThat(SqlFault.describe(new SQLException("a-secret", state)))
                .isEqualTo("state=" + state + " (" + words + ")");
    }

    /** As one event in the log: a line for each write would fill it. */
    @ParameterizedTest
    @ValueSource(strings = {"28000", "28P01", "3D000", "53300", "57P01", "08006", "25006"})
    void isAnOutageIfNoConnectionCanDoAnything(String state) {
        assertThat(SqlFault.is(new SQLException("a-secret", state), SqlFault::ofAll))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22P05", "42P01", "55P03"})
    void isNoOutageIfOtherCallsMaySucceed(String state) {
        assertThat(SqlFault.is(new SQLException("a-secret", state), SqlFault::ofAll))
                .isFalse();
    }
}
