package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.results.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schemas beside the readers. All documents of other tests that the reader accepts, by {@link
 * JobTexts}, and those that it refuses, in {@link BadDocumentTest}, are held against them too.
 */
class JobSchemaTest {
  private static final Path TOP = top();
  private static final Pattern FIELDS = Pattern.compile("the fields here are (.*)");
  private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\n(.*?)^```$");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'tasks':[],'zzz':1} | job",
        "{'tasks':[],'workers':{'zzz':1}} | workers",
        "{'tasks':[],'workers':{'restart':{'zzz':1}}} | workers/properties/restart",
        "{'tasks':[],'defaults':{'zzz':1}} | limits",
        "{'tasks':[],'defaults':{'backoff':{'zzz':1}}} | backoff",
        "{'tasks':[{'zzz':1}]} | documentTask task",
        "{'tasks':[],'schedules':[{'zzz':1}]} | schedule",
        "{'tasks':[{'forEach':{'zzz':1}}]} | forEach",
        "{'tasks':[{'forEach':{'range':{'zzz':1}}}]} | forEach/properties/range",
        "{'tasks':[{'needs':[{'zzz':1}]}]} | needs/anyOf/1/items/anyOf/1",
      })
  void reader_and_schema_know_the_same_fields(String document, String places) throws Exception {
    String errors = String.join("\n", JobTexts.errors(document));
    Matcher fields = FIELDS.matcher(errors);
    assertThat(fields.find()).as(errors).isTrue();
    JsonNode schema = JsonMapper.shared().readTree(JobSchema.document());
    List<String> names = new ArrayList<>();
    for (String place : places.split(" ", -1)) {
      names.addAll(schema.at("/$defs/" + place + "/properties").propertyNames());
    }
    assertThat(names).containsExactlyInAnyOrder(fields.group(1).split(", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'handler':'e','timeout':'1h30m'",
        "'handler':'e','timeout':'5m'",
        "'handler':'e','timeout':'1m5s'",
        "'handler':'e','timeout':'1m5ms'",
        "'handler':'e','timeout':'0h1ms'",
        "'handler':'e','priority':-2147483648",
        "'command':['a b'],'shell':true",
        "'command':['a','b'],'shell':false",
        "'command':['a','']",
        "'command':['a'],'env':{},'okExit':[],'stdin':'','cwd':'.'",
        "'handler':'e','backoff':{'factor':1.5,'initial':'0s'}",
        "'handler':'e','needs':[]",
        "'handler':'e','forEach':{'items':[]}",
        "'handler':'e','forEach':{'matrix':{'jdk':[17,'21',true],'o-s':['l']}}",
      })
  void accepted_by_both(String task) throws Exception {
    String document = "{'tasks':[{" + task + "}]}";
    assertThat(JobTexts.errors(document)).isEmpty();
    SchemaCheck.requireJob(json(document));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'timeout':''",
        "'timeout':'5'",
        "'timeout':'0s'",
        "'timeout':'0h0m'",
        "'timeout':'5s1m'",
        "'timeout':'1m1m'",
        "'timeout':'1.5s'",
        "'timeout':' 5s'",
        "'timeout':'1111111111111111111s'",
        "'timeout':null",
        "'id':''",
        "'id':null",
        "'payload':1,'command':['x']",
        "'shell':false",
        "'env':{'A':'1'}",
        "'retries':1.5",
        "'retries':'1'",
        "'tags':'x'",
        "'needs':7",
        "'needs':['']",
        "'needs':[{'when':'ended'}]",
        "'needs':[{'task':'a','when':'failed'}]",
        "'uses':7",
        "'uses':['']",
        "'uses':{'gpu':0}",
        "'backoff':{'factor':0.5}",
        "'backoff':{'initial':5}",
        "'forEach':'*.java'",
        "'forEach':{'glob':''}",
        "'forEach':{'range':{'from':1.5,'to':2}}",
        "'forEach':{'matrix':{}}",
        "'forEach':{'matrix':{'jdk':[]}}",
        "'forEach':{'matrix':{'j.k':[1]}}",
        "'forEach':{'matrix':{'jdk':[null]}}",
        "'forEach':{'matrix':{'jdk':['a[1]']}}",
      })
  void refused_by_both(String fields) throws Exception {
    String document = "{'tasks':[{'handler':'e'," + fields + "}]}";
    assertThat(JobTexts.errors(document)).isNotEmpty();
    assertThat(SchemaCheck.job(json(document))).as(document).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'halt':'now,fail=1' | true",
        "'halt':'soon,fail=007' | true",
        "'halt':'soon,fail=100%' | true",
        "'halt':'soon,fail=0.5%' | true",
        "'halt':'soon,fail=101%' | false",
        "'halt':'soon,fail=100.1%' | false",
        "'halt':'soon,fail=0%' | false",
        "'halt':'soon,fail=0' | false",
        "'halt':'soon,fail=.5%' | false",
        "'halt':'later,fail=1' | false",
        "'resources':{'gpu':4} | true",
        "'resources':{'gpu':0} | false",
        "'resources':{'':1} | false",
        "'resources':['gpu'] | false",
        "'workers':{'count':'10000'} | true",
        "'workers':{'count':'10001'} | false",
        "'workers':{'count':'1000%'} | true",
        "'workers':{'count':'1000.5%'} | false",
        "'workers':{'count':'0.1%'} | true",
        "'workers':{'count':'0.0%'} | false",
        "'workers':{'count':10001} | false",
        "'workers':{'maxMemory':'512K'} | true",
        "'workers':{'maxMemory':'1048576'} | true",
        "'workers':{'maxMemory':'0m'} | false",
        "'workers':{'maxMemory':'1.5g'} | false",
        "'workers':{'env':{'':'x'}} | false",
      })
  void reader_and_schema_agree_on_the_notations(String field, boolean good) throws Exception {
    String document = "{'tasks':[]," + field + "}";
    assertThat(JobTexts.errors(document).isEmpty()).as(document).isEqualTo(good);
    assertThat(SchemaCheck.job(json(document)).isEmpty()).as(document).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'handler':'e','payload':null} | true",
        "{'command':['x'],'cwd':'d','tags':['t']} | true",
        "{'handler':'e','needs':['a']} | false",
        "{'handler':'e','forEach':{'items':[1]}} | false",
        "{'handler':'e','tasks':[]} | false",
        "{'id':'a'} | false",
        "[] | false",
      })
  void reader_and_schema_agree_on_lines(String line, boolean good) throws Exception {
    SourceEntry entry = JobTexts.entries(JobTexts.stream(line)).get(0);
    assertThat(entry instanceof SourceEntry.Ready).as(line).isEqualTo(good);
    assertThat(SchemaCheck.line(json(line)).isEmpty()).as(line).isEqualTo(good);
  }

  @Test
  void the_jobs_and_records_of_the_pages_have_the_form_of_the_schemas() throws IOException {
    String page = Files.readString(TOP.resolve("supervisor/docs/jobs.md"));
    List<String> jobs = JSON_BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(jobs).isNotEmpty();
    jobs.forEach(SchemaCheck::requireJob);
    List<String> records = page.lines().filter(line -> line.startsWith("{\"seq\"")).toList();
    assertThat(records).isNotEmpty();
    records.forEach(SchemaCheck::requireRecord);
    for (String example : new String[] {"hello", "failures"}) {
      Path file = TOP.resolve("supervisor/examples/" + example + ".json");
      SchemaCheck.requireJob(Files.readString(file));
    }
  }

  @Test
  void the_schemas_say_what_they_are() throws IOException {
    assertThat(JobSchema.document()).contains("draft/2020-12", "\"title\": \"Job of Reeve\"");
    assertThat(JobSchema.line())
        .contains("\"$ref\": \"#/$defs/streamTask\"")
        .doesNotContain("Job of");
    assertThat(Objects.requireNonNull(RecordSchema.text())).contains("\"Result record of Reeve\"");
  }

  private static Path top() {
    Path top = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(top.resolve("protocol"))) {
      top = top.getParent();
    }
    return top;
  }
}
