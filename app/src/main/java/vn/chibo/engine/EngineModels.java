package vn.chibo.engine;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
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
        try {
            var factory = DocumentBuilderFactory.newNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var elements = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getElementsByTagNameNS(BPMN, "*");
            var names = new HashMap<String, String>();
            for (var i = 0; i < elements.getLength(); i++) {
                var element = (Element) elements.item(i);
                if (element.hasAttribute("id") && element.hasAttribute("name")) {
                    names.put(element.getAttribute("id"), element.getAttribute("name"));
                }
            }
            return Map.copyOf(names);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("A deployed model cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
