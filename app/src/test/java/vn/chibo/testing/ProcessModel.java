package vn.chibo.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A BPMN or DMN file on the classpath, read for what model tests compare with the code. */
public record ProcessModel(String fileName, Document document) {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    public static ProcessModel of(String path) {
        return all("classpath:processes/" + path).getFirst();
    }

    public static List<ProcessModel> all(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(pattern))
                    .map(ProcessModel::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessModel parse(Resource file) {
        try (var in = file.getInputStream()) {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new ProcessModel(
                    String.valueOf(file.getFilename()),
                    factory.newDocumentBuilder().parse(in));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    public String processId() {
        return bpmn("process").getFirst().getAttribute("id");
    }

    public Set<String> jobTypes() {
        return attributes(zeebe("taskDefinition"), "type");
    }

    public Set<String> messages() {
        return attributes(bpmn("message"), "name");
    }

    public Set<String> forms() {
        return attributes(zeebe("formDefinition"), "formId");
    }

    public Set<String> userTasks() {
        return attributes(bpmn("userTask"), "id");
    }

    public List<Element> bpmn(String name) {
        return elements(BPMN, name);
    }

    public List<Element> zeebe(String name) {
        return elements(ZEEBE, name);
    }

    /** The values of the constants of one type in a class of names. */
    public static <T> Set<String> constants(Class<?> names, Class<T> type, Function<T, String> value) {
        return Arrays.stream(names.getDeclaredFields())
                .filter(field -> field.getType() == type)
                .map(field -> {
                    try {
                        return value.apply(type.cast(field.get(null)));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Element> elements(String namespace, String name) {
        var nodes = document.getElementsByTagNameNS(namespace, name);
        var found = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static Set<String> attributes(List<Element> elements, String name) {
        return elements.stream()
                .map(element -> element.getAttribute(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
