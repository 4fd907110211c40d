package dev.reeve.supervisor.serve.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.supervisor.control.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description of the interface is the interface. */
final class OpenApiTest {
  private static JsonObject description() throws Exception {
    byte[] json = requireNonNull(PageCalls.openApi());
    return JsonObject.parse(json, 0, json.length);
  }

  @Test
  void every_call_is_described_and_there_is_no_other() throws Exception {
    Set<String> described = new TreeSet<>();
    JsonObject paths = description().object("paths");
    for (String path : paths.names()) {
      for (String method : paths.object(path).names()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    Set<String> served = new TreeSet<>();
    for (Route route : Routes.all()) {
      served.add(route.method() + " " + route.path());
    }
    assertThat(described).isEqualTo(served);
  }

  @Test
  void the_types_of_bodies_and_the_need_of_a_token_are_those_of_the_server() throws Exception {
    JsonObject paths = description().object("paths");
    for (Route route : Routes.all()) {
      JsonObject call =
          paths.object(route.path().toString()).object(route.method().toLowerCase(Locale.ROOT));
      Set<String> bodies =
          call.has("requestBody") ? call.object("requestBody").object("content").names() : Set.of();
      assertThat(bodies).as(route + "").isEqualTo(route.bodies());
      assertThat(call.has("security")).as(route + "").isEqualTo(route.access() == Access.OPEN);
    }
  }

  @Test
  void every_reference_leads_somewhere() throws Exception {
    String text = new String(PageCalls.openApi(), UTF_8);
    Matcher references = Pattern.compile("\"#/components/(\\w+)/(\\w+)\"").matcher(text);
    JsonObject components = description().object("components");
    while (references.find()) {
      assertThat(components.object(references.group(1)).has(references.group(2)))
          .as(references.group())
          .isTrue();
    }
  }
}
