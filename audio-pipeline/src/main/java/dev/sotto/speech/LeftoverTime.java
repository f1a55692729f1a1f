package dev.sotto.speech;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that get what nobody else wants of the processors. Java's own thread priorities mean nothing on Linux without
 * privileges, but there every thread may make itself less important ({@code setpriority(2)}, which counts for the calling
 * thread alone). On other systems they are threads like all others.
 */
final class LeftoverTime implements ThreadFactory {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverTime.class);
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;
    private static final int LEAST_IMPORTANT = 19;

    private final String name;

    LeftoverTime(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(
                () -> {
                    standBack();
                    work.run();
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    @SuppressWarnings("restricted")
    private static void standBack() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        SymbolLookup library = linker.defaultLookup();
        Optional<MemorySegment> setPriority = library.find("setpriority");
        if (setPriority.isEmpty()) {
            return;
        }
        MethodHandle call =
                linker.downcallHandle(setPriority.get(), FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        try {
            if ((int) call.invokeExact(PRIO_PROCESS, CALLING_THREAD, LEAST_IMPORTANT) != 0) {
                LOG.warn(
                        "The system did not make {} less important.",
                        Thread.currentThread().getName());
            }
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority could not be called", e);
        }
    }
}
