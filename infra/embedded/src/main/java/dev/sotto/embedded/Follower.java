package dev.sotto.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Makes the directory of a server that follows another by streaming replication. The binaries we carry lack pg_basebackup, so
 * the files are copied while the other runs, between the two calls that PostgreSQL has for this (its manual, 25.3.3).
 */
final class Follower {

    /** Theirs who runs there: the copy begins with what it streams. */
    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "pg_wal",
            "pg_replslot",
            "pg_notify",
            "pg_stat_tmp",
            "pg_dynshmem",
            "pg_subtrans");

    private Follower() {}

    static void copy(Path from, int port, Path to) throws IOException, SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection session = DriverManager.getConnection(url, "postgres", "");
                Statement statement = session.createStatement()) {
            statement.execute("select pg_backup_start('follower', true)");
            copyFiles(from, to);
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(to.resolve("backup_label"), label.getString(1));
            }
        }
        Files.createFile(to.resolve("standby.signal"));
        Files.writeString(
                to.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres application_name=follower'\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes any) throws IOException {
                Path made = Files.createDirectories(to.resolve(from.relativize(directory)));
                // The server refuses a directory that others may look into.
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
                boolean empty = LEFT_OUT.contains(from.relativize(directory).toString());
                if (empty && directory.endsWith("pg_wal")) {
                    Files.createDirectories(made.resolve("archive_status"));
                }
                return empty ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
                if (!LEFT_OUT.contains(from.relativize(file).toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)));
                    } catch (NoSuchFileException gone) {
                        // Dropped while we copied; the log says so too.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }
        });
    }
}
