package vn.chibo.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * A test of the whole application with the sample commune on a random port, against the real engine with the exporter: {@code *ProcessIT}. All
 * of them share broker, database and application context; {@link EngineProbe} looks into the engine, {@link TestEngine}
 * moves its time, often by a year in one run: nothing is thinned out of the read model meanwhile.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@UsesEngine
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"chibo.sample=true", "chibo.engine.retention-days=0"})
public @interface EngineTest {}
