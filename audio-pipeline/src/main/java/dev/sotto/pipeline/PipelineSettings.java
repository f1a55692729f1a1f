package dev.sotto.pipeline;

import dev.sotto.log.LogSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What both stages of the pipeline need to know. */
@ConfigurationProperties("pipeline")
record PipelineSettings(@DefaultValue LogSettings kafka) {}
