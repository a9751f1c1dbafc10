package vn.chibo.engine;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The models and forms the engine runs, each in the version a case or task was created with. */
@Service
public class EngineModels {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private final JdbcClient jdbc;
    private final Map<Long, Map<String, String>> names = new ConcurrentHashMap<>();

    EngineModels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The label the model gives the element. A definition never changes, so each is read once. */
    public Optional<String> elementName(long definitionKey, ElementId element) {
        var known = names.get(definitionKey);
        if (known == null) {
            known = xml(definitionKey).map(EngineModels::namesIn).orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            names.put(definitionKey, known);
        }
        return Optional.ofNullable(known.get(element.value()));
    }

    /** Flow nodes of a definition by id, with the name of their tag, such as {@code userTask}. */
    public Map<String, String> elements(long definitionKey) {
        return xml(definitionKey).map(EngineModels::elementsIn).orElse(Map.of());
    }

    /** The BPMN as it was deployed. */
    public Optional<String> xml(long definitionKey) {
        return jdbc.sql("select xml from engine.process_definition where key = :key")
                .param("key", definitionKey)
                .query(String.class)
                .optional();
    }

    /** The form's JSON by the key a task carries. */
    public Optional<String> form(long formKey) {
        return jdbc.sql("select schema from engine_link.form where key = :key")
                .param("key", formKey)
                .query(String.class)
                .optional();
    }

    /** The newest deployed version of a form. */
    public Optional<String> form(FormId id) {
        return jdbc.sql("select schema from engine_link.form where form_id = :id order by version desc limit 1")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    private static Map<String, String> namesIn(String xml) {
        return read(xml, element -> element.hasAttribute("name") ? element.getAttribute("name") : null);
    }

    private static Map<String, String> elementsIn(String xml) {
        return read(xml, Element::getLocalName);
    }

    /** What every element with an id has to say; null leaves it out. */
    private static Map<String, String> read(String xml, Function<Element, @Nullable String> what) {
        try {
            var factory = DocumentBuilderFactory.newNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var elements = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getElementsByTagNameNS(BPMN, "*");
            var found = new HashMap<String, String>();
            for (var i = 0; i < elements.getLength(); i++) {
                var element = (Element) elements.item(i);
                var said = element.hasAttribute("id") ? what.apply(element) : null;
                if (said != null) {
                    found.put(element.getAttribute("id"), said);
                }
            }
            return Map.copyOf(found);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("A deployed model cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
