package dev.reeve.supervisor.job;

import static dev.reeve.supervisor.job.JobTexts.errors;
import static dev.reeve.supervisor.job.JobTexts.json;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadDocumentTest {
  /** Errors that a JSON Schema cannot tell, and texts that are no JSON. */
  private static final String BEYOND_FORM =
      ".*(is not valid JSON|ends too early|unexpected text|is empty;|is given twice|at least initial"
          + "|at most 24h|1e999|surrogate pair|no valid pattern|not a valid pattern|swap them"
          + "|has more than).*";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | job.json: is empty; a job document is an object such as {\"tasks\": []}",
        "[] | job.json:1:1: must be an object such as {\"tasks\": []}, not an array",
        "5 | job.json:1:1: must be an object such as {\"tasks\": []}, not the number 5",
        "{} | job.json:1:1: needs tasks, an array; it may be empty",
        "{'tasks':{}} | job.json:1:10: tasks: must be an array of tasks, not an object",
        "{'tasks':[]} x | job.json:1:14: is not valid JSON: unrecognized token 'x'; nothing after it was checked",
        "{'tasks':[]} {} | job.json:1:14: unexpected text after the document; a file with one task per line must end in .jsonl",
        "{'tasks':[],'tasks':[]} | job.json:1:13: tasks: \"tasks\" is given twice; keep one",
        "{'tasks':[],'halts':1} | job.json:1:13: halts: unknown field \"halts\"; did you mean \"halt\"?",
        "{'tasks':[],'Deadline':1} | job.json:1:13: Deadline: unknown field \"Deadline\"; did you mean \"deadline\"?",
        "{'tasks':[],'zzz':1} | job.json:1:13: zzz: unknown field \"zzz\"; the fields here are name, workers, defaults, halt, deadline, resources, onFailure, onEnd, schedules, tasks",
        "{'tasks':[],'name':1} | job.json:1:20: name: must be a text, not the number 1",
        "{'tasks':[],'deadline':'0s'} | job.json:1:24: deadline: must be longer than zero; leave the field out for no limit",
        "{'tasks':[],'halt':'never'} | job.json:1:20: halt: \"never\" is no halt rule; write one like now,fail=1, soon,fail=3 or soon,fail=10%",
        "{'tasks':[],'workers':4} | job.json:1:23: workers: must be an object with count, jvmArgs, classpath or the like, not the number 4",
        "{'tasks':[],'workers':{'count':0}} | job.json:1:32: workers.count: must be a number from 1 to 10000, not the number 0",
        "{'tasks':[],'workers':{'count':1.5}} | job.json:1:32: workers.count: must be a number such as 4, or a share such as \"50%\", not the number 1.5",
        "{'tasks':[],'workers':{'count':'5x'}} | job.json:1:32: workers.count: \"5x\" is no number of workers; write one like 4 (1 to 10000), or as a share of the processors like 50% (up to 1000%)",
        "{'tasks':[],'workers':{'jvmArgs':'-Xmx1g'}} | job.json:1:34: workers.jvmArgs: must be an array such as [\"-Xmx256m\"], not the text \"-Xmx1g\"",
        "{'tasks':[],'workers':{'jvmArgs':[1]}} | job.json:1:35: workers.jvmArgs[0]: must be a text, not the number 1",
        "{'tasks':[],'workers':{'classpath':['']}} | job.json:1:37: workers.classpath[0]: must not be empty; the job's folder is \".\"",
        "{'tasks':[],'workers':{'maxTasks':0}} | job.json:1:35: workers.maxTasks: must be a whole number from 1, not the number 0",
        "{'tasks':[],'workers':{'restart':5}} | job.json:1:34: workers.restart: must be an object with maxCrashes or within, not the number 5",
        "{'tasks':[],'workers':{'restart':{'maxCrashes':-1}}} | job.json:1:48: workers.restart.maxCrashes: must be a whole number from 0 to 2147483647, not the number -1",
        "{'tasks':[],'workers':{'restart':{'within':'0s'}}} | job.json:1:44: workers.restart.within: must be longer than zero and at most 24h",
        "{'tasks':[],'workers':{'restart':{'within':'25h'}}} | job.json:1:44: workers.restart.within: must be longer than zero and at most 24h",
        "{'tasks':[],'workers':{'restart':{'max':1}}} | job.json:1:35: workers.restart.max: unknown field \"max\"; the fields here are maxCrashes, within",
        "{'tasks':[],'workers':{'maxMemory':512}} | job.json:1:36: workers.maxMemory: must be a size such as \"512m\", not the number 512",
        "{'tasks':[],'workers':{'maxMemory':'512q'}} | job.json:1:36: workers.maxMemory: \"512q\" is no size; write one like 512k, 256m or 2g, powers of 1024",
        "{'tasks':[],'workers':{'env':{'A=':'1'}}} | job.json:1:31: workers.env.A=: the name of a variable must not be empty and must not contain '=' or a zero byte",
        "{'tasks':[],'workers':{'env':{'A':1}}} | job.json:1:35: workers.env.A: must be a text, not the number 1",
        "{'tasks':[],'workers':{'env':{'A':'1','A':'2'}}} | job.json:1:39: workers.env.A: \"A\" is given twice; keep one",
        "{'tasks':[],'defaults':{'retry':1}} | job.json:1:25: defaults.retry: unknown field \"retry\"; did you mean \"retries\"?",
        "{'tasks':[],'defaults':{'backoff':{'factor':0.5}}} | job.json:1:45: defaults.backoff.factor: must be a number from 1, not the number 0.5",
        "{'tasks':[],'defaults':{'backoff':{'factor':1e999}}} | job.json:1:45: defaults.backoff.factor: must be a number from 1, not the number 1e999",
        "{'tasks':[],'defaults':{'backoff':{'initial':'2s','max':'1s'}}} | job.json:1:35: defaults.backoff: max must be at least initial",
        "{'tasks':[7]} | job.json:1:11: tasks[0]: must be a task: an object with handler or command, not the number 7",
        "{'tasks':[{}]} | job.json:1:11: tasks[0]: needs a handler or a command",
        "{'tasks':[{'handler':''}]} | job.json:1:22: tasks[0].handler: must have 1 to 200 characters, not 0",
        "{'tasks':[{'handler':null}]} | job.json:1:22: tasks[0].handler: must be the name of a handler, not null; leave the field out if it has no value",
        "{'tasks':[{'id':7,'handler':'e'}]} | job.json:1:17: tasks[0].id: must be a text, not the number 7",
        "{'tasks':[{'handler':'e','command':['x']}]} | job.json:1:11: tasks[0]: has both handler and command; keep one",
        "{'tasks':[{'command':['x'],'payload':1}]} | job.json:1:11: tasks[0]: has a payload, which goes with handler, not with command",
        "{'tasks':[{'command':'ls -l'}]} | job.json:1:22: tasks[0].command: must be an array of arguments such as [\"wc\", \"-l\", \"file\"], not the text \"ls -l\"",
        "{'tasks':[{'command':[]}]} | job.json:1:22: tasks[0].command: must not be empty: its first element is the program",
        "{'tasks':[{'command':['']}]} | job.json:1:23: tasks[0].command[0]: must not be empty: it is the program",
        "{'tasks':[{'command':['x',5]}]} | job.json:1:27: tasks[0].command[1]: must be a text, not the number 5",
        "{'tasks':[{'command':['x\\u0000']}]} | job.json:1:23: tasks[0].command[0]: contains a zero byte, which arguments must not contain",
        "{'tasks':[{'command':['wc','-l'],'shell':true}]} | job.json:1:22: tasks[0].command: must have one element if shell is true: the whole line, [\"wc -l *.txt\"]",
        "{'tasks':[{'command':['wc'],'shell':'yes'}]} | job.json:1:37: tasks[0].shell: must be true or false, not the text \"yes\"",
        "{'tasks':[{'command':['wc'],'okExit':[256]}]} | job.json:1:39: tasks[0].okExit[0]: must be an exit code from 0 to 255, not the number 256",
        "{'tasks':[{'command':['wc'],'stdin':{}}]} | job.json:1:37: tasks[0].stdin: must be a text, not an object",
        "{'tasks':[{'handler':'e','cwd':'.'}]} | job.json:1:32: tasks[0].cwd: is only allowed with command; put it into the payload of a handler",
        "{'tasks':[{'handler':'e','timeout':'5x'}]} | job.json:1:36: tasks[0].timeout: \"5x\" is no duration; write one like 250ms, 5s, 10m, 2h or 1h30m",
        "{'tasks':[{'handler':'e','timeout':5}]} | job.json:1:36: tasks[0].timeout: must be a duration such as \"30s\", not the number 5",
        "{'tasks':[{'handler':'e','timeOut':'5s'}]} | job.json:1:26: tasks[0].timeOut: unknown field \"timeOut\"; did you mean \"timeout\"?",
        "{'tasks':[{'handler':'e','retries':-1}]} | job.json:1:36: tasks[0].retries: must be a whole number from 0 to 2147483647, not the number -1",
        "{'tasks':[{'handler':'e','retries':99999999999}]} | job.json:1:36: tasks[0].retries: must be a whole number from 0 to 2147483647, not the number 99999999999",
        "{'tasks':[{'handler':'e','id':'a\\ud800'}]} | job.json:1:31: tasks[0].id: contains half of a surrogate pair, which a result record cannot hold",
        "{'tasks':[{'handler':'e','priority':99999999999}]} | job.json:1:37: tasks[0].priority: must be a whole number of 32 bits, not the number 99999999999",
        "{'tasks':[{'handler':'e','priority':0.5}]} | job.json:1:37: tasks[0].priority: must be a whole number of 32 bits, not the number 0.5",
        "{'tasks':[{'handler':'e','tags':[null]}]} | job.json:1:34: tasks[0].tags[0]: must be a text, not null; leave the field out if it has no value",
        "{'tasks':[{'handler':'e','forEach':{}}]} | job.json:1:36: tasks[0].forEach: needs exactly one of glob, lines, items, range, csv, tsv and matrix, not 0",
        "{'tasks':[{'handler':'e','forEach':{'items':[],'glob':'x'}}]} | job.json:1:36: tasks[0].forEach: needs exactly one of glob, lines, items, range, csv, tsv and matrix, not 2",
        "{'tasks':[{'handler':'e','forEach':{'items':3}}]} | job.json:1:45: tasks[0].forEach.items: must be an array of any values, not the number 3",
        "{'tasks':[{'handler':'e','forEach':{'glob':'[a'}}]} | job.json:1:44: tasks[0].forEach.glob: \"[a\" is not a valid pattern: Missing ']",
        "{'tasks':[{'handler':'e','forEach':{'range':{'from':1}}}]} | job.json:1:45: tasks[0].forEach.range: needs both from and to",
        "{'tasks':[{'handler':'e','forEach':{'range':{'from':5,'to':1}}}]} | job.json:1:45: tasks[0].forEach.range: from (5) is greater than to (1); swap them",
        "{'tasks':[{'handler':'e','forEach':{'range':{'from':1,'to':2,'step':0}}}]} | job.json:1:69: tasks[0].forEach.range.step: must be a whole number from 1, not the number 0",
        "{'tasks':[{'handler':'e','forEach':{'range':{'from':-9223372036854775808,'to':9223372036854775807}}}]} | job.json:1:45: tasks[0].forEach.range: has more than 1000000000000 numbers",
        "{'tasks':[{'handler':'e','payload':01}]} | job.json:1:37: tasks[0].payload: is not valid JSON: invalid numeric value, Leading zeroes not allowed; nothing after it was checked",
        "{'tasks':[{'handler':'e',}]} | job.json:1:26: tasks[0].handler: is not valid JSON: unexpected character '}', was expecting double-quote to start property name; nothing after it was checked",
        "{'tasks':[{'handler':'e'} | job.json:1:26: tasks[0]: ends too early: a quotation mark, a bracket or a value is missing; nothing after it was checked",
        "{'tasks':[1} | job.json:1:12: tasks[0]: is not valid JSON: unexpected close marker '}', expected ']'; nothing after it was checked",
        "{'tasks':[] // none | job.json:1:13: tasks: is not valid JSON: JSON allows no comments; remove this one; nothing after it was checked",
        "{'tasks':[NaN]} | job.json:1:14: tasks[0]: is not valid JSON: non-standard token 'NaN'; nothing after it was checked",
      })
  void an_error_says_where_and_what_and_what_to_do(String text, String error) throws Exception {
    assertThat(errors(text)).contains(error);
    if (!error.matches(BEYOND_FORM)) {
      assertThat(SchemaCheck.job(json(text))).as(text).isNotEmpty();
    }
  }

  @Test
  void all_errors_are_reported_in_the_order_of_the_document() throws Exception {
    assertThat(
            errors(
                """
                {'workers': {'count': 0},
                 'tasks': [
                   {'id': 'é', 'timeout': '5', 'handler': 'e'},
                   {'retries': -1},
                   {'id': 'é', 'handler': 'e', 'x': [[1, 2], {'y': null}], 'tags': 'z'}
                 ],
                 'deadline': 5}
                """))
        .containsExactly(
            "job.json:1:23: workers.count: must be a number from 1 to 10000, not the number 0",
            "job.json:3:27: tasks[0].timeout: \"5\" is no duration; write one like 250ms, 5s, 10m, 2h or 1h30m",
            "job.json:4:4: tasks[1]: needs a handler or a command",
            "job.json:4:16: tasks[1].retries: must be a whole number from 0 to 2147483647, not the number -1",
            "job.json:5:11: tasks[2].id: the id \"é\" is taken by tasks[0]; ids must differ",
            "job.json:5:32: tasks[2].x: unknown field \"x\"; the fields here are id, handler, payload, "
                + "command, shell, cwd, env, stdin, okExit, priority, tags, forEach, needs, timeout, retries, backoff, uses, accepted",
            "job.json:5:68: tasks[2].tags: must be an array of texts, not the text \"z\"",
            "job.json:7:14: deadline: must be a duration such as \"30s\", not the number 5");
  }

  @Test
  void columns_count_characters() throws Exception {
    assertThat(errors("{'name':'é🙂','x':1,'tasks':[]}").get(0)).startsWith("job.json:1:14: x: ");
  }

  @Test
  void errors_before_broken_syntax_are_reported_too() throws Exception {
    assertThat(errors("{'name': 5, 'tasks': [{'handler': e}], 'deadline': 7}"))
        .containsExactly(
            "job.json:1:10: name: must be a text, not the number 5",
            "job.json:1:35: tasks[0].handler: is not valid JSON: unrecognized token 'e'; nothing after it was checked");
  }

  @Test
  void beyond_a_hundred_errors_are_counted() throws Exception {
    List<String> errors = errors("{'tasks': [" + "{},".repeat(249) + "{}]}");

    assertThat(errors).hasSize(101);
    assertThat(errors.get(99)).isEqualTo("job.json:1:309: tasks[99]: needs a handler or a command");
    assertThat(errors.get(100)).isEqualTo("job.json: and 150 more");
  }

  @Test
  void the_exception_names_the_first_and_counts_the_rest() {
    InvalidJobException one =
        catchThrowableOfType(InvalidJobException.class, () -> JobTexts.document("{}"));
    InvalidJobException two =
        catchThrowableOfType(InvalidJobException.class, () -> JobTexts.document("{'x':1}"));

    assertThat(one).hasMessage("job.json:1:1: needs tasks, an array; it may be empty");
    assertThat(two)
        .hasMessage("2 errors, the first: job.json:1:1: needs tasks, an array; it may be empty");
  }

  @Test
  void bad_utf_8_is_named_with_its_place() throws Exception {
    byte[] text = json("{'name':\n 'é?', 'tasks':[]}").getBytes(UTF_8);
    text[13] = (byte) 0xFE;

    assertThat(errors(text, JobTexts.FOLDER))
        .containsExactly(
            "job.json:2:4: is not UTF-8: the byte 0xFE; save it as UTF-8; nothing else was checked");
  }

  @Test
  void other_encodings_are_recognised() throws Exception {
    String message = "job.json:1:1: is not UTF-8 but looks like UTF-16 or UTF-32; save it as UTF-8";

    assertThat(errors("{}".getBytes(UTF_16LE), JobTexts.FOLDER)).containsExactly(message);
    assertThat(errors("{}".getBytes(UTF_16BE), JobTexts.FOLDER)).containsExactly(message);
    assertThat(errors("\uFEFF{}".getBytes(UTF_16LE), JobTexts.FOLDER)).containsExactly(message);
    assertThat(errors("\uFEFF{}".getBytes(UTF_16BE), JobTexts.FOLDER)).containsExactly(message);
  }

  @Test
  void a_message_can_not_steer_the_terminal() throws Exception {
    assertThat(errors("{'tasks':[],'\\u001b[2J':\u009b}"))
        .containsExactly(
            "job.json:1:25: \uFFFD[2J: is not valid JSON: unexpected character with code 155, expected a valid value; nothing after it was checked");
    assertThat(errors("{'tasks':[],'\\u001b[2J':1}").get(0))
        .startsWith("job.json:1:13: \uFFFD[2J: unknown field \"\uFFFD[2J\"; the fields");
  }

  @Test
  void nesting_of_ten_thousand_is_refused_quickly() throws Exception {
    String deep = "[".repeat(10_000);

    assertThat(errors("{'tasks':[{'handler':'e','payload':" + deep + "}]}"))
        .singleElement()
        .asString()
        .startsWith("job.json:1:98: tasks[0].payload[0]")
        .endsWith(": is nested deeper than 64 levels; nothing after it was checked");
    assertThat(errors(deep))
        .last()
        .asString()
        .startsWith("job.json:1:66: [0]")
        .endsWith("…: is nested deeper than 64 levels; nothing after it was checked");
  }

  @Test
  void ids_that_forEach_makes_collide_with_written_ones() throws Exception {
    assertThat(
            errors(
                """
                {'tasks': [
                {'id': 'a[2]', 'handler': 'e'},
                {'id': 'a', 'handler': 'e', 'forEach': {'range': {'from': 1, 'to': 3}}},
                {'id': 'a[3]', 'handler': 'e'},
                {'id': 'a[4]', 'handler': 'e'},
                {'id': 'a[0]', 'handler': 'e'},
                {'id': 'a[03]', 'handler': 'e'},
                {'id': 'a[]', 'handler': 'e'},
                {'id': 'a', 'handler': 'e'},
                {'id': 'a', 'handler': 'e', 'forEach': {'items': [1]}},
                {'id': 'a', 'handler': 'e', 'forEach': {'items': []}},
                {'id': 'a[1]', 'handler': 'e', 'forEach': {'items': [1]}},
                {'id': '12[1]', 'handler': 'e'},
                {'handler': 'e', 'forEach': {'items': [1]}},
                {'id': '13[1]', 'handler': 'e'}]}
                """))
        .containsExactly(
            "job.json:3:8: tasks[1].id: the id \"a[2]\" is taken by tasks[0]; ids must differ",
            "job.json:4:8: tasks[2].id: the id \"a[3]\" is taken by tasks[1]; ids must differ",
            "job.json:10:8: tasks[8].id: the id \"a[1]\" is taken by tasks[1]; ids must differ",
            "job.json:15:8: tasks[13].id: the id \"13[1]\" is taken by tasks[12]; ids must differ");
  }

  @Test
  void a_number_that_stands_for_an_id_collides_too() throws Exception {
    assertThat(
            errors(
                """
                {'tasks': [
                {'id': '4', 'handler': 'e'},
                {'id': 'r', 'handler': 'e', 'forEach': {'range': {'from': 1, 'to': 2}}},
                {'handler': 'e'},
                {'handler': 'e'},
                {'id': '5', 'handler': 'e'}]}
                """))
        .containsExactly(
            "job.json:4:1: tasks[2]: the id \"4\" is taken by tasks[0]; this task has no id, so its number is taken: give it an id",
            "job.json:6:8: tasks[4].id: the id \"5\" is taken by tasks[3]; ids must differ");
  }
}
