package vn.chibo.processtest;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Names of processes and elements: only the models have them. */
final class ElementNames {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private final Connection connection;

    ElementNames(Connection connection) {
        this.connection = connection;
    }

    void readNewModels() throws SQLException {
        var unread = new LinkedHashMap<Long, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select key, xml from engine.process_definition
                        where key not in (select definition_key from process_test.model_read)""")) {
            while (rows.next()) {
                unread.put(rows.getLong(1), rows.getString(2));
            }
        }
        for (var model : unread.entrySet()) {
            store(model.getKey(), names(model.getValue()));
        }
    }

    private void store(long definition, Map<String, String> names) throws SQLException {
        try (var read = connection.prepareStatement("insert into process_test.model_read values (?)");
                var insert = connection.prepareStatement("insert into process_test.element_name values (?, ?, ?)")) {
            for (var name : names.entrySet()) {
                insert.setLong(1, definition);
                insert.setString(2, name.getKey());
                insert.setString(3, name.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
            read.setLong(1, definition);
            read.execute();
        }
    }

    private static Map<String, String> names(String xml) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        var names = new LinkedHashMap<String, String>();
        try {
            var reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT && BPMN.equals(reader.getNamespaceURI())) {
                    var id = reader.getAttributeValue(null, "id");
                    var name = reader.getAttributeValue(null, "name");
                    if (id != null && name != null) {
                        names.put(id, name);
                    }
                }
            }
            return names;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The engine took a model that is no XML", e);
        }
    }
}
