package vn.chibo.inbox.tasks;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.engine.ElementId;

/** What a deployed model says about its user tasks: the name in the diagram and the form. A deployed model never changes. */
@Component
public class TaskModels {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private final JdbcClient jdbc;
    private final Map<Long, Map<String, UserTask>> models = new ConcurrentHashMap<>();

    TaskModels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the read model does not have the definition, or the definition not the element. */
    public Optional<UserTask> find(long definitionKey, ElementId element) {
        var known = models.get(definitionKey);
        if (known == null) {
            var xml = jdbc.sql("select xml from engine.process_definition where key = :key")
                    .param("key", definitionKey)
                    .query(String.class)
                    .optional();
            if (xml.isEmpty()) {
                return Optional.empty();
            }
            known = userTasks(xml.get());
            models.put(definitionKey, known);
        }
        return Optional.ofNullable(known.get(element.value()));
    }

    static Map<String, UserTask> userTasks(String xml) {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var tasks = new HashMap<String, UserTask>();
        try {
            var reader = factory.createXMLStreamReader(new StringReader(xml));
            String current = null;
            while (reader.hasNext()) {
                var event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT && isUserTask(reader)) {
                    current = reader.getAttributeValue(null, "id");
                    tasks.put(current, new UserTask(reader.getAttributeValue(null, "name"), null));
                } else if (event == XMLStreamConstants.END_ELEMENT && isUserTask(reader)) {
                    current = null;
                } else if (event == XMLStreamConstants.START_ELEMENT
                        && current != null
                        && reader.getLocalName().equals("formDefinition")) {
                    var form = reader.getAttributeValue(null, "formId");
                    tasks.computeIfPresent(current, (id, task) -> new UserTask(task.name(), form));
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A deployed model is not readable", e);
        }
        return tasks;
    }

    private static boolean isUserTask(XMLStreamReader reader) {
        return reader.getLocalName().equals("userTask") && BPMN.equals(reader.getNamespaceURI());
    }

    public record UserTask(@Nullable String name, @Nullable String formId) {}
}
