package vn.chibo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.w3c.dom.Element;
import vn.chibo.testing.ProcessModel;

/** What holds for every model, whichever area it belongs to. */
class ModelsTest {

    private static final List<String> LABELLED = List.of(
            "userTask",
            "serviceTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "startEvent",
            "endEvent",
            "boundaryEvent");

    private final List<ProcessModel> models = ProcessModel.all("classpath*:processes/**/*.bpmn");

    @Test
    void aProcessIsNamedLikeItsFile() {
        assertThat(models)
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.fileName()).isEqualTo(model.processId() + ".bpmn"));
    }

    @Test
    void elementsAreNamedByKindAndMeaningAndLabelled() {
        assertThat(models)
                .allSatisfy(model -> assertThat(elements(model)).allSatisfy(element -> {
                    assertThat(element.getAttribute("id"))
                            .matches("(StartEvent|EndEvent|UserTask|ServiceTask|BusinessRuleTask"
                                    + "|CallActivity|SubProcess|Timer|Message|Error)_[A-Z][A-Za-z]+");
                    assertThat(element.getAttribute("name"))
                            .as(element.getAttribute("id"))
                            .isNotBlank();
                }));
    }

    @Test
    void gatewaysThatDecideAskAndEveryBranchAnswers() {
        assertThat(models).allSatisfy(model -> {
            var flows = model.bpmn("sequenceFlow");
            for (var gateway : model.bpmn("exclusiveGateway")) {
                var id = gateway.getAttribute("id");
                var branches = flows.stream()
                        .filter(flow -> flow.getAttribute("sourceRef").equals(id))
                        .toList();
                assertThat(id).matches("Gateway_[A-Z][A-Za-z]+");
                if (branches.size() > 1) {
                    assertThat(gateway.getAttribute("name")).as(id).endsWith("?");
                    assertThat(branches)
                            .as(id)
                            .allSatisfy(flow ->
                                    assertThat(flow.getAttribute("name")).isNotBlank());
                    assertThat(gateway.getAttribute("default"))
                            .as(id + " has a way out whatever the facts")
                            .isNotBlank();
                }
            }
        });
    }

    @Test
    void formsDecisionsAndCalledProcessesAreBoundToTheDeployment() {
        assertThat(models)
                .allSatisfy(model -> assertThat(Stream.of("formDefinition", "calledDecision", "calledElement")
                                .flatMap(name -> model.zeebe(name).stream()))
                        .allSatisfy(element ->
                                assertThat(element.getAttribute("bindingType")).isEqualTo("deployment")));
    }

    @Test
    void everyFormHasItsFile() {
        assertThat(models)
                .allSatisfy(model -> assertThat(model.forms())
                        .allSatisfy(form -> assertThat(
                                        new ClassPathResource("forms/" + area(model) + "/" + form + ".form").exists())
                                .as(form)
                                .isTrue()));
    }

    @Test
    void theTaskListSaysWhatTheDiagramSaysAndWhy() throws Exception {
        var texts = new Properties();
        try (var in = new ClassPathResource("messages/tasks.properties").getInputStream()) {
            texts.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        }

        assertThat(models)
                .allSatisfy(model -> assertThat(model.bpmn("userTask")).allSatisfy(task -> {
                    var key = "task." + model.processId() + "." + task.getAttribute("id");
                    assertThat(texts.getProperty(key)).as(key).isEqualTo(task.getAttribute("name"));
                    assertThat(texts.getProperty(key + ".why")).as(key + ".why").isNotBlank();
                }));
    }

    private static List<Element> elements(ProcessModel model) {
        return LABELLED.stream().flatMap(name -> model.bpmn(name).stream()).toList();
    }

    private static String area(ProcessModel model) {
        var candidates = Stream.of("meetings", "admission")
                .filter(area -> new ClassPathResource("processes/" + area + "/" + model.fileName()).exists());
        return candidates.findFirst().orElseThrow();
    }
}
