package dev.sotto.local;

import dev.sotto.load.phone.PhoneCall;
import dev.sotto.load.phone.PhoneManners;
import dev.sotto.load.phone.SipPhone;
import dev.sotto.load.sound.SpokenText;
import dev.sotto.load.sound.Voice;
import dev.sotto.local.system.Addresses;
import dev.sotto.local.system.LocalSystem;
import dev.sotto.local.system.LogFile;
import dev.sotto.local.system.SystemOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;

/**
 * A system on empty data takes the beginning of one call and stops, so that the virtual machine can write down what a
 * start and a call load, link and run often. Every later start then reads that instead of finding it out again.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = "Starts the whole system beside any other, takes the beginning of one call, and stops.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Path data = Files.createTempDirectory("sotto-rehearsal");
        LogFile.in(data);
        try (LocalSystem system = LocalSystem.start(SystemOptions.aside(data))) {
            takeOneOrder(system.addresses());
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        return 0;
    }

    private static void takeOneOrder(Addresses at) {
        String target = "sip:" + at.restaurantSpeaking("en").phoneNumber() + "@" + at.sip();
        try (SipPhone phone = SipPhone.at("127.0.0.1", PhoneManners.PLAIN);
                PhoneCall call = phone.call(target)) {
            call.hear();
            call.say(SpokenText.by(Voice.SLT).say(DemoScript.load().phone().getFirst()));
            call.hear();
        }
    }
}
