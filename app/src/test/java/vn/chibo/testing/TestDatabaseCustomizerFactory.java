package vn.chibo.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives every test context that asks for a data source a fresh database; contexts that never ask start no server. A
 * test that needs a certain database sets {@code chibo.test.database-url}.
 */
public class TestDatabaseCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return new Customizer();
    }

    private record Customizer() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            context.getEnvironment().getPropertySources().addFirst(new LazyDatabase(context));
        }
    }

    private static final class LazyDatabase extends PropertySource<ConfigurableApplicationContext> {

        private @Nullable String url;

        LazyDatabase(ConfigurableApplicationContext context) {
            super("test-database", context);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return switch (name) {
                case "spring.datasource.url" -> url();
                case "spring.datasource.username" -> "postgres";
                case "spring.datasource.password" -> "postgres";
                case "spring.datasource.hikari.maximum-pool-size" -> "8";
                default -> null;
            };
        }

        private synchronized String url() {
            if (url == null) {
                var given = source.getEnvironment().getProperty("chibo.test.database-url");
                url = given != null ? given : TestDatabases.create();
            }
            return url;
        }
    }
}
