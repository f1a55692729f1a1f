package dev.sotto.local;

import dev.sotto.load.WaitedInVain;
import dev.sotto.load.phone.CallOver;
import dev.sotto.load.phone.PhoneCall;
import dev.sotto.load.phone.PhoneManners;
import dev.sotto.load.phone.SipPhone;
import dev.sotto.load.sound.Pcm;
import dev.sotto.load.sound.Wav;
import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.DataOption;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.Running;
import dev.sotto.local.terminal.Failure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "call",
        description = {
            "Places a real SIP call and says the given recordings, each after the far voice has finished.",
            "Exits with 1 when the call was refused or over before each of them was answered."
        },
        mixinStandardHelpOptions = true)
final class CallCommand implements Callable<Integer> {

    @Option(
            names = "--wav",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "Recordings to say, in order (WAV, any common rate).")
    List<Path> wavs = List.of();

    @Option(
            names = "--to",
            paramLabel = "URI",
            description = "Whom to call (default: the English demonstration restaurant of the running system).")
    @Nullable
    String to;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Our own address (default: ${DEFAULT-VALUE}).")
    String from = "127.0.0.1";

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Where to keep what the far voice said (WAV, 8 kHz).")
    @Nullable
    Path recording;

    @Mixin
    DataOption data = new DataOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LogFile.in(data.directory);
        PrintWriter out = spec.commandLine().getOut();
        List<Pcm> sounds = wavs.stream().map(Wav::read).toList();
        @Nullable Addresses at = Addresses.ofRunning(data.directory).orElse(null);
        String target = to != null ? to : target(Running.on(data.directory));
        String number = "+3531" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        try (SipPhone phone = SipPhone.at(from, PhoneManners.PLAIN.calling(number));
                @Nullable Conversation conversation = at == null ? null : new Conversation(at, out)) {
            if (conversation != null) {
                conversation.watch(number);
            }
            out.println("Calling " + target + " …");
            out.flush();
            try (PhoneCall call = phone.call(target)) {
                out.println("Answered.");
                out.flush();
                boolean heardOut = speak(call, sounds, out);
                keep(call);
                return heardOut ? 0 : Failure.EXIT;
            }
        }
    }

    /** True when every recording was said and answered. */
    private static boolean speak(PhoneCall call, List<Pcm> sounds, PrintWriter out) {
        try {
            call.hear();
            for (Pcm sound : sounds) {
                Duration waited = call.answerLatency(call.say(sound));
                out.printf("          (answered after %d ms)%n", waited.toMillis());
                out.flush();
                call.hear();
            }
            return true;
        } catch (WaitedInVain | CallOver ended) {
            out.println(ended.getMessage());
            return false;
        }
    }

    private void keep(PhoneCall call) {
        if (recording != null) {
            Wav.write(recording, call.recording());
        }
    }

    private static String target(Addresses at) {
        return "sip:" + at.restaurantSpeaking("en").phoneNumber() + "@" + at.sip();
    }
}
