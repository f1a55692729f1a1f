package dev.sotto.gateway.room;

import dev.sotto.log.EventLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How what is known of the pipeline's room is put together. */
@Configuration(proxyBeanMethods = false)
class RoomConfiguration {

    @Bean
    PipelineRooms pipelineRooms(MeterRegistry registry) {
        PipelineRooms rooms = new PipelineRooms(InstantSource.system());
        registry.gauge("sotto.gateway.pipeline.room", rooms, known -> known.look() instanceof Room.Free ? 1 : 0);
        return rooms;
    }

    @Bean
    RoomLife roomLife(EventLog log, PipelineRooms rooms) {
        return new RoomLife(log, rooms);
    }
}
