package dev.reeve.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPageTest {
  private static final Set<String> REQUESTS =
      Set.of(".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".BR", ".br", ".nf", ".fi", ".sp");

  private final List<CommandForm> commands = CommandForm.all(new Capture().streams());
  private final String page = new ManPage(commands).text("0.1.0", "2026-11-21");

  @Test
  void it_has_every_command_and_every_option() {
    for (CommandForm command : commands) {
      String name = command.name().replace("-", "\\-");
      assertThat(page).contains(".SS reeve " + name + "\n");
      int start = page.indexOf(".SS reeve " + name + "\n");
      int end = page.indexOf("\n.S", start + 1);
      for (CommandOption<?> option : command.options()) {
        if (option != OptionTable.HELP) {
          assertThat(page.substring(start, end))
              .contains("\\fB" + option.toString().replace("-", "\\-") + "\\fR");
        }
      }
    }
    assertThat(page).contains(".SH EXIT STATUS\n", "124              the deadline passed");
  }

  @Test
  void its_lines_are_requests_or_short_ascii_text() {
    assertThat(page).endsWith("\n").startsWith(".TH REEVE 1 \"2026-11-21\" \"reeve 0.1.0\"");
    for (String line : page.split("\n", -1)) {
      assertThat(line).hasSizeLessThan(200).matches("[\\x20-\\x7E]*");
      if (line.startsWith(".") || line.startsWith("'")) {
        assertThat(line.split(" ", 2)[0]).isIn(REQUESTS);
      }
    }
    assertThat(page.lines().filter(line -> line.equals(".nf")).count())
        .isEqualTo(page.lines().filter(line -> line.equals(".fi")).count());
  }

  @Test
  void groff_and_mandoc_have_nothing_to_say_about_it(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("reeve.1"), page);
    Shell.assumeInstalled("groff");
    assertThat(Shell.run(folder, "groff", "-man", "-ww", "-z", "-Tutf8", "reeve.1")).isEmpty();
    Shell.assumeInstalled("mandoc");
    assertThat(Shell.run(folder, "mandoc", "-Tlint", "-Wwarning", "reeve.1")).isEmpty();
  }

  @Test
  void the_command_prints_it() {
    Capture capture = new Capture();
    assertThat(capture.run("generate-man-page")).isZero();
    assertThat(capture.out()).startsWith(".TH REEVE 1 ").contains(".SS reeve run\n");
  }
}
