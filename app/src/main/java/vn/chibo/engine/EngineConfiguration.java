package vn.chibo.engine;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The client: gRPC for deployments, messages, instances and jobs (the 8.8 client misreads jobs of an 8.6 engine over
 * REST), REST for user tasks, which have no gRPC commands. Building it connects to nothing.
 */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean(destroyMethod = "close")
    CamundaClient camundaClient(EngineSettings settings) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(settings.grpcAddress())
                .restAddress(settings.restAddress())
                .preferRestOverGrpc(false)
                .applyEnvironmentVariableOverrides(false)
                .numJobWorkerExecutionThreads(settings.workerThreads())
                .defaultRequestTimeout(Duration.ofSeconds(10))
                .defaultMessageTimeToLive(Duration.ofHours(1))
                .defaultJobTimeout(settings.jobTimeout())
                .build();
    }
}
