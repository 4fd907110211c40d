package dev.reeve.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemoteExceptionTest {
  private static final String STACK =
      """
      java.lang.IllegalStateException: two
      lines
      \tat app//com.example.Work.handle(Work.java:12)
      \tat java.base@17/java.util.List.forEach(Native Method)
      \tat com.example.Work$1.run(Unknown Source)
      \tSuppressed: java.io.IOException: also
      \t\tat com.example.Work.close(Work.java:3)
      Caused by: java.io.IOException: disk
      \tat com.example.Disk.<init>(Disk.java:99)
      \t... 2 more
      Caused by: java.lang.Error
      \t... 2 more frames
      """;

  @Test
  void a_stack_is_read_with_its_frames_and_causes() {
    RemoteException top = RemoteException.parse(STACK);
    assertThat(top).hasMessage("java.lang.IllegalStateException: two\nlines");
    assertThat(top.getStackTrace()[0])
        .isEqualTo(new StackTraceElement("com.example.Work", "handle", "Work.java", 12));
    assertThat(top.getStackTrace()[1].isNativeMethod()).isTrue();
    assertThat(top.getStackTrace()[2].getClassName()).isEqualTo("com.example.Work$1");
    assertThat(top.getCause()).hasMessage("java.io.IOException: disk");
    assertThat(top.getCause().getStackTrace()[0].getMethodName()).isEqualTo("<init>");
    assertThat(top.getCause().getCause()).hasMessage("java.lang.Error").hasNoCause();
  }

  @Test
  void what_is_no_stack_is_a_message() {
    assertThat(RemoteException.parse("nothing like it")).hasMessage("nothing like it");
    assertThat(RemoteException.parse("")).hasMessage("");
  }
}
