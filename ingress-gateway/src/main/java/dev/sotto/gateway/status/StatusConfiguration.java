package dev.sotto.gateway.status;

import dev.sotto.gateway.call.LiveCalls;
import dev.sotto.gateway.registration.Registrations;
import dev.sotto.gateway.room.PipelineRooms;
import dev.sotto.log.EventLog;
import java.time.InstantSource;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** How what a node tells of itself is put together. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    @Bean
    StatusLife statusLife(EventLog log, Node node, LiveCalls calls, Registrations registrations, PipelineRooms rooms) {
        return new StatusLife(log, node, calls, registrations, rooms, InstantSource.system());
    }

    @Bean
    ApplicationListener<ContextClosedEvent> tellsThatItLeaves(StatusLife status) {
        return closed -> status.drain();
    }
}
